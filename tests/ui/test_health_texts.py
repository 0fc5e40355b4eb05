"""Health of the server in the words of the window."""

from __future__ import annotations

from typing import get_args

import pytest

from app.domain.server_status import HealthCheck, Reason, ReasonCode, because, health
from app.ui.pages.page import PageContext
from app.ui.servers.health_texts import REASONS, check_text
from tests.server_status import status_of
from tests.ui.real_server import LIMIT_S, Shop


def test_every_reason_of_the_server_has_a_sentence() -> None:
    assert set(REASONS) == set(get_args(ReasonCode))


def test_the_sentences_of_a_running_server_are_complete(shop: Shop, shop_context: PageContext) -> None:
    status = shop.loop.submit(status_of(shop_context.client)).result(LIMIT_S)
    for check in status.checks:
        assert check.reasons, check
        assert "%" not in check_text(check), check
    assert check_text(next(check for check in status.checks if check.name == "store")) == "Events are stored."


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (
            health("disk", because("disk_low", "", 3 * 1024**2), is_ok=False),
            "Only 3.0 MB are free in the ",
        ),
        (
            health("tls", because("tls_expires", "", "2026-12-01"), is_ok=True),
            "The certificate expires on Dec 1",
        ),
        (health("tls", because("tls_expires", "", "soon"), is_ok=True), "The certificate expires on soon."),
        (health("journal", because("journal_gap", "", 1234), is_ok=False), "1,234 requests are missing between "),
        (
            health("places", because("city_missing", "", "a%2.mmdb"), because("countries_damaged", ""), is_ok=False),
            "The city database a%2.mmdb was not found. The table of countries is damaged. Install the program again.",
        ),
        (HealthCheck("x", "ok", "", (Reason("of_a_newer_server", "All is new.", (1,)),)), "All is new."),
        (HealthCheck("x", "ok", "of an older server"), "Of an older server."),
    ],
)
def test_reasons_are_filled_with_their_facts(check: HealthCheck, text: str) -> None:
    assert check_text(check).startswith(text)
