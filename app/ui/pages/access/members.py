"""Members, a section of the Access page where a server has people: who belongs to the tenant, and who is invited."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from operator import attrgetter
from typing import TypeVar

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.api.access import AuthStatusReply
from app.api.members import InvitationItem, MemberItem, UsageReply
from app.domain.tenants import MANAGED_ROLES, Role
from app.ui import format
from app.ui.models.cells import Cell, cell_columns
from app.ui.models.columns import RowsPage
from app.ui.pages.access.account_page import AccountPage
from app.ui.pages.access.invite_dialog import InviteDialog
from app.ui.pages.page import PageContext
from app.ui.servers.roles import role_name, role_note
from app.ui.translation import filled, translator
from app.ui.widgets.gauge import Gauge
from app.ui.widgets.parts import button, column, label, passing_menu, popup_below, row
from app.ui.widgets.tables.table import TWO_LINES, DataTable
from app.ui.windows.confirm_dialog import Choice, ConfirmDialog

_tr = translator("MembersPage")

T = TypeVar("T")

_SHARES = (10, 8, 5)


class MembersPage(AccountPage):
    """The members of the tenant with their roles, its open invitations, and what it has sent in this month."""

    def __init__(self, context: PageContext) -> None:
        self._own: Role = "viewer"
        content = QWidget()
        layout = column(gap=3, margins=4)
        content.setLayout(layout)
        super().__init__(context, "members_page", content)
        self.create_parts(self._parts(layout))

    def _parts(self, layout: QVBoxLayout) -> Iterator[None]:
        """Create usage, members and invitations in a layout, one a step."""
        self._usage = Gauge(self.tr("Events of this month"), "members_usage")
        layout.addWidget(self._usage)
        yield
        self._count = label("", "muted", "members_count")
        text = self.tr("Remove\N{HORIZONTAL ELLIPSIS}")
        self._remove: QPushButton = button(text, "member_remove", self._ask_remove, icon_name="trash")
        self._role: QPushButton = button(self.tr("Change role"), "member_role", self._on_role, icon_name="edit")
        text = self.tr("Invite\N{HORIZONTAL ELLIPSIS}")
        invite = button(text, "member_invite", self._open_invite, role="primary", icon_name="plus")
        layout.addLayout(row(self._count, None, self._remove, self._role, invite))
        titles = (self.tr("Member"), self.tr("Role"), self.tr("Since"))
        self._table = _table("members_table", self.tr("Members"), titles, _member_cells, "user_id")
        self._table.row_changed.connect(lambda _: self._show_chosen())
        self._table.delete_requested.connect(self._ask_remove)
        layout.addWidget(self._table)
        yield
        self._withdraw: QPushButton = button(self.tr("Withdraw"), "invitation_withdraw", self._on_withdraw)
        title = self.tr("Open invitations")
        titles = (self.tr("Address"), self.tr("Role"), self.tr("Works until"))
        self._invited = _table("invitations_table", title, titles, _invitation_cells, "email")
        self._invited.row_changed.connect(lambda _: self._show_chosen())
        self._invited.delete_requested.connect(self._on_withdraw)
        self._invitations = QWidget()
        head = row(label(title, "heading"), None, self._withdraw)
        self._invitations.setLayout(column(head, self._invited, gap=2))
        layout.addWidget(self._invitations)
        self._show_chosen()

    def load_accounts(self, status: AuthStatusReply) -> None:
        if status.mode != "cloud":
            self.show_open()
            return
        self.ask("members", self.client.list_members(), self._on_members, self.on_failed)

    def show_open(self) -> None:
        advice = self.tr("A server of your own has one administrator. Members exist in cloud mode.")
        self.show_empty(self.tr("This server has no members"), advice, icon="user")

    def _on_members(self, members: tuple[MemberItem, ...]) -> None:
        self._own = next((member.role for member in members if member.is_self), "viewer")
        self._table.rows.show_first(RowsPage(members))
        self._count.setText(self.tr("%1 members", n=len(members)).replace("%1", format.exact(len(members))))
        self.ask("invitations", self.client.list_invitations(), self._on_invitations, self.on_failed)

    def _on_invitations(self, invitations: tuple[InvitationItem, ...]) -> None:
        self._invited.rows.show_first(RowsPage(invitations))
        self._invitations.setVisible(bool(invitations))
        self.ask("usage", self.client.usage(), self._on_usage, self.on_failed)

    def _on_usage(self, usage: UsageReply) -> None:
        self._usage.set_value(usage.event_count, usage.event_limit)
        self._show_chosen()
        self.stack.show_content()

    def _show_chosen(self) -> None:
        """Enable what can be done with the chosen rows."""
        member = self._table.current
        is_managed = member is not None and member.role in MANAGED_ROLES[self._own]
        self._role.setEnabled(is_managed and member is not None and not member.is_self)
        self._remove.setEnabled(member is not None and (is_managed or member.is_self))
        self._withdraw.setEnabled(self._invited.current is not None)

    # Members

    def _on_role(self) -> None:
        if (member := self._table.current) is None:
            return
        menu = passing_menu(self)
        for role in ("owner", "admin", "viewer"):
            if role in MANAGED_ROLES[self._own]:
                action = menu.addAction(role_name(role), partial(self._set_role, member, role))
                action.setCheckable(True)
                action.setChecked(role == member.role)
        popup_below(menu, self._role)

    def _set_role(self, member: MemberItem, role: Role) -> None:
        if role != member.role:
            text = filled(self.tr("%1 has the role %2 now"), member.email, role_name(role))
            self.ask("change", self.client.set_role(member.user_id, role), lambda _: self._on_changed(text))

    def _ask_remove(self) -> None:
        member = self._table.current
        if member is None or not self._remove.isEnabled():
            return
        server = self.link.place_name
        question = self.tr("Remove %1 from the tenant?").replace("%1", member.email)
        detail = self.tr("They lose access to its websites at once. API keys that they made keep working.")
        verb = self.tr("Remove")
        if member.is_self:
            question = self.tr("Leave this tenant?")
            detail = self.tr("You lose access to its websites at once, until someone invites you again.")
            verb = self.tr("Leave")
        answers = (
            Choice("member_keep", self.tr("Cancel"), is_default=True),
            Choice("member_remove_confirm", verb, lambda: self._remove_member(member), role="danger"),
        )
        title = self.tr("Members")
        ConfirmDialog("member_dialog", title, question, detail, answers, self.window(), "warning", server).open()

    def _remove_member(self, member: MemberItem) -> None:
        text = self.tr("%1 has been removed").replace("%1", member.email)
        self.ask("change", self.client.remove_member(member.user_id), lambda _: self._on_changed(text))

    # Invitations

    def _open_invite(self) -> None:
        dialog = InviteDialog(self.bridge, self.client, MANAGED_ROLES[self._own], self.window())
        dialog.invited.connect(self.refresh)
        dialog.open()

    def _on_withdraw(self) -> None:
        if (invitation := self._invited.current) is not None:
            text = self.tr("The invitation of %1 has been withdrawn").replace("%1", invitation.email)
            call = self.client.withdraw_invitation(invitation.email)
            self.ask("change", call, lambda _: self._on_changed(text))

    def _on_changed(self, text: str) -> None:
        self.notice.emit(text)
        self.refresh()


def _table(
    name: str, title: str, titles: tuple[str, ...], cells: Callable[[T], tuple[Cell, ...]], key: str
) -> DataTable[T]:
    """Return a table of two-line rows. titles: of its columns; key: field that tells its rows apart."""
    columns = cell_columns(tuple(zip(titles, _SHARES, strict=True)), cells)
    table = DataTable(name, title, columns, attrgetter(key), row_height=TWO_LINES)
    table.set_use("double_click")
    return table


def _member_cells(member: MemberItem) -> tuple[Cell, ...]:
    return (
        Cell(member.email, _tr("you") if member.is_self else "", tip=member.email),
        Cell(role_name(member.role), role_note(member.role)),
        Cell(format.day(member.joined_at.astimezone().date()), tip=format.moment(member.joined_at)),
    )


def _invitation_cells(invitation: InvitationItem) -> tuple[Cell, ...]:
    return (
        Cell(invitation.email, tip=invitation.email),
        Cell(role_name(invitation.role), role_note(invitation.role)),
        Cell(format.day(invitation.expires_at.astimezone().date()), tip=format.moment(invitation.expires_at)),
    )
