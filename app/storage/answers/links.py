"""Numbers of campaign links, from the clicks and conversions that a store has counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.domain.items.links import LinkTotals


@dataclass(frozen=True, slots=True)
class LinkConversions:
    """Conversions in sessions that clicks on a link began. revenue: by currency."""

    link: str
    conversions: int
    revenue: Mapping[str, Decimal]


def link_totals_of(
    clicks: Mapping[str, tuple[int, int]], conversions: Iterable[LinkConversions]
) -> dict[str, LinkTotals]:
    """Return the numbers of each link that was clicked. clicks: by link, their number and that of their visitors."""
    counts = dict.fromkeys(clicks, 0)
    revenue: dict[str, dict[str, Decimal]] = {link: {} for link in clicks}
    for row in conversions:
        if row.link not in counts:  # its first click was stored after the clicks were counted
            continue
        counts[row.link] += row.conversions
        sums = revenue[row.link]
        for currency, amount in row.revenue.items():
            sums[currency] = sums.get(currency, Decimal()) + amount
    return {link: LinkTotals(*numbers, counts[link], revenue[link]) for link, numbers in clicks.items()}
