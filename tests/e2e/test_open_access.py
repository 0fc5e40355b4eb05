"""Access for others to the window's own server: a password, a second factor and keys, all set in the window."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pyotp
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.e2e.window import Desk, window

PASSWORD = "correct horse battery"


def ask(desk: Desk, path: str, body: object = None, key: str = "") -> tuple[int, Any]:
    """Send a request as another program would, and return the status and the body or the error code."""
    address = desk.application.link.address
    assert address is not None
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address.url + path, data, headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)["error"]["code"]


def show(desk: Desk, page: str) -> None:
    desk.application.window.actions_of_view.show_page(page)


def scroll_to(desk: Desk, name: str) -> None:
    desk.find(QScrollArea, "security_scroll").ensureWidgetVisible(desk.find(QWidget, name))


def test_access_is_opened_with_a_password_a_second_factor_and_a_key(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, ARGON2_MEMORY_KB="8") as desk:
        desk.press("first_run_sample")
        desk.find(QWidget, "frame")
        assert ask(desk, "/api/websites")[0] == 200
        show(desk, "server")
        desk.press("access_network")
        desk.press("access_open_locked")
        desk.find(QWidget, "set_up_admin_form")
        assert ask(desk, "/api/websites") == (403, "setup_required")
        assert desk.text("bootstrap_password")
        desk.write("set_up_admin_new", PASSWORD)
        desk.write("set_up_admin_again", PASSWORD)
        desk.press("set_up_admin_ok")
        desk.find(QWidget, "password_card")
        assert ask(desk, "/api/websites") == (401, "unauthorized")
        assert ask(desk, "/api/auth/login", {"password": PASSWORD})[0] == 200

        scroll_to(desk, "second_factor_on")
        desk.press("second_factor_on")
        desk.write("second_factor_password", PASSWORD)
        desk.press("second_factor_ok")
        desk.find(QWidget, "second_factor_qr")
        secret = desk.find(QLabel, "second_factor_secret").text().replace(" ", "")
        desk.write("second_factor_code", pyotp.TOTP(secret).now())
        desk.press("second_factor_ok")
        codes = desk.find(QPlainTextEdit, "second_factor_codes").toPlainText().split()
        desk.press("second_factor_ok")
        assert ask(desk, "/api/auth/login", {"password": PASSWORD}) == (401, "second_factor_required")
        assert ask(desk, "/api/auth/login", {"password": PASSWORD, "code": codes[0]})[0] == 200

        show(desk, "api_keys")
        desk.press("api_keys_page_stack_button")
        desk.write("key_name", "report")
        desk.press("key_make")
        key = desk.find(QLineEdit, "key_text").text()
        desk.press("key_done")
        assert ask(desk, "/api/websites", key=key)[0] == 200
        show(desk, "overview")
        desk.until(lambda: desk.text("card_visitors_number") != "\N{EN DASH}")  # the window itself needs nothing
        assert desk.quit() == 0
    written = (tmp_path / "settings.toml").read_text()
    assert 'host = "all"' in written
    assert 'auth = "local"' in written


def test_the_window_needs_no_sign_in_to_its_own_server_with_a_configured_password(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, AUTH="password", PASSWORD=PASSWORD, ARGON2_MEMORY_KB="8") as desk:
        desk.press("first_run_sample")
        desk.find(QWidget, "frame")
        assert ask(desk, "/api/websites") == (401, "unauthorized")
        show(desk, "security")
        desk.until(lambda: "SPARKLYTICS_PASSWORD" in desk.text("sign_in_text"))
        assert "set by the environment" in desk.text("sign_in_text")
        assert desk.quit() == 0
