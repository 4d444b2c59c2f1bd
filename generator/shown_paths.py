"""Paths as they are shown: a file's name may be any bytes, and its author anyone."""

import re
import unicodedata

# Bytes that are written as %XX in a path, and with them a literal % that looks like one of those,
# so that no two files share a path.
_LIKE_ENCODED = re.compile("%(?=[01][0-9A-F]|25|7F|[89A-F][0-9A-F])")
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def shown_path(raw: str) -> str:
    """Return a path as it is shown, stored and sorted: printable, encodable and unambiguous.

    Bytes that are not UTF-8, and characters that do not print, become ``%XX`` for each byte.
    """
    encoded = _LIKE_ENCODED.sub("%25", raw)
    if encoded.isascii() and encoded.isprintable():  # as nearly all are
        return encoded
    return "".join(_shown(char) for char in encoded)


def _shown(char: str) -> str:
    code = ord(char)
    if code & 0xFFFE == 0xFFFE or unicodedata.category(char) in _HIDDEN:
        return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogateescape"))
    return char
