"""Which names belong to nobody: the public suffix list that ships with the `publicsuffixlist` package."""

from __future__ import annotations

from functools import cache

from publicsuffixlist import PublicSuffixList


def is_public_suffix(domain: str) -> bool:
    """Say whether no one can own `domain`, in lower case and ASCII form: `com`, `co.uk`, `github.io`.

    A single label the list does not know counts as a suffix too; `localhost` and addresses are the caller's affair.
    """
    return bool(_suffixes().is_public(domain))


@cache
def _suffixes() -> PublicSuffixList:
    # Reading the list takes about 50 ms: only when the first website is added.
    return PublicSuffixList()
