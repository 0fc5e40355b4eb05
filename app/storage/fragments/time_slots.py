"""Parameters that find the bucket of an event by division: equal slots of time, and a list of the slots of buckets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from app.domain.reports.periods import EVENTS_FROM, EVENTS_UNTIL, Bucket
from app.storage.connection import to_db
from app.storage.fragments.values import Values

_SECOND = timedelta(seconds=1)


def slot_values(buckets: Sequence[Bucket]) -> Values | None:
    """Return the values that a statement with buckets binds, None when no event can be in any of them.

    start, end: of all buckets, cut to the time in which events can be, naive UTC. step_us: length of a slot,
    microseconds. lengths: slots of each bucket.
    """
    ends = [bucket.end for bucket in buckets]
    edges = [min(max(edge, EVENTS_FROM), EVENTS_UNTIL) for edge in (*(bucket.start for bucket in buckets[:1]), *ends)]
    if not edges or edges[0] == edges[-1]:
        return None
    lengths_s = [(end - start) // _SECOND for start, end in pairwise(edges)]
    slot_s = math.gcd(*lengths_s)  # a day in UTC; an hour, or a part of it, where clocks change
    return {
        "start": to_db(edges[0]),
        "end": to_db(edges[-1]),
        "step_us": slot_s * 1_000_000,
        "lengths": [length // slot_s for length in lengths_s],
    }
