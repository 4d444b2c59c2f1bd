"""What holds for every test."""

from hypothesis import HealthCheck, settings

# A slow or busy machine is no finding: no example is timed.
settings.register_profile("briefings", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("briefings")
