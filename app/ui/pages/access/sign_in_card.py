"""Card of the sign-in mode of a server, with buttons that turn it on and off on the local one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from app.api.access import AuthStatusReply
from app.domain.errors import AppError
from app.domain.server_control import SettingView
from app.ui.models.settings import is_pinned
from app.ui.pages.page import WindowPage
from app.ui.servers.server_link import ServerLink
from app.ui.style.tones import Tone
from app.ui.widgets.fields import CopyButton
from app.ui.widgets.forms import FormError, NewPassword, SecretLine, titled
from app.ui.widgets.parts import Card, button, column, label, paragraph, row, set_tone
from app.ui.windows.confirm_dialog import Choice, ConfirmDialog
from app.ui.windows.refusals import refusal

_FORM_WIDTH = 420


class SignInCard(Card):
    """set_up: the administrator was created. sign_out_requested: end the session on the remote server."""

    set_up = Signal()
    sign_out_requested = Signal()

    def __init__(self, page: WindowPage, link: ServerLink) -> None:
        super().__init__("sign_in_card")
        self._page, self._link = page, link
        self._badge = label("", "badge", "sign_in_badge")
        self._badge.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._text: QLabel = paragraph("", "muted", "sign_in_text")
        dots = "\N{HORIZONTAL ELLIPSIS}"
        self._on: QPushButton = button(
            self.tr("Require a password") + dots, "sign_in_on", self._ask_on, role="primary", icon_name="lock"
        )
        self._off: QPushButton = button(self.tr("Turn off") + dots, "sign_in_off", self._ask_off)
        self._out: QPushButton = button(self.tr("Sign out"), "sign_out", self.sign_out_requested.emit)
        self._form = self._set_up_form()
        head = row(label(self.tr("Sign-in"), "heading"), self._badge, None, self._on, self._off, self._out)
        self.setLayout(column(head, self._text, self._form, gap=3, margins=4))

    def show_open(self) -> None:
        """Show the local server while it does not require sign-in."""
        text = self.tr(
            "Sign-in is off: anyone who can reach this server can read the reports and change the sites. That is fine "
            "as long as only this computer can reach it."
        )
        way_in = self._on if self._can_change() else None
        self._show(self.tr("Off"), "flat", (text, "" if way_in else self._pinned()), way_in)

    def show_status(self, status: AuthStatusReply) -> None:
        """Show a server that requires sign-in."""
        is_own = not self._link.is_remote
        can_change = is_own and self._can_change()
        way_out = self._off if can_change else None if is_own else self._out
        pinned = self._pinned() if is_own and not can_change else ""
        if status.setup_required:
            self._show_set_up(pinned, way_out)
            return
        if status.mode == "password":
            text = self.tr("People sign in with the password set in SPARKLYTICS_PASSWORD where the server runs.")
        elif status.mode == "cloud":
            text = self.tr("People sign in with their e-mail address and password, programs with an API key.")
        else:
            text = self.tr("People sign in with the administrator's password, programs with an API key.")
        own = self.tr("This window does not need to: it belongs to the server.") if is_own else ""
        self._show(self.tr("On"), "up", (text, own, pinned), way_out)

    def _show_set_up(self, pinned: str, way_out: QPushButton | None) -> None:
        text = self.tr(
            "No one can sign in yet: choose the administrator's password. Until then, anyone with the "
            "bootstrap password can set it from another device."
        )
        known = self._bootstrap_password()
        self._first_part.setVisible(not known)
        self._known_part.setVisible(bool(known))
        self._known.setText(known)
        self._show(self.tr("Password needed"), "warning", (text, pinned), way_out, self._form)

    def _show(self, badge: str, tone: Tone, texts: tuple[str, ...], *shown: QWidget | None) -> None:
        """Show badge, text and the parts that apply now. A form that stays visible keeps its input."""
        self._badge.setText(badge)
        set_tone(self._badge, tone)
        self._text.setText(" ".join(filter(None, texts)))
        for part in (self._on, self._off, self._out, self._form):
            part.setVisible(part in shown)

    def _set_up_form(self) -> QWidget:
        self._first = SecretLine("set_up_admin_first", self.tr("Bootstrap password"))
        self._first_part = QWidget()
        self._first_part.setLayout(titled(self._first, self.tr("The one set in SPARKLYTICS_BOOTSTRAP_PASSWORD.")))
        self._known: QLabel = label("", "code", "bootstrap_password")
        copy = CopyButton(lambda: self._known.text(), "one_time_copy")
        self._known_part = QWidget()
        title = label(self.tr("Bootstrap password, for setting up from another device"))
        self._known_part.setLayout(column(title, row(self._known, copy, None), gap=1))
        self._new = NewPassword("set_up_admin")
        self._error = FormError("set_up_admin_error")
        self._error.watch(self._first, self._new)
        done = button(self.tr("Set password"), "set_up_admin_ok", self._on_set_up, role="primary")
        fields = QWidget()
        fields.setLayout(column(self._first_part, self._new, self._error, row(done, None), gap=3))
        fields.setMaximumWidth(_FORM_WIDTH)
        form = QWidget()
        form.setObjectName("set_up_admin_form")
        form.setLayout(column(fields, self._known_part, gap=4))
        return form

    def _on_set_up(self) -> None:
        first = self._bootstrap_password() or self._first.text().strip()
        if self._new.point_out(self._new.problem()):
            return
        self._error.show_text("")
        self._form.setEnabled(False)
        self._page.ask("set_up", self._page.client.set_up_admin(first, self._new.text), self._on_done, self._on_failed)

    def _on_done(self, _: None) -> None:
        self._form.setEnabled(True)
        self._new.clear()
        self._first.clear_secret()
        self.set_up.emit()

    def _on_failed(self, error: AppError) -> None:
        self._form.setEnabled(True)
        if error.code == "gone":  # someone else has set the password meanwhile
            self.set_up.emit()
            return
        self._error.show_text(refusal(error, self.tr("The bootstrap password is incorrect.")))

    def _bootstrap_password(self) -> str:
        address = self._link.address
        return "" if address is None else address.bootstrap_password or ""

    def _setting(self) -> SettingView | None:
        """Return the setting `auth` of the local server, None when it cannot be read."""
        control = self._link.control
        try:
            settings = () if control is None else control.settings()
        except AppError:  # the Server page shows the error
            return None
        return next((setting for setting in settings if setting.name == "auth"), None)

    def _can_change(self) -> bool:
        setting = self._setting()
        return setting is not None and not is_pinned(setting)

    def _pinned(self) -> str:
        return self.tr("This is set by the environment or the command line.")

    def _ask_on(self) -> None:
        detail = self.tr("Next you choose the password. Visits are still counted without one.")
        yes = Choice("sign_in_on_yes", self.tr("Require a password"), lambda: self._change("local"), is_default=True)
        self._ask(self.tr("Require a password from now on?"), detail, yes, "lock")

    def _ask_off(self) -> None:
        detail = self.tr(
            "Anyone who can reach the server can then read the reports and change the sites, even without an API key."
        )
        yes = Choice("sign_in_off_yes", self.tr("Turn off"), lambda: self._change(""), role="danger")
        self._ask(self.tr("Allow access without a password?"), detail, yes, "warning")

    def _ask(self, question: str, detail: str, yes: Choice, icon_name: str) -> None:
        whole = f"{detail} {self.tr('The server restarts and is unavailable for a moment.')}"
        answers = (Choice("sign_in_cancel", self.tr("Cancel"), is_default=not yes.is_default), yes)
        title = self.tr("Sign-in")
        ConfirmDialog("sign_in_dialog", title, question, whole, answers, self.window(), icon_name).open()

    def _change(self, mode: str) -> None:
        self._link.change_settings({"auth": mode})
