"""language: to be written."""

def detect_language(text: str) -> str:
    """Return the ISO 639-1 code."""
    return "en"
