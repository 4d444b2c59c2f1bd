"""Text with some places replaced, and where everything else stands now."""

from collections.abc import Iterable


class Moved:
    """A unit's text with its edits made, and where the places of the old text are now."""

    def __init__(self, text: str, edits: Iterable[tuple[int, int, str]], base: int) -> None:
        pieces: list[str] = []
        self._starts: list[tuple[int, int, int, int]] = []  # old start and end, new start and end
        old = new = 0
        for start, end, instead in edits:
            pieces += (text[old:start], instead)
            new += start - old
            self._starts.append((start, end, new, new + len(instead)))
            new += len(instead)
            old = end
        self.text = "".join((*pieces, text[old:]))
        self._base = base

    def __call__(self, start: int, end: int) -> tuple[int, int, str]:
        """Return the place in the article, and what stands there; it grows to whole edits."""
        low, high = self._place(start, last=False), self._place(end, last=True)
        return self._base + low, self._base + high, self.text[low:high]

    def _place(self, at: int, *, last: bool) -> int:
        shift = 0
        for start, end, new_start, new_end in self._starts:
            if start >= at:
                break
            if at < end:
                return new_end if last else new_start
            shift = new_end - end
        return at + shift
