"""The version, apart from the package's own module, which imports far more."""

__version__ = "0.1.0"
