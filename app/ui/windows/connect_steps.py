"""The steps to a server elsewhere: its address, signing in, setting it up, a new password. Fields only, no calls."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.widgets.forms import NewPassword, SecretLine, line, titled
from app.ui.widgets.parts import button, column, icon_button, label, row
from app.ui.widgets.segmented import SegmentedControl


class Step(QWidget):
    """One step. title, intro: above its fields; verb: of the button that ends it."""

    title = ""
    intro = ""
    verb = ""

    @property
    def password(self) -> str:
        """The password that was typed, empty where there is none to type."""
        return ""

    def problem(self) -> str:
        """Return why the step cannot end yet, as a sentence; empty when it can."""
        return ""

    def clear(self) -> None:
        """Forget secrets that were typed."""


class AddressStep(Step):
    """An address to type, or one used before. chosen: go there; forget_requested: drop it. Both carry the URL."""

    chosen = Signal(str)
    forget_requested = Signal(str)
    local_requested = Signal()

    def __init__(self, servers: Sequence[str], *, has_own: bool) -> None:
        super().__init__()
        self.title = self.tr("Connect to a server")
        self.intro = self.tr("Show a Sparklytics that runs elsewhere, such as on a NAS.")
        self.verb = self.tr("Continue")
        self._url = line("connect_url", self.tr("Address"), "http://192.168.1.20:3000")
        self._known = column(gap=1)
        self._heading = label(self.tr("Used before"), "caption")
        layout = column(titled(self._url), gap=4)
        layout.addLayout(column(self._heading, self._known, gap=1))
        own = button(
            self.tr("Back to the server of this computer"), "connect_own", self.local_requested.emit, role="link"
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
        return "" if self.url else self.tr("Where does it answer? Type its address.")

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
        gone = self._rows.pop(url)
        self._url.setFocus(Qt.FocusReason.OtherFocusReason)
        gone.hide()
        gone.deleteLater()
        self._heading.setVisible(bool(self._rows))
        self.forget_requested.emit(url)


class SignInStep(Step):
    """A password, with a code of the authenticator where the server asks for one, or an API key."""

    def __init__(self) -> None:
        super().__init__()
        self.title = self.tr("Sign in")
        self.verb = self.tr("Sign in")
        choices = (("password", self.tr("Password")), ("key", self.tr("API key")))
        self._kind = SegmentedControl(choices, "sign_in_kind", self.tr("How to sign in"))
        self._kind.chosen.connect(self._on_kind)
        self._password = SecretLine("sign_in_password", self.tr("Password"))
        self._key = SecretLine("sign_in_key", self.tr("API key"), "spk_selfhosted_\N{HORIZONTAL ELLIPSIS}")
        self._code = line("sign_in_code", self.tr("Code of your authenticator"), "123456")
        self._code.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        self._code_part = QWidget()
        self._code_part.setLayout(titled(self._code, self.tr("Or one of your recovery codes.")))
        self._parts = {"password": QWidget(), "key": QWidget()}
        self._parts["password"].setLayout(column(titled(self._password), self._code_part, gap=3))
        hint = self.tr("Live numbers and the Server page need a key that may do everything (scope admin).")
        self._parts["key"].setLayout(titled(self._key, hint))
        self.setLayout(column(row(self._kind, None), *self._parts.values(), gap=3))
        self._code_part.hide()
        self._on_kind("password")

    @property
    def key(self) -> str:
        """The API key, empty where it is to be the password."""
        return self._key.text().strip() if self._kind.value == "key" else ""

    @property
    def password(self) -> str:
        return self._password.text()

    @property
    def code(self) -> str | None:
        """The code, None as long as the server has asked for none."""
        return None if self._code_part.isHidden() else self._code.text().strip()

    def ask_code(self) -> None:
        """Show the field for the code, with the keyboard in it."""
        self._code_part.show()
        self.setFocusProxy(self._code)
        self._code.setFocus(Qt.FocusReason.OtherFocusReason)

    def problem(self) -> str:
        if self._kind.value == "key":
            return "" if self.key else self.tr("Type or paste the API key.")
        if not self.password:
            return self.tr("Type the password.")
        return self.tr("Type the code that your authenticator shows now.") if self.code == "" else ""

    def clear(self) -> None:
        self._password.clear_secret()
        self._key.clear_secret()
        self._code.clear()
        self._code_part.hide()
        self._on_kind(self._kind.value)

    def _on_kind(self, kind: str) -> None:
        for name, part in self._parts.items():
            part.setVisible(name == kind)
        self.setFocusProxy(self._key if kind == "key" else self._password)


class SetUpStep(Step):
    """The first password of a fresh server, and the one to use from now on."""

    def __init__(self) -> None:
        super().__init__()
        self.title = self.tr("Set up this server")
        self.intro = self.tr("It is new: nobody has chosen its password yet.")
        self.verb = self.tr("Set up")
        self._first = SecretLine("set_up_first", self.tr("One-time password"))
        hint = self.tr(
            "The server printed it when it started, and keeps it in the file bootstrap-password of its data folder. "
            "Where SPARKLYTICS_BOOTSTRAP_PASSWORD is set, it is that."
        )
        self._new = NewPassword("set_up")
        self.setLayout(column(titled(self._first, hint), self._new, gap=3))
        self.setFocusProxy(self._first)

    @property
    def first_password(self) -> str:
        return self._first.text().strip()

    @property
    def password(self) -> str:
        return self._new.text

    def problem(self) -> str:
        return self._new.problem() if self.first_password else self.tr("Type the one-time password.")

    def clear(self) -> None:
        self._first.clear_secret()
        self._new.clear()


class NewPasswordStep(Step):
    """A new password where the server insists on one. set_current: the one just typed need not be typed again."""

    def __init__(self) -> None:
        super().__init__()
        self.title = self.tr("Choose a new password")
        self.intro = self.tr(
            "The server was set up with a password that everybody knows. It opens once there is another."
        )
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
            return self.tr("Type the current password.")
        if self.current == self.password:
            return self.tr("The new password must differ from the current one.")
        return self._new.problem()

    def clear(self) -> None:
        self.set_current("")
        self._current.clear_secret()
        self._new.clear()


def is_open_to_listeners(url: str) -> bool:
    """Say whether what is sent to `url` can be read on the way: without https, and not to this computer."""
    parts = urlsplit(url)
    return parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1")
