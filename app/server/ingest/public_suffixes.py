"""Public suffixes: the list that ships with the `publicsuffixlist` package."""

from __future__ import annotations

from functools import cache

from publicsuffixlist import PublicSuffixList


def is_public_suffix(domain: str) -> bool:
    """Return whether `domain` is a suffix that no one can register: `com`, `co.uk`, `github.io`.

    domain: in lower case and ASCII form. A single unknown label counts as a suffix too; callers handle `localhost` and
    addresses.
    """
    return bool(_suffixes().is_public(domain))


@cache
def _suffixes() -> PublicSuffixList:
    # Reading the list takes about 50 ms: only when the first website is added.
    return PublicSuffixList()
