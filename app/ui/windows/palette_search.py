"""Search of the command palette: single entries, and several that go together, as `pricing germany last month`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from app.ui.view import View

MAX_SHOWN = 50
MAX_WORDS = 8  # of a combination: more are a pasted text
MAX_PARTS = 4
_FUZZY_FROM = 4  # letters: shorter words are like too many others
_LEAST = 76.0  # similarity of two words, in percent
_WORDS = re.compile(r"\w+")

Part = Literal["site", "range", "page", "filter", ""]
PART_ORDER: tuple[Part, ...] = ("site", "range", "page", "filter")  # another site drops the filters, so it comes first


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """Something to go to. kind: its kind in a word, such as Page; keys: its shortcut, if any.

    part: the part of the view that `change` replaces; empty for an action, which combines with nothing.
    """

    text: str
    kind: str
    icon_name: str
    act: Callable[[], object]
    keys: str = ""
    part: Part = ""
    change: Callable[[View], View] | None = None


def matching(entries: Sequence[PaletteEntry], typed: str) -> list[PaletteEntry]:
    """Return the entries for a typed text, the closest first: those that contain every word, then those alike."""
    words = _words(typed)
    start = typed.strip().casefold()
    ranked = [
        (closeness + (50.0 if entry.text.casefold().startswith(start) else 0.0), entry)
        for entry in entries
        if (closeness := _closeness(words, f"{entry.text} {entry.kind}"))
    ]
    ranked.sort(key=lambda pair: -pair[0])
    return [entry for _, entry in ranked[:MAX_SHOWN]]


def combination(entries: Sequence[PaletteEntry], typed: str) -> tuple[PaletteEntry, ...]:
    """Return the entries that together match a typed text, in the order to apply them; none when there is no such set.

    Each stands for some words in a row. Every part of the view is replaced once; filters are of different dimensions.
    """
    words = _words(typed)
    if not 1 < len(words) <= MAX_WORDS:
        return ()
    usable = [_Fit.of(entry, words) for entry in entries if entry.change is not None]
    closest = {
        (start, end): _closest(usable, start, end)
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    }
    best: tuple[float, tuple[PaletteEntry, ...]] = (0.0, ())
    for split in _splits(len(words)):
        parts: list[PaletteEntry] = []
        total = 0.0
        for start, end in split:
            fitting = next((pair for pair in closest[start, end] if _goes_with(pair[1], parts)), None)
            if fitting is None:
                break
            total += fitting[0] * (end - start)
            parts.append(fitting[1])
        else:
            best = max(best, (total - len(parts), tuple(parts)), key=lambda choice: choice[0])
    return tuple(sorted(best[1], key=lambda entry: PART_ORDER.index(entry.part)))


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.casefold())


def _closeness(words: Sequence[str], text: str) -> float:
    """Return how well a text matches words: 100 for whole words, 0 when one has nothing like it in the text."""
    alike = _likeness(words, text)
    return (sum(alike) / len(alike) if alike else 1.0) if all(alike) else 0.0


def _likeness(words: Sequence[str], text: str) -> list[float]:
    """Return for each word how much it is like one of a text: 100 for the same, 0 for nothing like it."""
    targets, whole = _words(text), text.casefold()
    return [_likeness_of(word, targets, whole) for word in words]


def _likeness_of(word: str, targets: Sequence[str], whole: str) -> float:
    if word in whole:
        return 100.0 if word in targets else 95.0 if any(target.startswith(word) for target in targets) else 90.0
    if len(word) < _FUZZY_FROM:
        return 0.0
    return max(0.0, max((fuzz.ratio(word, target, score_cutoff=_LEAST) for target in targets), default=0.0) - 10.0)


@dataclass(frozen=True, slots=True)
class _Fit:
    """Likeness of each typed word to the text of an entry. length: words of that text."""

    entry: PaletteEntry
    likeness: list[float]
    length: int

    @classmethod
    def of(cls, entry: PaletteEntry, words: Sequence[str]) -> _Fit:
        return cls(entry, _likeness(words, entry.text), max(1, len(_words(entry.text))))


def _closest(fits: Sequence[_Fit], start: int, end: int) -> list[tuple[float, PaletteEntry]]:
    """Return the entries that match the words from `start` to `end` with little else in their text, the best first."""
    ranked = []
    for fit in fits:
        likeness = fit.likeness[start:end]
        if all(likeness):
            share = min(1.0, (end - start) / fit.length)
            ranked.append((sum(likeness) / (end - start) * (0.85 + 0.15 * share), fit.entry))
    ranked.sort(key=lambda pair: -pair[0])
    return ranked[:MAX_PARTS]


def _goes_with(entry: PaletteEntry, others: Sequence[PaletteEntry]) -> bool:
    return all((entry.part, entry.kind) != (other.part, other.kind) for other in others)


def _splits(count: int, start: int = 0, parts: int = 0) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield the ways to cut words `start` to `count` into two to MAX_PARTS pieces."""
    if parts >= 1:
        yield ((start, count),)
    if parts < MAX_PARTS - 1:
        for end in range(start + 1, count):
            for rest in _splits(count, end, parts + 1):
                yield ((start, end), *rest)
