"""International hosts, which are stored in ASCII form, in their own letters: people search for a part of these.

The letters are looked up once for a report, by host and not by row: rows are then selected by their host in ASCII form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from app.domain.ingest.urls import in_own_letters
from app.domain.reports.matching import Pieces, rests_after
from app.storage.connection import Connection, statement
from app.storage.fragments.values import Values, is_one_of, like

MAX_HOSTS = 1_000  # international hosts of a window, those of the most rows; others match in ASCII form alone

Letters = Callable[[], Mapping[str, str]]
"""Returns own letters by ASCII form, of hosts or of what stands before paths. The first call reads them."""

Like = Callable[[str, Sequence[str], Values], str]
"""As `like`: the condition that a text matches a pattern."""


def letters_of(con: Connection, source: str, rows: str, column: str, values: Values) -> Letters:
    """Return the letters of the international hosts of a table.

    source: table. rows: condition. column: with the hosts, or with what stands before paths. values: those that `rows`
    binds, no others.
    """

    @cache
    def read() -> Mapping[str, str]:
        text = statement("fragments/international_hosts").format(source=source, rows=rows, column=column)
        hosts = [host for (host,) in con.execute(text, {**values, "most": MAX_HOSTS}).fetchall()]
        return {host: letters for host in hosts if (letters := in_own_letters(host)) != host}

    return read


def letters_condition(
    pieces: Pieces, host: str, rests: Sequence[str], letters: Letters, values: Values, like: Like = like
) -> Sequence[str]:
    """Return conditions of which one is met when a host in its own letters with the rest of an address match `pieces`.

    They leave out what the address in ASCII form matches as well. host: expression; rests: those of what follows it,
    of which one must match. like: the condition of a pattern in the store's dialect.
    """
    hosts: dict[tuple[Pieces, ...], list[str]] = defaultdict(list)
    for ascii_form, own in letters().items():
        hosts[tuple(rest for rest in rests_after(pieces, own) if rest != pieces)].append(ascii_form)
    return [
        f"({is_one_of(host, group, values)} AND ({' OR '.join(_matches(rests, patterns, values, like))}))"
        for patterns, group in hosts.items()
        if patterns
    ]


def _matches(texts: Sequence[str], patterns: Sequence[Pieces], values: Values, like: Like) -> list[str]:
    if any(not "".join(pattern) and len(pattern) > 1 for pattern in patterns):
        return ["true"]  # a star alone
    return [like(text, pattern, values) for text in texts for pattern in patterns]
