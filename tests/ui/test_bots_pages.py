"""Policy and rules about bots on a real server: set, refused with a reason, changed, deleted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from app.api.bots import NewBotRule
from app.ui.pages.bots.rules import BotRulesPage
from app.ui.pages.page import PageContext
from app.ui.pages.site.site import SitePage
from tests.ui.real_server import LIMIT_S, Shop
from tests.ui.samples import MONTH
from tests.ui.screens import save_screen
from tests.ui.test_annotations_page import part


def texts(page: BotRulesPage) -> list[str]:
    return [str(page.table.rows.index(0, column).data()) for column in range(3)]


def test_a_rule_is_made_changed_and_deleted(qtbot: QtBot, shop: Shop, shop_context: PageContext) -> None:
    client, site = shop_context.client, shop.site.id
    page = BotRulesPage(shop_context)
    qtbot.addWidget(page)
    page.resize(1060, 740)
    page.show()
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "empty")
    page.edit_new()
    dialog = part(page, QWidget, "record_dialog")
    qtbot.mouseClick(part(dialog, QWidget, "bot_rule_kind_ip_cidr"), Qt.MouseButton.LeftButton)
    part(dialog, QLineEdit, "bot_rule_value").setText("192.0.2")  # type: ignore[attr-defined]
    part(dialog, QPushButton, "record_save").click()  # type: ignore[attr-defined]
    error = part(dialog, QLabel, "bot_rule_match_value_error")
    assert error.text() == "Enter a network, such as 192.0.2.0/24."  # type: ignore[attr-defined]
    save_screen(dialog, "bot-rule-error", (560, dialog.height()))
    part(dialog, QLineEdit, "bot_rule_value").setText("192.0.2.0/24")  # type: ignore[attr-defined]
    with qtbot.waitSignal(dialog.accepted):  # type: ignore[attr-defined]
        part(dialog, QPushButton, "record_save").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: page.stack.state == "content")
    assert texts(page) == ["counts as a bot", "Network", "192.0.2.0/24"]
    save_screen(page, "bots", (1060, 740))
    for change in ({"bot_rule_note": "office"}, {"bot_rule_value": "192.0.2.0/25"}):
        qtbot.waitUntil(lambda: page.findChild(QWidget, "record_dialog") is None)  # the one before
        qtbot.waitUntil(lambda: not page.is_asking)  # the list with its change
        page.edit_chosen()
        dialog = part(page, QWidget, "record_dialog")
        for name, value in change.items():
            part(dialog, QLineEdit, name).setText(value)  # type: ignore[attr-defined]
        with qtbot.waitSignal(dialog.accepted):  # type: ignore[attr-defined]
            part(dialog, QPushButton, "record_save").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: texts(page)[2] == "192.0.2.0/25")
    qtbot.waitUntil(lambda: page.findChild(QWidget, "record_dialog") is None)
    page.edit_chosen()
    dialog = part(page, QWidget, "record_dialog")
    part(dialog, QLineEdit, "bot_rule_note").setText("ä" * 200)  # more bytes than characters
    part(dialog, QPushButton, "record_save").click()
    assert part(dialog, QLabel, "bot_rule_note_error").text() == "Note must be 255 characters or fewer."
    dialog.reject()
    (rule,) = shop.loop.submit(client.list_bot_rules(site, "blocklist")).result(LIMIT_S)
    assert rule.note == "office"
    shop.loop.submit(client.delete_bot_rule(site, "blocklist", rule.id)).result(LIMIT_S)


def test_trackers_of_other_programs_are_a_card_of_the_site_settings(
    qtbot: QtBot, shop: Shop, shop_context: PageContext
) -> None:
    page = SitePage(shop_context)
    qtbot.addWidget(page)
    page.resize(1060, 740)
    page.show()
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "content")
    line, save = part(page, QLineEdit, "trackers_plausible_domain"), part(page, QPushButton, "trackers_save")
    assert isinstance(line, QLineEdit)
    for text, expected in (("https://", None), ("Old.example", "old.example"), ("", None)):
        line.setText(text)
        save.click()
        error = part(page, QLabel, "trackers_plausible_domain_error")
        assert isinstance(error, QLabel)
        note = part(page, QLabel, "trackers_note")
        assert isinstance(note, QLabel)
        qtbot.waitUntil(lambda: bool(error.text()) if text == "https://" else note.text() == "Saved")  # noqa: B023
        stored = shop.loop.submit(shop_context.client.other_trackers(shop.site.id)).result(LIMIT_S)
        assert stored.plausible_domain == expected
    save_screen(part(page, QWidget, "trackers_card"), "trackers", (1000, 420))


def test_the_policy_is_a_card_of_the_site_settings(qtbot: QtBot, shop: Shop, shop_context: PageContext) -> None:
    page = SitePage(shop_context)
    qtbot.addWidget(page)
    page.resize(1060, 1400)
    page.show()
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "content")
    hint = part(page, QLabel, "policy_mode_hint")
    assert "7 days" in hint.text()  # type: ignore[attr-defined]
    threshold = part(page, QSpinBox, "policy_threshold")
    save = part(page, QPushButton, "policy_save")
    for value in (60, 70):
        threshold.setValue(value)  # type: ignore[attr-defined]
        save.click()  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: part(page, QLabel, "policy_note").text() == "Saved")  # type: ignore[attr-defined]
        policy = shop.loop.submit(shop_context.client.bot_policy(shop.site.id)).result(LIMIT_S)
        assert policy.threshold_score == value
    save_screen(part(page, QWidget, "policy_card"), "policy", (1000, 320))


def test_a_rule_is_applied_to_stored_events_after_a_preview_and_undone(
    qtbot: QtBot, shop: Shop, shop_context: PageContext
) -> None:
    client, site = shop_context.client, shop.site.id
    rule = shop.loop.submit(client.add_bot_rule(site, "blocklist", NewBotRule("path", "/*"))).result(LIMIT_S)
    page = BotRulesPage(shop_context)
    qtbot.addWidget(page)
    page.resize(1060, 740)
    page.show()
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "content")
    part(page, QPushButton, "bots_recompute").click()
    dialog = part(page, QWidget, "recompute_dialog")
    text, apply, undo = (
        part(dialog, kind, f"recompute_{name}")
        for kind, name in ((QLabel, "text"), (QPushButton, "apply"), (QPushButton, "undo"))
    )
    qtbot.waitUntil(apply.isEnabled)
    assert "page views would count as those of bots" in text.text()
    save_screen(dialog, "recompute-preview", (560, dialog.height()))
    apply.click()
    qtbot.waitUntil(lambda: text.text().startswith("Done."), timeout=LIMIT_S * 1_000)
    (job,) = shop.loop.submit(client.list_recomputes(site)).result(LIMIT_S)
    assert (job.status, job.changed > 0) == ("success", True)
    save_screen(dialog, "recompute-done", (560, dialog.height()))
    undo.click()
    qtbot.waitUntil(lambda: text.text() == "Every event is as it was before.", timeout=LIMIT_S * 1_000)
    assert not undo.isVisible()
    dialog.reject()
    shop.loop.submit(client.delete_bot_rule(site, "blocklist", rule.id)).result(LIMIT_S)
