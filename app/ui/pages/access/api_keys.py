"""API keys, a section of the Access page: create keys for scripts and remote windows, list them, and revoke them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from operator import attrgetter

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.api.access import ApiKeyReply, AuthStatusReply
from app.api.wire import WebsiteReply
from app.domain.access import KeyScope
from app.ui import format
from app.ui.models.cells import Cell, cell_columns
from app.ui.models.columns import RowsPage
from app.ui.pages.access.account_page import AccountPage
from app.ui.pages.page import PageContext
from app.ui.translation import filled, translator
from app.ui.widgets.parts import button, column, label, row
from app.ui.widgets.tables.table import TWO_LINES, DataTable
from app.ui.windows.confirm_dialog import Choice, ConfirmDialog
from app.ui.windows.key_dialog import KeyDialog

_tr = translator("ApiKeysPage")

_SHARES = (9, 8, 8, 7)


class ApiKeysPage(AccountPage):
    """The API keys of the server, with what each may do and when it was used."""

    def __init__(self, context: PageContext) -> None:
        self._now = context.now
        self._keys: tuple[ApiKeyReply, ...] = ()
        self._websites: tuple[WebsiteReply, ...] = ()
        content = QWidget()
        layout = column(gap=3, margins=4)
        content.setLayout(layout)
        super().__init__(context, "api_keys_page", content)
        self.create_parts(self._parts(layout))

    def _parts(self, layout: QVBoxLayout) -> Iterator[None]:
        """Create the bar and the table in a layout."""
        self._count = label("", "muted", "keys_count")
        self._revoke: QPushButton = button(
            self.tr("Revoke\N{HORIZONTAL ELLIPSIS}"), "key_revoke", self._ask_revoke, icon_name="trash"
        )
        text = self.tr("New API key\N{HORIZONTAL ELLIPSIS}")
        self._new: QPushButton = button(text, "key_new", self._open_new, role="primary", icon_name="plus")
        self._new.setEnabled(False)  # until the websites a key can be limited to are loaded
        layout.addLayout(row(self._count, None, self._revoke, self._new))
        yield
        titles = (self.tr("Name"), self.tr("Permissions"), self.tr("Last used"), self.tr("Status"))
        columns = cell_columns(tuple(zip(titles, _SHARES, strict=True)), self._cells)
        self._table = DataTable("keys_table", self.tr("API keys"), columns, attrgetter("id"), row_height=TWO_LINES)
        self._table.set_use("double_click")
        self._table.row_changed.connect(lambda _: self._show_revoke())
        self._table.delete_requested.connect(self._ask_revoke)
        layout.addWidget(self._table)
        self._show_revoke()

    def load_accounts(self, status: AuthStatusReply) -> None:
        self.ask("websites", self.client.list_websites(), self._on_websites, self.on_failed)

    def show_open(self) -> None:
        title = self.tr("API keys require sign-in")
        advice = self.tr("This server does not require sign-in, so a key would protect nothing.")
        if self.link.is_remote:
            where = self.tr("Turn sign-in on where the server runs, with SPARKLYTICS_AUTH=local.")
            self.show_empty(title, f"{advice} {where}")
        else:
            advice += " " + self.tr("Turn sign-in on first, then create keys.")
            text = self.tr("Go to Security")
            self.show_empty(title, advice, text, lambda: self.page_requested.emit("security"))

    def _on_websites(self, websites: tuple[WebsiteReply, ...]) -> None:
        self._websites = websites
        self.ask("keys", self.client.list_api_keys(), self._on_keys, self.on_failed)

    def _on_keys(self, keys: tuple[ApiKeyReply, ...]) -> None:
        self._keys = keys
        self._new.setEnabled(True)
        if not keys:
            self.show_empty(
                self.tr("No API keys yet"),
                self.tr("A key gives a script, or the window on another computer, access without the password."),
                self.tr("New API key\N{HORIZONTAL ELLIPSIS}"),
                self._open_new,
            )
            return
        now = self._now()
        self._table.rows.show_first(RowsPage(keys))
        self._show_revoke()
        works = sum(_is_active(key, now) for key in keys)
        text = self.tr("%1 active keys", n=works)
        self._count.setText(text.replace("%1", format.exact(works)))
        self.stack.show_content()

    def _cells(self, key: ApiKeyReply) -> tuple[Cell, ...]:
        now = self._now()
        ink = "" if _is_active(key, now) else "muted"
        names = {website.id: website.name for website in self._websites}
        site = _tr("All sites") if key.website_id is None else names.get(key.website_id, key.website_id)
        used = _tr("Never used")
        if key.last_used_at is not None:
            used = format.age((now - key.last_used_at).total_seconds())
        tip = "" if key.last_used_at is None else format.moment(key.last_used_at)
        created = _tr("created %1").replace("%1", format.day(key.created_at.astimezone().date()))
        return (
            Cell(key.name, f"{key.prefix}\N{HORIZONTAL ELLIPSIS}", ink, key.name),
            Cell(scope_name(key.scope), site, ink, f"{key.scope} \N{MIDDLE DOT} {site}"),
            Cell(used, created, ink, tip or format.moment(key.created_at)),
            _state(key, now),
        )

    def _chosen(self) -> ApiKeyReply | None:
        """Return the selected key, None when there is none or it is already revoked."""
        chosen = self._table.current
        return chosen if chosen is not None and chosen.revoked_at is None else None

    def _show_revoke(self) -> None:
        self._revoke.setEnabled(self._chosen() is not None)

    def _open_new(self) -> None:
        dialog = KeyDialog(self.bridge, self.client, self._websites, self.window(), self._now)
        dialog.created.connect(self.refresh)
        dialog.open()

    def _ask_revoke(self) -> None:
        if (key := self._chosen()) is not None:
            server = self.link.place_name
            question = filled(self.tr("Revoke “%1” on %2?") if server else self.tr("Revoke “%1”?"), key.name, server)
            detail = self.tr(
                "Programs that use the key %1\N{HORIZONTAL ELLIPSIS} lose access at once. This cannot be undone."
            ).replace("%1", key.prefix)
            verb = self.tr("Revoke %1").replace("%1", key.name).replace("&", "&&")
            answers = (
                Choice("revoke_cancel", self.tr("Keep it"), is_default=True),
                Choice("revoke_confirm", verb, lambda: self._revoke_key(key), role="danger"),
            )
            title = self.tr("Revoke API key")
            ConfirmDialog("revoke_dialog", title, question, detail, answers, self.window(), "warning", server).open()

    def _revoke_key(self, key: ApiKeyReply) -> None:
        self.ask("revoke", self.client.revoke_api_key(key.id), lambda _: self._on_revoked(key))

    def _on_revoked(self, key: ApiKeyReply) -> None:
        self.notice.emit(self.tr("%1 has been revoked").replace("%1", key.name))
        self.refresh()


def scope_name(scope: KeyScope) -> str:
    """Return the permissions of a scope in a few words."""
    names: dict[KeyScope, str] = {
        "read": _tr("Read reports"),
        "write": _tr("Read and edit"),
        "admin": _tr("Full access"),
    }
    return names[scope]


def _is_active(key: ApiKeyReply, now: datetime) -> bool:
    return key.revoked_at is None and (key.expires_at is None or now < key.expires_at)


def _state(key: ApiKeyReply, now: datetime) -> Cell:
    if key.revoked_at is not None:
        return Cell(
            _tr("Revoked"), format.day(key.revoked_at.astimezone().date()), "muted", format.moment(key.revoked_at)
        )
    if key.expires_at is None:
        return Cell(_tr("Active"), _tr("no expiry"), "up")
    day, tip = format.day(key.expires_at.astimezone().date()), format.moment(key.expires_at)
    if key.expires_at <= now:
        return Cell(_tr("Expired"), day, "warning", tip)
    return Cell(_tr("Active"), _tr("until %1").replace("%1", day), "up", tip)
