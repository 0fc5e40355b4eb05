"""Key figures of a report, each with its change."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.reports.results import Stats
from app.report.content import Figure, Tone
from app.report.key_figures import KEY_FIGURES, Notation, both_totals
from app.report.writing import ReportTexts, Writing, filled

_ARROWS: Mapping[Tone, str] = {"up": "\N{UPWARDS ARROW} ", "down": "\N{DOWNWARDS ARROW} "}
_OPPOSITE: Mapping[Tone, Tone] = {"up": "down", "down": "up", "flat": "flat"}


def figures(stats: Stats, writing: Writing, texts: ReportTexts) -> tuple[Figure, ...]:
    """Return the figures in the order of the window's cards. Numbers that are written alike have not changed."""
    writers: Mapping[Notation, Callable[[float], str]] = {
        "count": writing.count,
        "share": writing.share,
        "duration": writing.duration,
        "mean": writing.decimal,
    }
    totals, totals_before = both_totals(stats)
    shown = []
    for known in KEY_FIGURES:
        title: str = getattr(texts, known.name)
        current, previous = known.of(totals), known.of(totals_before)
        text, before = writers[known.notation](current), writers[known.notation](previous)
        if known.is_mean and not totals_before.sessions:  # a mean of nothing is nothing to compare with
            shown.append(Figure(title, text))
            continue
        compared = previous if text == before else current
        if known.is_rate:
            change = writing.points(compared, previous)
            way: Tone = writing.direction(writing.as_shown(compared), writing.as_shown(previous))
        else:
            change, way = writing.change(compared, previous), writing.direction(compared, previous)
        tone = _OPPOSITE[way] if known.is_inverted else way
        shown.append(
            Figure(title, text, f"{_ARROWS[way]}{change}" if way != "flat" else "", tone, filled(texts.before, before))
        )
    return tuple(shown)
