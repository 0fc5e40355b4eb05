"""Tenants in the window, on one server of cloud mode: invitations, the way from one to another, and viewers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pyotp
import pytest
import shiboken6
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from app.api.client import ApiClient
from app.api.items.goals import NewGoalBody
from app.domain.tenants import INVITATION_LIFE, Invitation, Role, TenantId, new_invitation_token, token_hash
from app.storage.postgres import members
from app.storage.postgres.transaction import PostgresTransaction
from app.ui.servers.keyring_store import SERVICE
from tests.cloud.conftest import OURS, THEIRS, cloud_settings
from tests.cloud.http_engine import HttpEngine
from tests.cloud.postgres_server import PostgresServer
from tests.cloud.server.test_members_page import ADA, BOB, EVE, PASSWORD, add_people
from tests.cloud.server.test_serve import add_website, serving
from tests.e2e.window import Desk, window
from tests.ui.keyrings import MemoryKeyring, system_keyring
from tests.ui.screens import save_screen

NEW_PASSWORD = "a short walk in the woods"


class Cloud:
    """A server and its PostgreSQL database. ours, theirs: the name of the website of each tenant."""

    def __init__(self, url: str, store_url: str) -> None:
        self.url, self.store_url = url, store_url

    def invite(self, tenant: TenantId, email: str, role: Role) -> str:
        """Invite an address to a tenant in PostgreSQL, and return the secret."""
        token, now = new_invitation_token(), datetime.now(UTC)
        with psycopg.connect(self.store_url) as con:
            con.execute("SELECT set_config('app.tenant', %s, true)", (tenant,))
            invitation = Invitation(email, role, now, now + INVITATION_LIFE)
            members.invite(PostgresTransaction(con), token_hash(token), invitation)
        return token


@pytest.fixture(scope="module")
def cloud(
    engine: HttpEngine, postgres_server: PostgresServer, two_tenants: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cloud]:
    """The server of all tests here."""
    store_url = postgres_server.new_database(template=two_tenants)
    settings = cloud_settings(engine, store_url) | {"argon2_memory_kb": "8"}
    with serving(tmp_path_factory.mktemp("tenants") / "data", settings) as server:
        yield Cloud(server.url, store_url)


@contextmanager
def desk_at(qtbot: QtBot, folder: Path, cloud: Cloud) -> Iterator[tuple[Desk, MemoryKeyring]]:
    """Yield a window that asks to sign in to the server."""
    keyring = MemoryKeyring()
    with system_keyring(keyring), window(qtbot, folder, connect_to=cloud.url) as desk:
        yield desk, keyring
        assert desk.quit() == 0


def sign_in(desk: Desk, email: str, code: str = "") -> None:
    desk.write("sign_in_email", email)
    desk.write("sign_in_password", PASSWORD)
    desk.enter("sign_in_password")
    if code:
        desk.write("sign_in_code", code)
        desk.enter("sign_in_code")
    desk.find(QWidget, "frame")
    desk.until(lambda: desk.application.window.pages.page is not None)


def until_sites(desk: Desk, *names: str) -> None:
    workspace = desk.application.window.workspace
    desk.until(lambda: [website.name for website in workspace.websites] == list(names))


def tenants(desk: Desk) -> dict[str, bool]:
    """Return whether each tenant that the menu offers is the current one, by its name."""
    menu = desk.application.window.findChild(QMenu, "tenants")
    assert menu is not None
    return {action.text(): action.isChecked() for action in menu.actions()} if menu.menuAction().isVisible() else {}


def choose_tenant(desk: Desk, tenant: TenantId) -> None:
    action = desk.application.window.findChild(QAction, f"tenant_{tenant}")
    assert action is not None
    action.trigger()


async def protect(url: str, email: str) -> tuple[str, ...]:
    """Switch the second factor of a person on, and return the recovery codes."""
    client = ApiClient(url)
    try:
        await client.log_in(PASSWORD, email=email)
        secret = (await client.start_second_factor(PASSWORD)).secret
        return (await client.confirm_second_factor(pyotp.TOTP(secret).now())).recovery_codes
    finally:
        await client.close()


def hold_answers(client: ApiClient, until: asyncio.Event) -> Callable[[], int]:
    """Have the answers of a server to a client arrive late. Returns a function that counts those that are held."""
    send, held = client._send, []

    async def late(*arguments: Any) -> bytes:
        text = await send(*arguments)
        held.append(arguments)
        await until.wait()
        return text

    client._send = late  # type: ignore[method-assign]
    return lambda: len(held)


def test_who_is_invited_chooses_a_password_and_asks_an_admin_for_a_site(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    secret = cloud.invite(THEIRS, EVE, "viewer")
    with desk_at(qtbot, tmp_path, cloud) as (desk, keyring):
        desk.press("sign_in_invited")
        desk.press("connect_ok")
        assert desk.text("connect_error") == "Enter the secret of the invitation."
        desk.write("invitation_token", "a guess")
        desk.enter("invitation_token")
        desk.until(lambda: desk.text("connect_error").startswith("This invitation is not valid here."))
        desk.write("invitation_token", f" {secret} ")  # in place of the guess, which is selected
        desk.enter("invitation_token")
        facts = [desk.text(f"join_{fact}") for fact in ("tenant", "email", "role")]
        assert facts == [THEIRS, EVE, "Viewer \N{MIDDLE DOT} reports, nothing changed"]
        desk.write("join_new", NEW_PASSWORD)
        desk.press("connect_ok")  # not without the same once more
        save_screen(desk.find(QWidget, "connect_dialog"), "invitation", (480, 560))
        desk.write("join_again", NEW_PASSWORD)
        desk.press("connect_ok")
        desk.until(lambda: desk.text("start_title") == "No site yet")
        assert desk.text("start_advice") == "Ask an owner or an admin of the tenant to add one."
        main = desk.application.window
        for command in ("add_site", "edit_site", "delete_site", "server_log", "pause_hour"):
            assert not main.menus.is_enabled(command), command
        assert tenants(desk) == {}
        save_screen(main, "tenant-without-sites", (900, 600))
        main.menus.choose("page_server")
        tabs = desk.find(QTabWidget, "server_tabs")
        assert [tabs.tabText(at) for at in range(tabs.count()) if tabs.isTabVisible(at)] == ["Status"]
        for name in ("server_stop", "server_restart", "server_status", "places_card"):
            assert not any(part.isVisible() for part in main.findChildren(QWidget, name)), name
        save_screen(main, "tenant-server", (900, 600))
        add_website(cloud.store_url, THEIRS, "Bakery")
        until_sites(desk, "Bakery")  # told by the server
        desk.until(lambda: len(keyring.secrets) == 1)


def test_a_member_joins_another_tenant_and_goes_to_and_fro(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> None:
    add_people(cloud.store_url, ada="owner")
    add_website(cloud.store_url, OURS, "Florist")
    codes = asyncio.run(protect(cloud.url, ADA))
    secret = cloud.invite(THEIRS, ADA, "viewer")
    with desk_at(qtbot, tmp_path, cloud) as (desk, keyring):
        main, link = desk.application.window, desk.application.window._link
        sign_in(desk, ADA, codes[0])
        until_sites(desk, "Florist")
        assert tenants(desk) == {}  # one is no choice
        assert desk.text("page_server").startswith(f"on {OURS}")
        main.menus.choose("accept_invitation")
        desk.write("invitation_token", secret)
        desk.enter("invitation_token")
        desk.write("join_password", "a guess")
        desk.enter("join_password")
        desk.until(lambda: desk.text("connect_error") == "The password is incorrect.")
        desk.write("join_password", PASSWORD)
        desk.enter("join_password")
        desk.write("join_code", codes[1])
        desk.enter("join_code")
        until_sites(desk, "Bakery")
        desk.find(QWidget, "frame")
        assert tenants(desk) == {OURS: False, THEIRS: True}
        assert not main.menus.is_enabled("add_site")

        released = asyncio.Event()
        old, loop = link.client, main._bridge._loop
        assert old is not None
        held = hold_answers(old, released)
        main.workspace.load()
        main.menus.choose("page_goals")
        main.menus.choose("page_sites")
        desk.until(lambda: held() >= 2)
        before = desk.find(QWidget, "all_sites")
        choose_tenant(desk, OURS)
        until_sites(desk, "Florist")
        loop.submit(_set(released)).result()
        desk.until(lambda: not main._bridge.has_open_calls)
        until_sites(desk, "Florist")
        assert not shiboken6.isValid(before)  # with what it showed of the other tenant
        texts = [label.text() for label in main.findChildren(QLabel)]
        assert not any("Bakery" in text or THEIRS in text for text in texts)
        assert tenants(desk) == {OURS: True, THEIRS: False}
        assert main.windowTitle().startswith("All sites on ten_ours")
        assert main.menus.is_enabled("add_site")
        assert link.client is not None
        desk.until(lambda: keyring.secrets == {(SERVICE, cloud.url): f"sign-in:{link.client.session_token}"})
        save_screen(main, "tenant-sites", (900, 600))

        (site,) = main.workspace.websites
        desk.result(loop.submit(link.client.add_goal(site.id, NewGoalBody("Order", "event", "order"))))
        main.menus.choose("page_goals")
        desk.until(lambda: getattr(main.pages.page, "chosen", None) is not None)
        desk.press("goals_delete")
        assert desk.text("toast_text")
        choose_tenant(desk, THEIRS)  # while it could still be brought back
        until_sites(desk, "Bakery")
        desk.until(lambda: main.pages.page is not None and not main._bridge.has_open_calls)
        assert desk.find(QWidget, "goals_state").isVisible()
        assert not any(part.isVisible() for part in main.findChildren(QWidget, "goals_new"))  # of a viewer
        choose_tenant(desk, OURS)
        until_sites(desk, "Florist")
        assert desk.result(loop.submit(link.client.list_goals(site.id))) == ()


def test_a_tenant_that_was_left_is_refused_and_the_other_one_stays(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> None:
    for tenant in (OURS, THEIRS):
        add_people(cloud.store_url, tenant, bob="viewer")
    with desk_at(qtbot, tmp_path, cloud) as (desk, _):
        sign_in(desk, BOB)
        with psycopg.connect(cloud.store_url) as con:
            con.execute("SELECT set_config('app.tenant', %s, true)", (THEIRS,))
            con.execute("DELETE FROM members WHERE user_id = 'user_bob'")
        choose_tenant(desk, THEIRS)
        desk.until(lambda: desk.text("toast_text") == "Tenant not found.")
        desk.until(lambda: tenants(desk) == {})  # one is left
        assert desk.text("page_server").startswith(f"on {OURS}")


def test_a_viewer_is_offered_no_changes_and_signs_in_again_to_the_tenant_of_before(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    for tenant in (OURS, THEIRS):
        add_people(cloud.store_url, tenant, eva="viewer")
        add_website(cloud.store_url, tenant, f"Site of {tenant}")
    with desk_at(qtbot, tmp_path, cloud) as (desk, _):
        main = desk.application.window
        sign_in(desk, "eva@example.com")
        assert list(tenants(desk)) == [OURS, THEIRS]
        choose_tenant(desk, THEIRS)
        desk.until(lambda: tenants(desk) == {OURS: False, THEIRS: True})
        for page, shown, hidden in (
            ("site", "snippet_card", ("general_card", "limits_card", "policy_card", "danger_card")),
            ("sharing", "sharing_state", ("sharing_state_button",)),
        ):
            main.menus.choose(f"page_{page}")
            desk.find(QWidget, shown)
            desk.until(lambda: not main._bridge.has_open_calls)
            for name in hidden:
                parts = main.findChildren(QWidget, name)
                assert parts, name
                assert not any(part.isVisible() for part in parts), name
        with psycopg.connect(cloud.store_url) as con:
            con.execute("SELECT set_config('app.sees_all', 'yes', true)")
            con.execute("DELETE FROM auth_sessions WHERE user_id = 'user_eva'")
        main.workspace.load()
        desk.write("sign_in_password", PASSWORD)  # the address is known
        desk.enter("sign_in_password")
        desk.until(lambda: main.remote_login._can_ask)
        assert tenants(desk) == {OURS: False, THEIRS: True}


async def _set(event: asyncio.Event) -> None:
    event.set()
