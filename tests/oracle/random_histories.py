"""Random histories and random filters, for tests that compare reports with plain counting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from fnmatch import fnmatchcase
from typing import Any

from hypothesis import strategies as st

from app.domain.ingest.bots import score
from app.domain.ingest.events import Event
from app.domain.reports.filters import DIMENSIONS, PROPERTY
from app.server.ingest.collect_body import event_data_text
from tests.histories import event, utc

START = utc("2026-03-27 00:00")
PATHS = ("/", "/a", "/a/b", "/a_b", "/b%")
WORDS = (None, "x", "y", "X,z")
FREE = (
    "title",
    "country",
    "region",
    "city",
    "browser",
    "browser_version",
    "os",
    "os_version",
    "device",
    "language",
    "screen",
    "referrer_domain",
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_term",
    "utm_content",
)
# Keys of event_data, most of them with a meaning in some path language, and values.
KEYS = ("plan", "a.b", "a", "k[0]", "*", "", "/~1", '"$')
DATA = ("x", "X,z", "", 1, 2.5, True, None, {"a": 1}, ["x"])


@dataclass
class FilterCase:
    """A filter: the meaning of its texts, apart from their notation."""

    name: str
    is_excluded: bool
    values: list[str]
    globs: list[str]
    null: bool

    def text(self) -> str:
        parts = [value.replace(",", "\\,") for value in self.values] + self.globs + ["(none)"] * self.null
        return "!" * self.is_excluded + ",".join(parts)

    def matches(self, value: str | None) -> bool:
        hit = value in self.values or (value is None and self.null)
        hit = hit or any(value is not None and fnmatchcase(value, glob) for glob in self.globs)
        return hit != self.is_excluded


def params_of(cases: Iterable[FilterCase]) -> dict[str, str]:
    """Return the query parameters of these filters."""
    return {f"filter_{item.name}": item.text() for item in cases}


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    data = st.none() | st.dictionaries(st.sampled_from(KEYS), st.sampled_from(DATA), max_size=3)
    words = st.lists(st.sampled_from(WORDS), min_size=len(FREE), max_size=len(FREE))
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(0, 4 * 24 * 12),
                st.integers(1, 4),
                st.sampled_from(PATHS),
                st.sampled_from(["pageview", "pageview", "event"]),
                st.sampled_from([False, False, False, True]),
                st.booleans(),
                words,
                data,
            ),
            max_size=25,
        )
    )
    uniform = draw(words)
    history = []
    for number, (step, visitor, path, kind, is_bot, is_uniform, own, given) in enumerate(rows):
        at = START + timedelta(minutes=5 * step, microseconds=number)
        free: dict[str, Any] = dict(zip(FREE, uniform if is_uniform else own, strict=True))
        name = "signup" if kind == "event" else None
        query_and_fragment = "?q=1" if step % 3 else ""
        text = None if given is None else event_data_text(given).decode()
        signals = is_bot + 2 * is_uniform  # a known program, a missing header
        history.append(
            event(
                at,
                visitor,
                path,
                kind=kind,
                is_bot=is_bot,
                bot_score=score(signals),
                bot_signals=signals,
                event_name=name,
                query_and_fragment=query_and_fragment,
                event_data=text,
                **free,
            )
        )
    return history


@st.composite
def filters(draw: st.DrawFn) -> list[FilterCase]:
    properties = [PROPERTY + key for key in KEYS]
    names = draw(st.lists(st.sampled_from([*sorted(DIMENSIONS), *properties]), max_size=2, unique=True))
    cases = []
    for name in names:
        is_page = name in DIMENSIONS and DIMENSIONS[name].is_page
        texts = PATHS if is_page else ("x", "y", "X,z", "signup", "Direct", "ex.com", "1", "true", '{"a":1}')
        values = draw(st.lists(st.sampled_from(texts), max_size=2, unique=True))
        globs = draw(st.lists(st.sampled_from(["/a*", "*b", "*/a*b"]), max_size=1)) if is_page else []
        null = draw(st.booleans()) or not (values or globs)
        cases.append(FilterCase(name, draw(st.booleans()), values, globs, null))
    return cases


DAY = 24 * 60
STARTS = (DAY - 1, DAY - 1, DAY - 61, DAY - 61, 2 * DAY + 50, 0)  # minutes: midnights, clocks that change
ANY_TIME = st.sampled_from(STARTS) | st.integers(0, 9 * DAY)
SOON = st.integers(0, 40)
GAPS = (0, 0, 1, 2.5, 20, 29.9, 30, 45)  # minutes to the next event; 30 and more end a session
NAMES = ("signup", "buy", " buy", "Buy")
VALUES = (*DATA, "1", -3, 1, "x")


@st.composite
def visits(draw: st.DrawFn, minutes: st.SearchStrategy[int]) -> list[Event]:
    """Some visits of up to six events: several at one moment, some of bots. minutes: start of each visit."""
    step = st.tuples(
        st.sampled_from(GAPS),
        st.sampled_from(PATHS),
        st.sampled_from([None, None, None, None, *NAMES]),
        st.none() | st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES), max_size=3),
        st.sampled_from([None, "x", "y"]),
        st.integers(0, 7),
    )
    history = []
    for start, visitor, steps in draw(
        st.lists(st.tuples(minutes, st.integers(1, 4), st.lists(step, min_size=1, max_size=6)), min_size=1, max_size=5)
    ):
        at = START + timedelta(minutes=start)
        for gap, path, name, data, word, chance in steps:
            text = None if data is None else event_data_text(data).decode()
            history.append(
                event(
                    at,
                    visitor,
                    path,
                    kind="pageview" if name is None else "event",
                    event_name=name,
                    event_data=text,
                    country=word,
                    browser=word if chance > 3 else None,
                    referrer_domain=word if chance == 1 else None,
                    is_bot=chance == 0,
                    query_and_fragment="?q=1" if chance == 2 else "",
                )
            )
            at += timedelta(minutes=gap)
    return history
