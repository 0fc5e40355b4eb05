"""Steps of the connect dialog by which an invitation to a tenant is accepted. Fields only, no calls."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.api.tenants import InvitedReply
from app.ui.servers.roles import role_name, role_note
from app.ui.texts import side_by_side
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.forms import NewPassword, SecretLine, titled
from app.ui.widgets.parts import column, label
from app.ui.windows.connect.connect_steps import CodePart, Step


class InvitationStep(Step):
    """The secret of an invitation to a tenant."""

    def __init__(self) -> None:
        super().__init__()
        self.title = self.tr("Accept an invitation")
        self.intro = self.tr("Paste the secret that you were given by whoever invited you.")
        self.verb = self.tr("Continue")
        self._token = SecretLine("invitation_token", self.tr("Secret of the invitation"))
        self.setLayout(titled(self._token))
        self.setFocusProxy(self._token)

    @property
    def token(self) -> str:
        return self._token.text().strip()

    def problem(self) -> str:
        return "" if self.token else self.tr("Enter the secret of the invitation.")

    def clear(self) -> None:
        self._token.clear_secret()


class JoinStep(Step):
    """The invitation, and the password of the invited address: that of its account, or a new one."""

    def __init__(self) -> None:
        super().__init__()
        self.title = self.tr("Accept an invitation")
        self.verb = self.tr("Accept")
        self._facts = {
            "tenant": (self.tr("Tenant"), ElidedLabel("heading", "join_tenant")),
            "email": (self.tr("E-mail address"), ElidedLabel("", "join_email")),
            "role": (self.tr("Role"), ElidedLabel("", "join_role")),
        }
        facts = (column(label(title, "caption"), text, gap=0) for title, text in self._facts.values())
        self._password = SecretLine("join_password", self.tr("Password of your account"))
        self._password_part = QWidget()
        self._password_part.setLayout(titled(self._password))
        self._new = NewPassword("join")
        self._code = CodePart("join_code")
        self.setLayout(column(column(*facts, gap=2), self._password_part, self._new, self._code, gap=3))
        self._has_account = False

    def set_invitation(self, invited: InvitedReply) -> None:
        """Show an invitation, and ask for the password that it takes."""
        role = side_by_side((role_name(invited.role), role_note(invited.role)))
        for name, text in (("tenant", invited.tenant), ("email", invited.email), ("role", role)):
            self._facts[name][1].setText(text)
        self._has_account = invited.has_account
        known = self.tr("This address has an account. Sign in with its password to join the tenant.")
        new = self.tr("Choose a password. From now on you sign in with it and your e-mail address.")
        self.intro = known if invited.has_account else new
        self._password_part.setVisible(invited.has_account)
        self._new.setVisible(not invited.has_account)
        self.setFocusProxy(self._password if invited.has_account else self._new)

    @property
    def password(self) -> str:
        return self._password.text() if self._has_account else self._new.text

    @property
    def code(self) -> str | None:
        return self._code.code

    def ask_code(self) -> None:
        self.setFocusProxy(self._code.field)
        self._code.ask()

    def problem(self) -> str:
        if not self._has_account:
            return self._new.problem()
        return self._code.problem() if self.password else self.tr("Enter the password.")

    def point_out(self, problem: str) -> bool:
        return not self._has_account and self._new.point_out(problem)

    def clear(self) -> None:
        self._password.clear_secret()
        self._new.clear()
        self._code.clear()
