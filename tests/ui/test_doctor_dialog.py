"""Dialog of the doctor, on findings and on a real server."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.doctor import PASSED, SYMPTOMS, Finding
from app.ui.pages.page import PageContext
from app.ui.pages.site.doctor_dialog import DoctorDialog
from app.ui.pages.site.doctor_texts import finding_texts
from tests.ui.real_server import LIMIT_S, Shop
from tests.ui.screens import save_screen
from tests.ui.test_annotations_page import part


def test_every_finding_has_its_texts_in_the_window() -> None:
    for code in SYMPTOMS:
        title, advice = finding_texts(Finding(code, "problem"))
        assert (title, bool(advice)) == (SYMPTOMS[code].title, True)
    for code, sentence in PASSED.items():
        assert finding_texts(Finding(code, "ok")) == (sentence, "")


def test_findings_of_a_real_server_are_shown_and_copied_without_names(
    qtbot: QtBot, shop: Shop, shop_context: PageContext
) -> None:
    page_url = f"{shop.server.url}/health"  # no page
    dialog = DoctorDialog(shop_context.bridge, shop_context.client, shop.site, page_url, None)
    qtbot.addWidget(dialog)
    dialog.show()
    again, copy = (part(dialog, QPushButton, name) for name in ("doctor_again", "doctor_copy"))
    qtbot.waitUntil(again.isEnabled, timeout=LIMIT_S * 1000)
    titles = [part(dialog, QLabel, f"doctor_finding_{at}").text() for at in range(5)]
    assert titles[0] == "The website itself could not be read."
    assert "Events can be sent." in titles
    labels = [label for label in dialog.findChildren(QLabel) if page_url in label.text()]
    assert [label.textFormat() for label in labels] == [Qt.TextFormat.PlainText]
    copy.click()
    text = QGuiApplication.clipboard().text()
    assert titles[0] in text
    assert "127.0.0.1" not in text
    save_screen(dialog, "doctor", (640, dialog.height()))
    again.click()
    assert not again.isEnabled()
    qtbot.waitUntil(again.isEnabled, timeout=LIMIT_S * 1000)
