"""Answers to questions about the past, kept until a write may have changed them.

Every write says how far back it reaches. An answer about windows that end before that stays exact; the others go. So
what is kept is never old, whatever the clock does: questions about closed days are answered from here as long as nobody
deletes, replays or imports into them, and those about today until the next event of the website.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from app.domain.reports.query import ReportQuery
from app.domain.server_status import CacheStatus

MAX_ANSWERS = 1_000
MAX_BYTES = (
    16 * 1024 * 1024
)  # of answers as JSON and of questions as text; in memory they take about four times as much
MAX_ANSWER_BYTES = 512 * 1024

# By the key of a website the earliest time whose reports a write may change; None: those of all websites at all times.
Invalidation = Mapping[int, datetime] | None
ReportRequest = tuple[Hashable, ...]


def everything(_: object) -> None:
    """The reach of a write that nobody has thought about: every answer goes."""
    return


def nothing(_: object) -> Invalidation:
    """The reach of a write to what no report reads."""
    return {}


def window_end(query: ReportQuery) -> datetime:
    """The end of the last window that a question is about; what it is compared with lies anywhere."""
    end = query.period.utc_end
    return end if query.comparison is None else max(end, query.comparison.other.utc_end)


@dataclass(slots=True)
class Claim:
    """An answer that is being found. is_stale: a write came in between and may have changed it."""

    website: int
    until: datetime
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with its size and what it depends on: one website, up to a time."""

    answer: object
    size_bytes: int
    website: int
    until: datetime


class ReportCache:
    """The newest answers by question; any thread may call it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[ReportRequest, Kept] = OrderedDict()
        self._claims: list[Claim] = []
        self._size_bytes = 0
        self._hits = self._misses = 0

    def find(self, question: ReportRequest) -> Kept | None:
        """The kept answer to a question. Counts as a hit or a miss."""
        with self._lock:
            found = self._kept.get(question)
            if found is None:
                self._misses += 1
                return None
            self._hits += 1
            self._kept.move_to_end(question)
            return found

    def begin(self, website: int, until: datetime) -> Claim:
        """To be called before the question is put to the database, and `end` afterwards, whatever happens."""
        claim = Claim(website, until)
        with self._lock:
            self._claims.append(claim)
        return claim

    def end(self, claim: Claim) -> None:
        with self._lock:
            self._claims = [known for known in self._claims if known is not claim]

    def keep(self, claim: Claim, question: ReportRequest, answer: object) -> None:
        """Keep an answer, unless a write made its claim stale or it is too large."""
        size_bytes = len(msgspec.json.encode(answer)) + len(repr(question))
        if size_bytes > MAX_ANSWER_BYTES:
            return
        with self._lock:
            if claim.is_stale:
                return
            self._drop(question)
            self._kept[question] = Kept(answer, size_bytes, claim.website, claim.until)
            self._size_bytes += size_bytes
            while len(self._kept) > MAX_ANSWERS or self._size_bytes > MAX_BYTES:
                self._drop(next(iter(self._kept)))

    def changed(self, reach: Invalidation) -> None:
        """A write was committed: what it may have changed is no longer known."""
        with self._lock:
            for claim in self._claims:
                claim.is_stale = claim.is_stale or _reaches(reach, claim)
            for question in [question for question, kept in self._kept.items() if _reaches(reach, kept)]:
                self._drop(question)

    def status(self) -> CacheStatus:
        """How full the cache is and how often the database did not have to be asked."""
        with self._lock:
            return CacheStatus("answers", len(self._kept), MAX_ANSWERS, self._hits, self._misses)

    def _drop(self, question: ReportRequest) -> None:
        if (old := self._kept.pop(question, None)) is not None:
            self._size_bytes -= old.size_bytes


def _reaches(reach: Invalidation, what: Claim | Kept) -> bool:
    if reach is None:
        return True
    since = reach.get(what.website)
    return since is not None and since < what.until
