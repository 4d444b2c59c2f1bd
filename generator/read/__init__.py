"""Seeds to articles: one pure reader per format.

A new format is one module with a function like these and its suffixes here.
"""

import hashlib
from collections.abc import Callable, Mapping

from generator.errors import SeedError
from generator.model import Article, Refusal, Source
from generator.read.assemble import Seed
from generator.read.decode import decode
from generator.read.html import read_html
from generator.read.jsonl import read_jsonl
from generator.read.markdown import read_markdown
from generator.read.metadata import Fields, from_yaml
from generator.read.text import read_text

Reader = Callable[[str, Seed], "Article | tuple[Article | Refusal, ...]"]

READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".jsonl": read_jsonl,
}
_OF_ONE_ARTICLE = ("title", "url")
MAX_CHARS = 5_000_000


def read(source: Source, *, max_chars: int = MAX_CHARS) -> tuple[Article | Refusal, ...]:
    """Read a seed: its article, or the articles and refusals of a file that holds several.

    `max_chars` is the longest text an article may have. Raises SeedError where nothing in the
    file can be read.
    """
    name = source.path.rpartition("/")[2]
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    reader = READERS.get(suffix)
    if reader is None:
        raise SeedError(
            source.path,
            f"has the suffix '{suffix}', which no reader knows" if suffix else "has no suffix",
            f"rename it to one of {', '.join(READERS)}",
        )
    text = decode(source.data, subject=source.path, html=reader is read_html)
    stated = _sidecar(source)
    for field in _OF_ONE_ARTICLE:
        if reader is read_jsonl and field in stated:
            cause = f"states one {field} for a file of many articles"
            remedy = "write it into the record that it belongs to"
            raise SeedError(_sidecar_name(source), cause, remedy)
    found = reader(text, Seed.of(source, max_chars=max_chars, stated=stated))
    return found if isinstance(found, tuple) else (found,)


def from_text(text: str) -> Article:
    """Read the plain text of an article that was never a file (its ``file`` is ``-``).

    Raises SeedError for text that is empty or too long.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    seed = Seed(file="-", key="-", name="-", sha256=digest, max_chars=MAX_CHARS, stated={})
    return read_text(text, seed)


def _sidecar(source: Source) -> Fields:
    if source.sidecar is None:
        return {}
    subject = _sidecar_name(source)
    return from_yaml(decode(source.sidecar, subject=subject), subject=subject)


def _sidecar_name(source: Source) -> str:
    return f"{source.path} (its sidecar)"
