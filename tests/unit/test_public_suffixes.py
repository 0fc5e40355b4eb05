"""The public suffix list, and the domain rule that uses it."""

from __future__ import annotations

import pytest

from app.domain.errors import BadRequest
from app.domain.websites import normalize_domain
from app.server.ingest.public_suffixes import is_public_suffix


@pytest.mark.parametrize("domain", ["com", "co.uk", "github.io", "xn--fiqs8s", "intranet", "anything.ck"])
def test_listed_suffixes_are_public_suffixes(domain: str) -> None:
    assert is_public_suffix(domain)


@pytest.mark.parametrize("domain", ["example.com", "a.b.example.co.uk", "me.github.io", "www.ck", "nas.intranet"])
def test_registered_domains_are_no_public_suffixes(domain: str) -> None:
    assert not is_public_suffix(domain)


def test_the_domain_rule_reads_the_real_list() -> None:
    assert normalize_domain("Example.CO.UK", is_public_suffix) == "example.co.uk"
    assert normalize_domain("例子.中国", is_public_suffix) == "例子.中国"
    with pytest.raises(BadRequest, match="registrable"):
        normalize_domain("中国", is_public_suffix)
