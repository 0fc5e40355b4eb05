"""Names of tenants and addresses of people."""

from __future__ import annotations

import pytest

from app.domain.errors import BadRequest
from app.domain.tenants import checked_email, checked_tenant_name


def test_an_address_is_kept_in_lower_case() -> None:
    assert checked_email(" Anna.O+x@Mail.Example.COM ") == "anna.o+x@mail.example.com"


@pytest.mark.parametrize(
    "text",
    ["", "anna", "anna@", "@x.de", "a@b", "a b@x.de", "a@x..de", "a\0b@x.de", "a@x.d\x7fe", "a@" + "x" * 260 + ".de"],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(BadRequest):
        checked_email(text)


@pytest.mark.parametrize("text", ["", " ", "x" * 101, "a\0b", "a\nb"])
def test_a_name_that_cannot_be_shown_is_refused(text: str) -> None:
    with pytest.raises(BadRequest):
        checked_tenant_name(text)
