"""What the package says of itself, apart from its own module, which imports far more."""

__version__ = "0.1.0"

EXTRACTORS = "briefings.extractors"
"""The entry point group in which other packages offer extractors."""
