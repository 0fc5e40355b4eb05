"""Steps of the connect dialog: address, sign-in, setup, new password. Fields only, no calls."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.access import CLOUD_KEY_START, KEY_START
from app.ui.widgets.forms import NewPassword, SecretLine, line, titled
from app.ui.widgets.parts import button, column, icon_button, label, row
from app.ui.widgets.segmented import SegmentedControl


class Step(QWidget):
    """One step. title, intro: texts above its fields; verb: text of the button that ends it."""

    title = ""
    intro = ""
    verb = ""

    @property
    def password(self) -> str:
        """The typed password, empty in steps without one."""
        return ""

    @property
    def code(self) -> str | None:
        """The typed code, None in steps without one, and until the server requires one."""
        return None

    def ask_code(self) -> None:
        """Show the code field and focus it, in steps that have one."""

    def problem(self) -> str:
        """Return why the step cannot end yet, as a sentence; empty when it can."""
        return ""

    def point_out(self, problem: str) -> bool:
        """Show a problem at its field. False when the step has no place for it."""
        return False

    def clear(self) -> None:
        """Clear typed secrets."""


class AddressStep(Step):
    """The address of a server, typed or used before.

    chosen: connect to this URL; forget_requested: remove this URL; local_requested: back to the local server.
    """

    chosen = Signal(str)
    forget_requested = Signal(str)
    local_requested = Signal()

    def __init__(self, servers: Sequence[str], *, has_own: bool) -> None:
        super().__init__()
        self.title = self.tr("Connect to a server")
        self.intro = self.tr("Connect to a Sparklytics server that runs elsewhere, such as on a NAS.")
        self.verb = self.tr("Continue")
        self._url = line("connect_url", self.tr("Address"), "http://192.168.1.20:3000")
        self._known = column(gap=1)
        self._heading = label(self.tr("Recent servers"), "caption")
        layout = column(titled(self._url), gap=4)
        layout.addLayout(column(self._heading, self._known, gap=1))
        own = button(
            self.tr("Back to the server on this computer"), "connect_own", self.local_requested.emit, role="link"
        )
        own.setAutoDefault(False)
        own.setVisible(has_own)
        layout.addLayout(row(own, None))
        self.setLayout(layout)
        self.setFocusProxy(self._url)
        self._rows: dict[str, QWidget] = {}
        for at, url in enumerate(servers):
            self._add_row(url, at)
        self._heading.setVisible(bool(servers))

    @property
    def url(self) -> str:
        return self._url.text().strip()

    def set_url(self, url: str) -> None:
        self._url.setText(url)

    def problem(self) -> str:
        return "" if self.url else self.tr("Enter the address of the server.")

    def _add_row(self, url: str, at: int) -> None:
        go: QPushButton = button(url, f"connect_known_{at}", lambda: self.chosen.emit(url), role="preset")
        go.setAutoDefault(False)
        go.setAccessibleName(self.tr("Connect to %1").replace("%1", url))
        title = self.tr("Forget %1").replace("%1", url)
        forget = icon_button("close", title, f"connect_forget_{at}", lambda: self._on_forget(url))
        layout = row(go, forget, gap=1)
        layout.setStretch(0, 1)
        self._rows[url] = widget = QWidget()
        widget.setLayout(layout)
        self._known.addWidget(widget)

    def _on_forget(self, url: str) -> None:
        widget = self._rows.pop(url)
        self._url.setFocus(Qt.FocusReason.OtherFocusReason)
        widget.hide()
        widget.deleteLater()
        self._heading.setVisible(bool(self._rows))
        self.forget_requested.emit(url)


class CodePart(QWidget):
    """The field for an authenticator code, hidden until the server requires one. name: of the field."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field = line(name, self.tr("Authenticator code"), "123456")
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        self.setLayout(titled(self.field, self.tr("Or use a recovery code.")))
        self.hide()

    @property
    def code(self) -> str | None:
        """The code, None until the server requires one."""
        return None if self.isHidden() else self.field.text().strip()

    def problem(self) -> str:
        """Return that a code is missing, as a sentence; empty when it is not."""
        return self.tr("Enter the current code from your authenticator.") if self.code == "" else ""

    def ask(self) -> None:
        """Show the field and focus it."""
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        self.field.clear()
        self.hide()


