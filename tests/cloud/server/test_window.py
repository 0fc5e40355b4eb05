"""The window with a server of cloud mode: a process of its own, in which people sign in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import psycopg
from argon2 import PasswordHasher
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.tenants import User, UserId
from app.storage.postgres import members
from app.storage.postgres.transaction import PostgresTransaction
from tests.cloud.conftest import OURS
from tests.cloud.server.test_serve import add_website, serving
from tests.e2e.window import window
from tests.ui.keyrings import MemoryKeyring, system_keyring

ADA, PASSWORD = "ada@example.com", "a long walk on the beach"


def add_person(url: str) -> None:
    """Add a person to a tenant in PostgreSQL."""
    hashed = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    now = datetime.now(UTC)
    with psycopg.connect(url) as con:
        con.execute("SELECT set_config('app.sees_all', 'yes', true)")
        members.join(PostgresTransaction(con), OURS, User(UserId("user_ada"), ADA, hashed, now), "viewer", now)


def test_a_person_signs_in_by_the_dialog_and_sees_the_websites_of_the_tenant(
    qtbot: QtBot, tmp_path: Path, cloud: dict[str, str]
) -> None:
    add_person(cloud["postgres_url"])
    site = add_website(cloud["postgres_url"])
    with (
        serving(tmp_path / "data", cloud | {"argon2_memory_kb": "8"}) as server,
        system_keyring(MemoryKeyring()),
        window(qtbot, tmp_path / "desk", connect_to=server.url) as desk,
    ):
        desk.write("sign_in_email", "Ada@Example.com")
        desk.write("sign_in_password", "a guess")
        desk.enter("sign_in_password")
        wrong = "The e-mail address or the password is incorrect."
        desk.until(lambda: desk.find(QLabel, "connect_error").text() == wrong)
        desk.write("sign_in_password", PASSWORD)  # in place of the guess, which is selected
        desk.enter("sign_in_password")
        desk.find(QWidget, "frame")
        workspace, bridge = desk.application.window.workspace, desk.application.window._bridge
        desk.until(lambda: [website.id for website in workspace.websites] == [site.id] and not bridge.has_open_calls)
        assert desk.quit() == 0
