"""The fields that say what an article is, checked one by one wherever they come from."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.errors import SeedError
from generator.read.dates import find_date, parse_date
from generator.read.normalise import normalise_line
from generator.read.yaml_fields import load_fields

Fields = Mapping[str, str]
"""Checked values by the names of `Metadata`'s fields; a field that is not known is absent."""

_LONGEST_TEXT = 300
_LONGEST_URL = 2_000

_URL = re.compile(r"https?://[^\s<>\"\\^`{|}]+", re.IGNORECASE)
_NAME_DATES = (
    re.compile(
        r"(?<![0-9A-Za-z])(\d{4}-\d{1,2}-\d{1,2}|\d{4}_\d\d_\d\d|\d{4}\.\d\d\.\d\d)(?![0-9])"
    ),
    re.compile(r"^(\d{8})(?![0-9A-Za-z])"),
)

# ISO 639-1, the whole list.
_LANGUAGES_WORDS = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id
ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu
lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu
rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr
ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_LANGUAGES = frozenset(_LANGUAGES_WORDS.split())


def _text(value: str) -> str | None:
    if len(value) <= _LONGEST_TEXT:
        return value or None
    return value[:_LONGEST_TEXT].rpartition(" ")[0] or value[:_LONGEST_TEXT]


def _url(value: str) -> str | None:
    if len(value) > _LONGEST_URL or not _URL.fullmatch(value):
        return None
    try:
        parts = urlsplit(value)
        return value if parts.hostname and parts.username is None else None
    except ValueError:
        return None


def _language(value: str) -> str | None:
    code = re.split("[-_]", value.lower(), maxsplit=1)[0]
    return code if code in _LANGUAGES else None


def _reliability(value: str) -> str | None:
    return value.upper() if value.upper() in tuple("ABCDEF") else None


def _credibility(value: str) -> str | None:
    return value if value in tuple("123456") else None


@dataclass(frozen=True, slots=True)
class _Field:
    """Other names of a field, how its value is read (None: not valid), and what a person who
    wrote it wrongly is told."""

    also: tuple[str, ...]
    read: Callable[[str], str | None]
    remedy: str


_FIELDS: Mapping[str, _Field] = {
    "title": _Field(("headline",), _text, "write it as one line of text"),
    "published": _Field(
        ("date", "pubdate", "date_published", "datepublished"),
        parse_date,
        "write the day as 2024-08-15, or a moment as 2024-08-15T09:30:00Z",
    ),
    "source": _Field(("publisher", "outlet", "site_name"), _text, "write the outlet's name"),
    "author": _Field(("authors", "byline"), _text, "write the name, or a list of names"),
    "url": _Field(("link", "canonical_url"), _url, "write a whole address, https://..."),
    "language": _Field(("lang",), _language, "write its ISO 639-1 code, such as en"),
    "reliability": _Field((), _reliability, "write one letter from A to F"),
    "credibility": _Field((), _credibility, "write one figure from 1 to 6"),
}
GRADES = ("reliability", "credibility")


def check(values: Mapping[str, object], *, subject: str) -> Fields:
    """Return the fields that a person stated. Raises SeedError for one that is not valid."""
    return _read(values, subject=subject, strict=tuple(_FIELDS))


def accept(values: Mapping[str, object], *, subject: str, strict: tuple[str, ...] = ()) -> Fields:
    """Return those fields that are valid, as a page or a feed states them.

    Raises SeedError for the fields named in `strict` alone.
    """
    return _read(values, subject=subject, strict=strict)


def from_yaml(text: str, *, subject: str, first_line: int = 1) -> Fields:
    """Return the fields stated in YAML. Raises SeedError where they cannot be read."""
    return check(load_fields(text, subject=subject, first_line=first_line), subject=subject)


def from_name(path: str) -> Fields:
    """Return the date that a file's name states, as in ``2024-08-15-reuters-kursk.txt``."""
    name = path.rpartition("/")[2]
    for form in _NAME_DATES:
        for found in form.finditer(name):
            if published := find_date(found[1].replace("_", "-")):
                return {"published": published}
    return {}


def _read(values: Mapping[str, object], *, subject: str, strict: tuple[str, ...]) -> Fields:
    lowered = {str(name).strip().lower(): value for name, value in values.items()}
    fields: dict[str, str] = {}
    for name, field in _FIELDS.items():
        for key in (name, *field.also):
            stated = lowered.get(key)
            if stated is None or stated in ("", []):
                continue
            line = _one_line(stated, listed=name == "author")
            value = field.read(line) if line else None
            if value is not None:
                fields[name] = value
                break
            if name in strict:
                shown = f"'{line[:60]}'" if line else "which is not text"
                raise SeedError(subject, f"has {key} {shown}, which is not valid", field.remedy)
    return fields


def _one_line(value: object, *, listed: bool) -> str | None:
    """Return a stated value as one line of text; of lists, only those of names are text."""
    if listed and isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    return normalise_line(value) or None if isinstance(value, str) else None
