"""Invite dialog: e-mail address and role of a new member, then the secret of the invitation, shown once."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.api.client import ApiClient
from app.api.members import NewInvitationReply
from app.domain.errors import AppError
from app.domain.tenants import INVITATION_LIFE, MAX_EMAIL, Role
from app.ui.bridge import Bridge
from app.ui.servers.roles import role_name, role_note
from app.ui.texts import sentence_of
from app.ui.widgets.forms import FormError, line, titled
from app.ui.widgets.parts import button, column, label, row
from app.ui.widgets.segmented import SegmentedControl
from app.ui.windows.shown_once_dialog import SecretPart, ShownOnceDialog

_WIDTH = 520
_ROLES: tuple[Role, ...] = ("viewer", "admin", "owner")


class InviteDialog(ShownOnceDialog):
    """Invites someone to the tenant. invited: the list of invitations has one more. roles: those one may give."""

    invited = Signal()

    def __init__(self, bridge: Bridge, client: ApiClient, roles: Collection[Role], parent: QWidget | None) -> None:
        super().__init__("invite_dialog", _WIDTH, parent)
        self._bridge, self._client = bridge, client
        self.setWindowTitle(self.tr("Invite a member"))
        self._email = line("invite_email", self.tr("E-mail address"), "ada@example.com")
        self._email.setMaxLength(MAX_EMAIL)
        choices = [(role, role_name(role)) for role in _ROLES if role in roles]
        self._role = SegmentedControl(choices, "invite_role", self.tr("Role"))
        self._role.chosen.connect(self._show_role)
        self._note = label("", "caption", "invite_role_note")
        self._error = FormError("invite_error")
        self._form_part = self._form()
        self._error.watch(self._form_part)
        days = INVITATION_LIFE.days
        note = self.tr("Give it to them: it is not shown again, and works once within %1 days.", n=days)
        self._secret_part = SecretPart(
            self, "invite", self.tr("Secret of the invitation"), note.replace("%1", str(days)), self.tr("Copy secret")
        )
        self._secret_part.hide()
        self.setLayout(column(self._form_part, self._secret_part, margins=5))
        self._show_role()
        self._email.setFocus()

    def done(self, result: int) -> None:
        self._secret_part.clear()  # shown once only, even if the dialog lives on for a moment
        super().done(result)

    @property
    def secret(self) -> str:
        return self._secret_part.secret

    def question(self) -> tuple[str, str]:
        return (
            self.tr("Close without the secret?"),
            self.tr("You have not copied it, and it cannot be shown again. You would have to invite them once more."),
        )

    def _form(self) -> QWidget:
        self._invite: QPushButton = button(self.tr("Invite"), "invite_make", self._on_invite, role="primary")
        self._invite.setDefault(True)
        cancel = button(self.tr("Cancel"), "invite_cancel", self.reject)
        cancel.setAutoDefault(False)
        form = QWidget()
        form.setLayout(
            column(
                label(self.tr("Invite a member"), "title"),
                titled(self._email),
                titled(self._role),
                self._note,
                self._error,
                row(None, cancel, self._invite),
                gap=4,
            )
        )
        return form

    def _show_role(self) -> None:
        self._note.setText(role_note(cast(Role, self._role.value)))

    def _on_invite(self) -> None:
        if not self._email.text().strip():
            self._show_error(self.tr("Enter an e-mail address."))
            return
        self._error.show_text("")
        self._form_part.setEnabled(False)
        self.expect_secret(True)
        call = self._client.invite(self._email.text().strip(), cast(Role, self._role.value))
        self._bridge.run(call, self._on_invited, self._on_failed)

    def _on_invited(self, invitation: NewInvitationReply) -> None:
        self.expect_secret(False)
        self._secret_part.show_secret(invitation.token, self.tr("%1 is invited").replace("%1", invitation.email))
        self._form_part.hide()
        self._secret_part.show()
        self._secret_part.setFocus(Qt.FocusReason.OtherFocusReason)
        self.invited.emit()

    def _on_failed(self, error: AppError) -> None:
        self.expect_secret(False)
        self._form_part.setEnabled(True)
        self._show_error(sentence_of(error))

    def _show_error(self, text: str) -> None:
        self._error.show_text(text)
        self._email.setFocus(Qt.FocusReason.OtherFocusReason)
