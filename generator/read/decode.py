"""From a file's bytes to characters: the encodings in which articles really arrive."""

import codecs
import re
from collections.abc import Callable

from generator.errors import SeedError

# What people drop into a folder of articles by mistake, by its first bytes.
_FORMATS = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)
_SAVE_AS_TEXT = "save it as UTF-8 text, or take it out of the seeds folder"

_BOMS = (  # the UTF-32 marks begin with the UTF-16 ones, so they come first
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Control characters that no text has; the rest of C0 is white space. Stray ones in valid UTF-8
# are dropped later; in bytes that are merely possible Windows-1252 they mean "not text".
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x9f]")
_MOST_CONTROLS_UTF8 = 0.10
_MOST_CONTROLS_LEGACY = 0.02

# Encodings a web page may declare (WHATWG's list, by Python's names); not the stateful ones, in
# which ASCII bytes can mean something else.
_DECLARED_WORDS = """
cp866 cp874 big5 euc-jp euc-kr gb18030 gb2312 gbk koi8-r koi8-u shift_jis windows-874 windows-1250
windows-1251 windows-1252 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257
windows-1258 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8
iso-8859-10 iso-8859-13 iso-8859-14 iso-8859-15 iso-8859-16
"""
_DECLARED = frozenset(_DECLARED_WORDS.split())
_CHARSET = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w-]{1,30})""", re.IGNORECASE)
_HEAD = 4096  # bytes of a page in which its encoding is declared

# Windows-1252 with WHATWG's reading of its five holes: the C1 control of the same number.
_CP1252 = {
    code: bytes([code]).decode("cp1252", "replace").replace("\ufffd", chr(code))
    for code in range(0x80, 0x100)
}
_STRAYS = re.compile("[\udc80-\udcff]")
_ESCAPED_CP1252 = {0xDC00 + code: char for code, char in _CP1252.items()}


def decode(data: bytes, *, subject: str, html: bool = False) -> str:
    """Return the characters of `data`, without a byte order mark.

    Tried in order: a byte order mark; UTF-16 without one where every other byte is NUL; UTF-8,
    also with a few stray Windows-1252 bytes in it; with `html`, the encoding the page declares;
    Windows-1252. Raises SeedError, naming `subject`, for what is not text.
    """
    for magic, what in _FORMATS:
        if data.startswith(magic):
            raise SeedError(subject, f"is not text but {what}", _SAVE_AS_TEXT)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding, subject)
    if b"\0" in data:
        return _strictly(data, _unmarked_utf16(data, subject), subject)
    for attempt in _attempts(html):
        text = attempt(data)
        if text is not None:
            return _plausible(text, _MOST_CONTROLS_UTF8, subject)
    legacy = data.decode("latin-1").translate(_CP1252)
    return _plausible(legacy, _MOST_CONTROLS_LEGACY, subject)


def _attempts(html: bool) -> tuple[Callable[[bytes], str | None], ...]:
    return (_utf8, _declared, _utf8_with_strays) if html else (_utf8, _utf8_with_strays)


def _strictly(data: bytes, encoding: str, subject: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        cause = f"is damaged {encoding.upper()} (byte {error.start})"
        raise SeedError(subject, cause, _SAVE_AS_TEXT) from None
    if "\0" in text:
        raise SeedError(subject, "is not text (it has NUL characters)", _SAVE_AS_TEXT)
    return _plausible(text.removeprefix("\ufeff"), _MOST_CONTROLS_UTF8, subject)


def _unmarked_utf16(data: bytes, subject: str) -> str:
    """Return the UTF-16 byte order in which all NULs are high bytes of common characters."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    enough = len(data) * 0.2  # at least two characters in five are below U+0100
    if len(data) % 2 == 0 and max(even, odd) >= enough and min(even, odd) == 0:
        return "utf-16-le" if odd else "utf-16-be"
    raise SeedError(subject, "is not text (it has NUL bytes)", _SAVE_AS_TEXT)


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _utf8_with_strays(data: bytes) -> str | None:
    """Read UTF-8 into which a paste or a cut has put a few other bytes.

    Reading all of it as Windows-1252 would garble every accent for the sake of one. Text that is
    Windows-1252 has next to no sequence that is valid in UTF-8, so a majority of them decides.
    """
    text = data.decode("utf-8", "surrogateescape")
    strays = len(_STRAYS.findall(text))
    whole = len(text) - strays - len(text.encode("ascii", "ignore"))
    return text.translate(_ESCAPED_CP1252) if strays <= whole else None


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:_HEAD])
    name = found[1].decode("ascii", "replace").lower() if found else ""
    if name == "iso-8859-1" or name not in _DECLARED:
        return None
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _plausible(text: str, most: float, subject: str) -> str:
    controls = len(_CONTROLS.findall(text))
    if controls > len(text) * most:
        cause = f"is not text ({controls} control characters in {len(text)})"
        raise SeedError(subject, cause, _SAVE_AS_TEXT)
    return text
