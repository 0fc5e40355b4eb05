"""Finds the bucket of an event by division: time is cut into equal slots, and a list says which bucket each is in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from app.domain.reports.periods import EVENTS_FROM, EVENTS_UNTIL, Bucket
from app.storage.connection import to_db
from app.storage.fragments.where import Values

_SECOND = timedelta(seconds=1)


def slot_values(steps: Sequence[Bucket]) -> Values | None:
    """Return what a statement with buckets binds, None when no event can be in any of them.

    start, end: of all buckets, cut to when events can be. step_us: length of a slot. lengths: slots of each bucket.
    """
    ends = [step.end for step in steps]
    edges = [min(max(edge, EVENTS_FROM), EVENTS_UNTIL) for edge in (*(step.start for step in steps[:1]), *ends)]
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
