"""Steps of a funnel that an event matches, in SQL, and bounds of the walk through a session."""

from __future__ import annotations

from app.domain.items.funnels import Funnel
from app.storage.fragments.letters import Letters
from app.storage.fragments.matching import EVENT_PAGE, PageColumns, condition_within_kind
from app.storage.fragments.values import Values

MAX_MOMENTS = 50_000  # of one session, the first ones: the walk over them cannot be interrupted, some 50 us a moment
ANY_TIME_US = 2**52  # longer than all time from the first event to the last


def steps_expression(
    funnel: Funnel,
    values: Values,
    letters: Letters,
    columns: PageColumns = EVENT_PAGE,
    small_number: str = "UTINYINT",
) -> str:
    """Return the expression for the bits of the steps that an event matches, comparing each with its own kind alone.

    columns: of pages. small_number: type of 8 bits without a sign. Both in the dialect of the store.
    """
    bits: dict[str, list[str]] = {"page_view": ["0"], "event": ["0"]}
    for place, step in enumerate(funnel.steps):
        condition = condition_within_kind(step.rule, values, letters, columns)
        bits[step.rule.type].append(f"{1 << place} * {condition}::{small_number}")
    views, events = (" + ".join(parts) for parts in bits.values())
    return f"CASE WHEN kind = 'pageview' THEN {views} ELSE {events} END"
