"""The members of a tenant in the window, on a server of cloud mode that is a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from argon2 import PasswordHasher
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.domain.tenants import Role, TenantId, User, UserId
from app.storage.postgres import members
from app.storage.postgres.transaction import PostgresTransaction
from app.ui.pages.access.members import MembersPage
from tests.cloud.conftest import OURS
from tests.cloud.server.test_serve import add_website, serving
from tests.e2e.window import Desk, window
from tests.ui.keyrings import MemoryKeyring, system_keyring
from tests.ui.screens import save_screen

PASSWORD = "a long walk on the beach"
FIRST = "ours@example.com"  # the owner that the tenant has from the start
ADA, BOB, EVE = "ada@example.com", "bob@example.com", "eve@example.com"


def add_people(url: str, tenant: TenantId = OURS, **roles: Role) -> None:
    """Add people to a tenant in PostgreSQL, by the beginning of their address."""
    hashed = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with psycopg.connect(url) as con:
        con.execute("SELECT set_config('app.sees_all', 'yes', true)")
        for name, role in roles.items():
            now = datetime.now(UTC)
            user = User(UserId(f"user_{name}"), f"{name}@example.com", hashed, now)
            members.join(PostgresTransaction(con), tenant, user, role, now)


@contextmanager
def desk_of(qtbot: QtBot, folder: Path, cloud: dict[str, str], email: str) -> Iterator[Desk]:
    """Yield the window of a person who has signed in, on the Access page. The tenant has a website."""
    add_website(cloud["postgres_url"])
    with (
        serving(folder / "data", cloud | {"argon2_memory_kb": "8"}) as server,
        system_keyring(MemoryKeyring()),
        window(qtbot, folder / "desk", connect_to=server.url) as desk,
    ):
        desk.write("sign_in_email", email)
        desk.write("sign_in_password", PASSWORD)
        desk.enter("sign_in_password")
        desk.find(QWidget, "frame")
        desk.press("nav_access")
        yield desk
        assert desk.quit() == 0


def open_members(desk: Desk) -> MembersPage:
    """Show the section and return it once it has its rows, or says why it has none."""
    pages: list[MembersPage] = []

    def is_made() -> bool:  # its parts are made in steps
        pages[:] = desk.application.window.findChildren(MembersPage, "members_page")
        return bool(pages)

    desk.until(is_made)
    page = pages[0]
    tabs = desk.find(QWidget, "access_tabs")
    desk.until(lambda: tabs.isTabVisible(2))  # type: ignore[attr-defined]
    tabs.setCurrentIndex(2)  # type: ignore[attr-defined]
    desk.until(lambda: page.stack.state in ("content", "empty"))
    return page


def rows(page: MembersPage, name: str) -> list[list[str]]:
    table = page.findChild(QTableView, name)
    assert table is not None
    model = table.model()
    return [[str(model.index(row, column).data()) for column in range(2)] for row in range(model.rowCount())]


def test_an_owner_invites_changes_roles_and_removes(qtbot: QtBot, tmp_path: Path, cloud: dict[str, str]) -> None:
    add_people(cloud["postgres_url"], ada="owner", bob="viewer")
    with desk_of(qtbot, tmp_path, cloud, ADA) as desk:
        page = open_members(desk)
        assert rows(page, "members_table") == [[FIRST, "Owner"], [ADA, "Owner"], [BOB, "Viewer"]]
        assert "/ 100" in desk.text("members_usage_text")
        desk.press("member_invite")
        desk.press("invite_make")
        assert desk.text("invite_error") == "Enter an e-mail address."
        desk.write("invite_email", EVE)
        desk.press("invite_role_admin")
        desk.press("invite_make")
        desk.press("invite_copy")
        secret = desk.find(QLineEdit, "invite_text").text()
        assert QGuiApplication.clipboard().text() == secret != ""
        desk.press("invite_done")
        desk.until(lambda: rows(page, "invitations_table") == [[EVE, "Admin"]])
        save_screen(page, "members", (1060, 740))
        page._table.selectRow(2)
        page._set_role(page._table.current, "admin")  # type: ignore[arg-type]  # as its menu does
        desk.until(lambda: rows(page, "members_table")[2] == [BOB, "Admin"])
        page._invited.selectRow(0)
        desk.press("invitation_withdraw")
        desk.until(lambda: rows(page, "invitations_table") == [])
        page._table.selectRow(2)
        desk.press("member_remove")
        desk.press("member_remove_confirm")
        desk.until(lambda: rows(page, "members_table") == [[FIRST, "Owner"], [ADA, "Owner"]])


def test_a_viewer_is_told_that_members_are_for_others(qtbot: QtBot, tmp_path: Path, cloud: dict[str, str]) -> None:
    add_people(cloud["postgres_url"], ada="owner", bob="viewer")
    with desk_of(qtbot, tmp_path, cloud, BOB) as desk:
        page = open_members(desk)
        assert page.stack.state == "empty"
        assert desk.text("members_page_stack_message") == "Not available with your role"
