"""Extracts texts that careless programs take quadratic time for, at two sizes, and compares.

usage: python -m benchmarks.pathological [--scale CHARS] [--only NAME] [--read]

Reads and extracts SCALE / 4 and then SCALE characters. Linear work takes four times as long for
four times the text; a case that takes more than ten times as long, or more than the ceiling, is
called quadratic.
"""

import argparse
import sys
import time
from collections.abc import Callable, Mapping

from generator.extraction import Extractor
from generator.limits import TimeIsUp, limited
from generator.read import from_text

CEILING = 600  # seconds
PROSE = (
    "The port authority of Tamsin said on Monday that talks would resume. Ann Lee, the union "
    "leader, told reporters on 6 August 2024 that “the storm may have changed nothing”. "
)
_OPENING = "Gates of Brindle\n\nwords\n\n"
CASES: Mapping[str, Callable[[int], str]] = {
    "prose, one line": lambda size: PROSE * (size // len(PROSE)),
    "prose, paragraphs": lambda size: (PROSE + "\n\n") * (size // len(PROSE)),
    "short lines": lambda size: "ab c\n" * (size // 5),
    "lines of one letter": lambda size: "a\n" * (size // 2),
    "headings": lambda size: "A Heading Here\n\nwords follow it here.\n\n" * (size // 40),
    "brackets": lambda size: "[" * size,
    "opening quotation marks": lambda size: "“" * size,
    "straight quotation marks": lambda size: '"' * size,
    "quotations without end": lambda size: "“He said " * (size // 9),
    "quotations of a word": lambda size: "“a” said Bo. " * (size // 13),
    "one long word": lambda size: "a" * size,
    "capitals": lambda size: "A" * size,
    "abbreviations": lambda size: "Mr. " * (size // 4),
    "names": lambda size: "Ann Lee met Bo Chan. " * (size // 21),
    "new names": lambda size: "".join(f"Anna Lee{n:x} met. " for n in range(size // 19)),
    "surnames": lambda size: "Lee of the Lee of the Lee " * (size // 26),
    "dates": lambda size: "5 March 2024, " * (size // 14),
    "digits": lambda size: "1" * size,
    "numbers": lambda size: "1 2 3 " * (size // 6),
    "commas": lambda size: "a, " * (size // 3),
    "hyphens": lambda size: "a-" * (size // 2),
    "full stops": lambda size: "." * size,
    "blanks": lambda size: "a" + " " * size + "b",
    "line ends": lambda size: "a" + "\n" * size + "b",
    "stacked accents": lambda size: "e" + "\u0301" * size,
    "emoji": lambda size: "😀" * size,
    "Chinese": lambda size: "港口管理局说，" * (size // 7),
    "Arabic": lambda size: "قال مدير الميناء " * (size // 17),
    "addresses": lambda size: "https://example.org/a/b?c=d " * (size // 28),
    "hedges": lambda size: "may possibly reportedly " * (size // 24),
}


def cost(extract: Extractor | None, text: str) -> tuple[float, float] | None:
    """Return the processor's seconds of reading and of extraction, or None beyond the ceiling."""
    try:
        with limited(CEILING):
            begun = time.process_time()
            article = from_text(text)
            read = time.process_time()
            if extract is not None:
                extract(article)
    except TimeIsUp:
        return None
    return read - begun, time.process_time() - read


def main() -> int:
    """Print a line for each case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=int, default=200_000, help="characters [200,000]")
    parser.add_argument("--only", help="this case alone")
    parser.add_argument(
        "--read", action="store_true", help="reading alone: so megabytes may be measured"
    )
    chosen = parser.parse_args()
    begun = time.perf_counter()
    extract = None if chosen.read else Extractor()
    for text in (PROSE * 20, "港口管理局说", "قال مدير الميناء"):
        cost(extract, text)  # loads what the others would pay for
    bad = 0
    for name in [chosen.only] if chosen.only else CASES:
        texts = [_OPENING + CASES[name](size) for size in (chosen.scale // 4, chosen.scale)]
        small, large = (cost(extract, text) for text in texts)
        if small is None or large is None:
            bad += 1
            print(f"{name:26} beyond {CEILING} s", flush=True)
            continue
        ratio = sum(large) / max(sum(small), 0.05)
        bad += ratio > 10
        word = "QUADRATIC" if ratio > 10 else ""
        print(
            f"{name:26} read {large[0]:7.2f} s, extract {large[1]:7.2f} s, x{ratio:4.1f} {word}",
            flush=True,
        )
    print(f"{bad} quadratic, {time.perf_counter() - begun:.0f} s")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
