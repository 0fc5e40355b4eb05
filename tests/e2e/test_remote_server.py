"""Window with a remote server: a process of its own that requires sign-in."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path
from typing import Any

import pyotp
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.e2e.window import Desk, window
from tests.program import Program, serving
from tests.ui.keyrings import MemoryKeyring, system_keyring

FIRST, DUE, OTHER, LAST = "sparklytics", "sparklytics once more", "correct horse battery", "staple and something else"
LOCAL = {"AUTH": "local", "ARGON2_MEMORY_KB": "8"}


class Person:
    """Client that signs in without the window, with the password OTHER."""

    def __init__(self, program: Program) -> None:
        self._program, self._cookie = program, ""

    def ask(self, method: str, path: str, body: object) -> Any:
        headers = {"Content-Type": "application/json", "Cookie": self._cookie}
        request = urllib.request.Request(self._program.url + path, json.dumps(body).encode(), headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as response:
            self._cookie = (response.headers.get("Set-Cookie") or self._cookie).partition(";")[0]
            return json.load(response)["data"]

    def log_in(self) -> Person:
        self.ask("POST", "/api/auth/login", {"password": OTHER})
        return self


def write(desk: Desk, **texts: str) -> None:
    for name, text in texts.items():
        desk.write(name, text)
    desk.press("connect_ok")


def test_a_new_server_is_set_up_and_an_ended_session_requires_sign_in_again(qtbot: QtBot, tmp_path: Path) -> None:
    with (
        serving(tmp_path / "nas", BOOTSTRAP_PASSWORD=FIRST, **LOCAL) as program,
        window(qtbot, tmp_path / "desk", connect_to=program.url) as desk,
    ):
        write(desk, set_up_first=FIRST, set_up_new=DUE, set_up_again=DUE)
        desk.find(QWidget, "new_password")
        write(desk, new_password_new=OTHER, new_password_again=OTHER)
        desk.find(QWidget, "first_run")
        person = Person(program).log_in()
        person.ask("POST", "/api/websites", {"name": "Shop", "domain": "shop.example.com"})
        person.ask("PUT", "/api/auth/password", {"current_password": OTHER, "new_password": LAST})
        write(desk, sign_in_password="a guess")
        desk.until(lambda: desk.find(QLabel, "connect_error").text() == "The password is incorrect.")
        write(desk, sign_in_password=LAST)
        desk.until(lambda: desk.application.link.state == "running")
        desk.find(QWidget, "frame")
        assert desk.quit() == 0


def test_a_second_factor_is_required_after_the_password(qtbot: QtBot, tmp_path: Path) -> None:
    with serving(tmp_path / "nas", AUTH="password", PASSWORD=OTHER, ARGON2_MEMORY_KB="8") as program:
        person = Person(program).log_in()
        secret = person.ask("POST", "/api/auth/second-factor", {"password": OTHER})["secret"]
        code = pyotp.TOTP(secret).now()
        codes = person.ask("POST", "/api/auth/second-factor/confirm", {"code": code})["recovery_codes"]
        with window(qtbot, tmp_path / "desk", connect_to=program.url) as desk:
            write(desk, sign_in_password=OTHER)
            write(desk, sign_in_code=code)  # which has been used already
            desk.until(lambda: "already been used" in desk.find(QLabel, "connect_error").text())
            write(desk, sign_in_code=codes[0])
            desk.find(QWidget, "first_run")
            assert desk.quit() == 0


def test_a_stored_api_key_signs_in_at_the_next_start(qtbot: QtBot, tmp_path: Path) -> None:
    keyring = MemoryKeyring()
    with system_keyring(keyring), serving(tmp_path / "nas", AUTH="password", PASSWORD=OTHER) as program:
        key = Person(program).log_in().ask("POST", "/api/auth/keys", {"name": "desk", "scope": "admin"})["key"]
        with window(qtbot, tmp_path / "desk", connect_to=program.url) as desk:
            desk.press("sign_in_kind_key")
            write(desk, sign_in_key=key)
            desk.find(QWidget, "first_run")
            assert desk.quit() == 0
        assert list(keyring.secrets.values()) == [f"key:{key}"]
        with window(qtbot, tmp_path / "desk", connect_to=program.url) as desk:
            desk.find(QWidget, "first_run")
            desk.until(lambda: desk.text("status_state") == "Running")
            assert desk.quit() == 0
