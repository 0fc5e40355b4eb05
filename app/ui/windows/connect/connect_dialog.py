"""Connect dialog: the address of a remote server, then each step that its sign-in requires."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QProgressBar, QPushButton, QWidget

from app.domain.errors import AppError, BadRequest
from app.domain.server_control import ServerAddress
from app.ui.bridge import Bridge
from app.ui.servers.keyring_store import KeyringStore
from app.ui.servers.server_link import remote_address
from app.ui.servers.server_login import LoginState, ServerLogin
from app.ui.texts import sentence_of
from app.ui.widgets.forms import FormError
from app.ui.widgets.parts import button, column, label, paragraph, row, set_tone
from app.ui.windows.connect.connect_steps import (
    AddressStep,
    NewPasswordStep,
    SetUpStep,
    SignInStep,
    Step,
    is_unencrypted,
)
from app.ui.windows.connect.invitation_steps import InvitationStep, JoinStep
from app.ui.windows.fitted_dialog import FittedDialog
from app.ui.windows.refusals import refusal, wrong_password

_WIDTH = 480


class ConnectDialog(FittedDialog):
    """Connects to a remote server. servers: URLs used before; has_own: this computer runs a server as well.

    email_of: returns the e-mail address that signed in to a URL before, blank for none.
    entered carries the signed-in LoginState, and whether to keep its credentials; local_requested: back to the server
    on this computer; forget_requested carries a URL to remove.
    """

    entered = Signal(object, bool)
    local_requested = Signal()
    forget_requested = Signal(str)

    def __init__(
        self,
        bridge: Bridge,
        login: ServerLogin,
        keyring: KeyringStore,
        servers: Sequence[str],
        parent: QWidget | None,
        *,
        has_own: bool,
        email_of: Callable[[str], str],
    ) -> None:
        super().__init__("connect_dialog", _WIDTH, parent)
        self.setWindowTitle(self.tr("Connect to server"))
        self._bridge, self._login, self._keyring, self._email_of = bridge, login, keyring, email_of
        self._state: LoginState | None = None
        self._has_keyring = True  # assumed until checked, so that a quick user stays signed in too
        self._address = AddressStep(servers, has_own=has_own)
        self._address.chosen.connect(self._on_known)
        self._address.forget_requested.connect(self.forget_requested)
        self._address.local_requested.connect(self._on_local)
        self._sign_in, self._set_up, self._renew = SignInStep(), SetUpStep(), NewPasswordStep()
        self._invitation, self._join = InvitationStep(), JoinStep()
        self._sign_in.invited.connect(self.show_invitation)
        self._before: dict[Step, Step] = {  # the step that the button Back leads to
            self._sign_in: self._address,
            self._set_up: self._address,
            self._renew: self._address,
            self._invitation: self._sign_in,
            self._join: self._invitation,
        }
        self._steps: tuple[Step, ...] = (self._address, *self._before)
        self._step: Step = self._address
        self._build()
        self._show_step(self._address)
        bridge.run(keyring.is_usable(), self._on_keyring)

    def ask_address(self, url: str) -> None:
        """Start with the address step. url: its text."""
        self._address.set_url(url)

    def show_login(self, state: LoginState) -> None:
        """Start at the step that a known server requires."""
        self._address.set_url(state.address.url)
        self._on_state(state)

    @Slot()
    def show_invitation(self) -> None:
        """Ask for the secret of an invitation to a tenant of the server that is signed in to."""
        self._show_step(self._invitation)

    def _build(self) -> None:
        self._title: QLabel = label("", "title", "connect_title")
        self._where: QLabel = paragraph("", "muted", "connect_where")
        self._intro: QLabel = paragraph("", "muted", "connect_intro")
        self._keep = QCheckBox(self.tr("Stay signed in on this computer"))
        self._keep.setObjectName("connect_keep")
        self._keep.setChecked(True)
        self._keep_note: QLabel = paragraph("", "caption", "connect_keep_note")
        self._unencrypted: QLabel = paragraph(
            self.tr("This connection is not encrypted. Use it only on a network you trust, or use an https address."),
            "caption",
            "connect_unencrypted",
        )
        set_tone(self._unencrypted, "warning")
        self._error = FormError("connect_error")
        self._error.watch(*self._steps)
        self._error.cleared.connect(lambda: self.setAccessibleDescription(""))
        self._busy = QProgressBar()
        self._busy.setObjectName("connect_busy")
        self._busy.setAccessibleName(self.tr("Waiting for the server"))
        self._busy.setTextVisible(False)
        self._busy.setRange(0, 0)
        self._back: QPushButton = button(
            self.tr("Back"), "connect_back", lambda: self._show_step(self._before[self._step])
        )
        cancel = button(self.tr("Cancel"), "connect_cancel", self.reject)
        self._ok: QPushButton = button("", "connect_ok", self._on_ok, role="primary")
        for push in (self._back, cancel):
            push.setAutoDefault(False)
        self._ok.setDefault(True)
        head = column(self._title, self._where, self._intro, gap=1)
        foot = column(column(self._keep, self._keep_note, gap=1), self._unencrypted, gap=2)
        buttons = row(self._back, None, cancel, self._ok)
        self.setLayout(column(head, *self._steps, self._error, foot, self._busy, buttons, gap=4, margins=5))

    def _show_step(self, step: Step) -> None:
        for other in self._steps:
            other.setVisible(other is step)
        if step is not self._step:
            self._step.clear()
        self._step = step
        is_first = step is self._address
        self._title.setText(step.title)
        self._where.setText("" if is_first or self._state is None else self._state.address.url)
        self._where.setVisible(not is_first)
        self._intro.setText(step.intro)
        self._intro.setVisible(bool(step.intro))
        self._ok.setText(step.verb)
        self._back.setVisible(not is_first)
        self._unencrypted.setVisible(not is_first and is_unencrypted(self._where.text()))
        self._show_keep()
        self._show_error("")
        self._set_busy(False)
        self.setAccessibleName(step.title)
        step.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_keep(self) -> None:
        """Offer to stay signed in if the system has a keyring; otherwise explain why not."""
        needs_sign_in = self._step is not self._address
        self._keep.setVisible(needs_sign_in and self._has_keyring)
        self._keep_note.setVisible(needs_sign_in)
        stored = self.tr("Stored in your system's keyring. The password itself is never stored.")
        missing = self.tr("Your system has no keyring for this, so you will have to sign in again at the next start.")
        self._keep_note.setText(stored if self._has_keyring else missing)

    def _show_error(self, text: str) -> None:
        self._error.show_text(text)
        self.setAccessibleDescription(text)

    def _show_reason(self, text: str) -> None:
        """Show why the step is there, which is no fault: warnings keep their weight for those that are."""
        self._intro.setText(text)
        self._intro.show()
        self.setAccessibleDescription(text)

    def _set_busy(self, is_busy: bool) -> None:
        self._busy.setVisible(is_busy)
        for part in (*self._steps, self._ok, self._back, self._keep):
            part.setEnabled(not is_busy)

    def _run(self, coro: Coroutine[Any, Any, LoginState]) -> None:
        self._show_error("")
        self._set_busy(True)
        self._bridge.run(coro, self._on_state, self._on_failed)

    def _on_ok(self) -> None:
        step, state = self._step, self._state
        if problem := step.problem():
            if not step.point_out(problem):
                self._show_error(problem)
                step.setFocus(Qt.FocusReason.OtherFocusReason)
        elif step is self._address:
            self._probe_url(self._address.url)
        elif state is not None:
            self._run(self._try(step, state))

    def _try(self, step: Step, state: LoginState) -> Coroutine[Any, Any, LoginState]:
        """Return the call that ends a step."""
        if step is self._set_up:
            return self._login.set_up(state, self._set_up.bootstrap_password, self._set_up.password)
        if step is self._renew:
            return self._login.renew(state, self._renew.current, self._renew.password)
        if step is self._invitation:
            return self._login.open_invitation(state, self._invitation.token)
        if step is self._join:
            return self._login.join(state, self._join.password, self._join.code)
        if self._sign_in.key:
            return self._login.with_key(state, self._sign_in.key)
        return self._login.with_password(state, self._sign_in.password, self._sign_in.code, self._sign_in.email)

    def _probe_url(self, url: str) -> None:
        try:
            address = remote_address(url)
        except BadRequest as error:
            self._show_error(sentence_of(error))
            self._address.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._run(self._probe(address))

    async def _probe(self, address: ServerAddress) -> LoginState:
        return await self._login.probe(address, await self._keyring.find(address.url))

    def _on_known(self, url: str) -> None:
        self._address.set_url(url)
        self._probe_url(url)

    def _on_local(self) -> None:
        self.local_requested.emit()
        self.accept()

    def _on_keyring(self, is_usable: bool) -> None:
        self._has_keyring = is_usable
        self._show_keep()

    def _on_state(self, state: LoginState) -> None:
        typed = self._step.password
        self._state = state
        if state.step == "connected":
            self.entered.emit(state, self._has_keyring and self._keep.isChecked())
            self.accept()
            return
        steps: dict[str, Step] = {
            "sign_in": self._sign_in,
            "set_up": self._set_up,
            "new_password": self._renew,
            "join": self._join,
        }
        if state.step == "sign_in":
            self._sign_in.set_people(self._email_of(state.address.url), has_people=state.mode == "cloud")
        if state.invited is not None:
            self._join.set_invitation(state.invited)
        self._show_step(steps[state.step])
        self._renew.set_current(typed)
        if state.step == "new_password":
            self._renew.setFocus(Qt.FocusReason.OtherFocusReason)
        if state.is_ended:
            self._show_reason(self.tr("Your saved sign-in has expired. Please sign in again."))

    def _on_failed(self, error: AppError) -> None:
        self._set_busy(False)
        if error.code == "second_factor_required":
            self._step.ask_code()
            return
        if error.code == "gone" and self._state is not None:  # someone else set it up first
            self._show_step(self._sign_in)
        self._show_error(self._sentence(error))
        self._step.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field := self._step.focusProxy(), QLineEdit):
            field.selectAll()  # typing replaces the wrong text

    def _sentence(self, error: AppError) -> str:
        if error.code == "gone":
            return self.tr("This server has been set up in the meantime. Sign in with its password.")
        if error.code == "not_found" and self._step in (self._invitation, self._join):
            return self.tr("This invitation is not valid here. It may have been used or withdrawn, or have expired.")
        if self._step is self._address:
            return sentence_of(error)
        if self._step is self._sign_in and self._sign_in.key:
            return refusal(error, self.tr("This key is not valid here. It may have expired or been revoked."))
        if self._step is self._sign_in and self._sign_in.email:
            return refusal(error, self.tr("The e-mail address or the password is incorrect."))
        return refusal(error, wrong_password())