class SignInStep(Step):
    """A password, with an e-mail address and an authenticator code where the server requires them, or an API key.

    invited: the user was invited by somebody, and has no account or belongs to other tenants so far.
    """

    invited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = self.tr("Sign in")
        self.verb = self.tr("Sign in")
        choices = (("password", self.tr("Password")), ("key", self.tr("API key")))
        self._kind = SegmentedControl(choices, "sign_in_kind", self.tr("How to sign in"))
        self._kind.chosen.connect(self._on_kind)
        self._email = line("sign_in_email", self.tr("E-mail address"), "ada@example.com")
        self._email.setInputMethodHints(
            Qt.InputMethodHint.ImhEmailCharactersOnly | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._email_part = QWidget()
        self._email_part.setLayout(titled(self._email))
        self._password = SecretLine("sign_in_password", self.tr("Password"))
        self._key = SecretLine("sign_in_key", self.tr("API key"))
        self._code = CodePart("sign_in_code")
        text = self.tr("Accept an invitation\N{HORIZONTAL ELLIPSIS}")
        self._invited: QPushButton = button(text, "sign_in_invited", self.invited.emit, role="link")
        self._invited.setAutoDefault(False)
        self._parts = {"password": QWidget(), "key": QWidget()}
        self._parts["password"].setLayout(column(self._email_part, titled(self._password), self._code, gap=3))
        hint = self.tr("Live numbers and the Server page need a key with the admin scope.")
        self._parts["key"].setLayout(titled(self._key, hint))
        self.setLayout(column(row(self._kind, None), *self._parts.values(), row(self._invited, None), gap=3))
        self.set_people("", has_people=False)
        self._on_kind("password")

    @property
    def email(self) -> str:
        """The e-mail address, empty where the server does not ask for one."""
        return "" if self._email_part.isHidden() else self._email.text().strip()

    @property
    def key(self) -> str:
        """The API key, empty when signing in with a password."""
        return self._key.text().strip() if self._kind.value == "key" else ""

    @property
    def password(self) -> str:
        return self._password.text()

    @property
    def code(self) -> str | None:
        return self._code.code

    def set_people(self, email: str, *, has_people: bool) -> None:
        """Ask for an e-mail address where the server has people. email: used before."""
        self._email.setText(email)
        self._email_part.setVisible(has_people)
        self._invited.setVisible(has_people)
        start = CLOUD_KEY_START if has_people else KEY_START
        self._key.setPlaceholderText(start + "\N{HORIZONTAL ELLIPSIS}")
        self._aim()

    def ask_code(self) -> None:
        self.setFocusProxy(self._code.field)
        self._code.ask()

    def problem(self) -> str:
        if self._kind.value == "key":
            return "" if self.key else self.tr("Enter the API key.")
        self._aim()
        if not self._email_part.isHidden() and "@" not in self.email:
            return self.tr("Enter your e-mail address.")
        if not self.password:
            return self.tr("Enter the password.")
        return self._code.problem()

    def clear(self) -> None:
        self._password.clear_secret()
        self._key.clear_secret()
        self._code.clear()
        self._on_kind(self._kind.value)

    def _on_kind(self, kind: str) -> None:
        for name, part in self._parts.items():
            part.setVisible(name == kind)
        self._aim()

    def _aim(self) -> None:
        """Choose the field to type in next: the first that misses something, else the last."""
        if self._kind.value == "key":
            self.setFocusProxy(self._key)
        elif not self._email_part.isHidden() and "@" not in self.email:
            self.setFocusProxy(self._email)
        else:
            self.setFocusProxy(self._code.field if self.code is not None and self.password else self._password)


class SetUpStep(Step):
    """The bootstrap password of a new server, and the password to use from now on."""

    def __init__(self) -> None:
        super().__init__()
        self.title = self.tr("Set up this server")
        self.intro = self.tr("This server is new. Choose a password for it.")
        self.verb = self.tr("Set up")
        self._bootstrap = SecretLine("set_up_first", self.tr("Bootstrap password"))
        hint = self.tr(
            "The server printed it when it started and stores it in the file bootstrap-password in its data folder. "
            "If SPARKLYTICS_BOOTSTRAP_PASSWORD is set, use its value."
        )
        self._new = NewPassword("set_up")
        self.setLayout(column(titled(self._bootstrap, hint), self._new, gap=3))
        self.setFocusProxy(self._bootstrap)

    @property
    def bootstrap_password(self) -> str:
        return self._bootstrap.text().strip()

    @property
    def password(self) -> str:
        return self._new.text

    def problem(self) -> str:
        return self._new.problem() if self.bootstrap_password else self.tr("Enter the bootstrap password.")

    def point_out(self, problem: str) -> bool:
        return self._new.point_out(problem)

    def clear(self) -> None:
        self._bootstrap.clear_secret()
        self._new.clear()


class NewPasswordStep(Step):
    """A new password where the server requires one. set_current: takes the password that was just typed."""

    def __init__(self) -> None:
        super().__init__()
        self.title = self.tr("Choose a new password")
        self.intro = self.tr("This server was set up with a publicly known password. Choose a new one to continue.")
        self.verb = self.tr("Change password")
        self._current = SecretLine("new_password_current", self.tr("Current password"))
        self._current_part = QWidget()
        self._current_part.setLayout(titled(self._current))
        self._new = NewPassword("new_password")
        self.setLayout(column(self._current_part, self._new, gap=3))
        self.set_current("")

    @property
    def current(self) -> str:
        return self._current.text()

    @property
    def password(self) -> str:
        return self._new.text

    def set_current(self, password: str) -> None:
        self._current.setText(password)
        self._current_part.setVisible(not password)
        self.setFocusProxy(self._new if password else self._current)

    def problem(self) -> str:
        if not self.current:
            return self.tr("Enter the current password.")
        if self.current == self.password:
            return self.tr("The new password must differ from the current one.")
        return self._new.problem()

    def point_out(self, problem: str) -> bool:
        return self._new.point_out(problem)

    def clear(self) -> None:
        self.set_current("")
        self._current.clear_secret()
        self._new.clear()


def is_unencrypted(url: str) -> bool:
    """Return whether traffic to `url` can be read on the way: no https, and not this computer."""
    parts = urlsplit(url)
    return parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1")
