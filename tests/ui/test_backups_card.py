"""Card of the backups, on values and on a real server."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.backups import Backup, BackupList, BackupsStatus
from app.domain.errors import AppError
from app.ui.pages.page import PageContext
from app.ui.pages.server.backups_card import BackupsCard
from tests.ui.real_server import LIMIT_S, Shop
from tests.ui.screens import save_screen
from tests.ui.test_annotations_page import part

NEWEST = Backup("sparklytics-20260301-120000.duckdb", datetime(2026, 3, 1, 12, tzinfo=UTC), 37 * 1024**2)
STATUS = BackupsStatus("/mnt/usb/backups", 24, newest=NEWEST)


def text(card: BackupsCard, name: str) -> str:
    return part(card, QLabel, name).text()


def test_the_card_says_what_there_is_and_what_goes_on(qtbot: QtBot) -> None:
    card = BackupsCard()
    qtbot.addWidget(card)
    assert card.isHidden()
    card.show_list(BackupList(BackupsStatus("/srv/backups"), ()))
    assert text(card, "backups_newest") == "There is no backup yet."
    assert "/srv/backups" in text(card, "backups_when")
    card.show_list(BackupList(STATUS, (NEWEST, NEWEST)))
    assert text(card, "backups_newest").startswith("2 backups, the newest of ")
    assert text(card, "backups_when") == "Every 24 h one is made, in /mnt/usb/backups."
    save_screen(card, "backups", (760, 130))
    start = part(card, QPushButton, "backups_start")
    with qtbot.waitSignal(card.start_requested):
        start.click()
    card.show_status(BackupsStatus("/srv/backups", is_running=True))
    assert (start.isEnabled(), card.is_running) == (False, True)
    card.show_status(BackupsStatus("/srv/backups", problem="The disk is full"))
    assert (start.isEnabled(), text(card, "backups_error")) == (True, "The disk is full.")


def test_the_card_hides_where_there_is_nothing_to_see(qtbot: QtBot) -> None:
    card = BackupsCard()
    qtbot.addWidget(card)
    card.show_list(BackupList(STATUS, (NEWEST,)))
    for code in ("not_found", "forbidden"):
        card.show_failed(AppError(code, "No."))  # type: ignore[arg-type]  both are codes
        assert card.isHidden()
    card.show_failed(AppError("storage_unavailable", "The folder is gone."))
    assert text(card, "backups_error") == "The folder is gone."


def test_a_real_server_is_backed_up_by_the_clients_calls(shop: Shop, shop_context: PageContext) -> None:
    client = shop_context.client
    shop.loop.submit(client.start_backup()).result(LIMIT_S)
    while shop.loop.submit(client.list_backups()).result(LIMIT_S).status.is_running:
        pass
    assert len(shop.loop.submit(client.list_backups()).result(LIMIT_S).backups) == 1
