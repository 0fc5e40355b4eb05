"""The way to a server elsewhere: where it is, then whatever it asks of us, until it lets us in."""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QProgressBar, QPushButton, QWidget

from app.domain.errors import AppError, BadRequest
from app.domain.server_control import ServerAddress
from app.ui.bridge import Bridge
from app.ui.servers.keyring_store import KeyringStore
from app.ui.servers.server_link import remote_address
from app.ui.servers.server_login import LoginState, ServerLogin
from app.ui.texts import as_sentence
from app.ui.widgets.parts import button, column, label, paragraph, row, set_tone
from app.ui.windows.connect_steps import (
    AddressStep,
    NewPasswordStep,
    SetUpStep,
    SignInStep,
    Step,
    is_open_to_listeners,
)
from app.ui.windows.fitted_dialog import FittedDialog
from app.ui.windows.refusals import refusal, wrong_password

_WIDTH = 480


class ConnectDialog(FittedDialog):
    """entered carries the Door that stands open, and whether to keep what opened it. servers: URLs used before."""

    entered = Signal(object, bool)
    local_requested = Signal()
    forget_requested = Signal(str)

    def __init__(
        self,
        bridge: Bridge,
        doors: ServerLogin,
        keyring: KeyringStore,
        servers: Sequence[str],
        parent: QWidget | None,
        *,
        has_own: bool,
    ) -> None:
        super().__init__("connect_dialog", _WIDTH, parent)
        self.setWindowTitle(self.tr("Connect to server"))
        self._bridge, self._doors, self._keyring = bridge, doors, keyring
        self._door: LoginState | None = None
        self._has_keyring = True  # until it says otherwise: who is quicker wants to stay signed in too
        self._address = AddressStep(servers, has_own=has_own)
        self._address.chosen.connect(self._on_known)
        self._address.forget_requested.connect(self.forget_requested)
        self._address.local_requested.connect(self._on_own)
        self._sign_in, self._set_up, self._renew = SignInStep(), SetUpStep(), NewPasswordStep()
        self._steps: tuple[Step, ...] = (self._address, self._sign_in, self._set_up, self._renew)
        self._step: Step = self._address
        self._build()
        self._show_step(self._address)
        bridge.run(keyring.is_usable(), self._on_keyring)

    def ask_address(self, url: str) -> None:
        """Begin with the address. url: what stands there already."""
        self._address.set_url(url)

    def show_login(self, door: LoginState) -> None:
        """Begin at a server that is known already."""
        self._address.set_url(door.address.url)
        self._on_door(door)

    def _build(self) -> None:
        self._title: QLabel = label("", "title", "connect_title")
        self._where: QLabel = paragraph("", "muted", "connect_where")
        self._intro: QLabel = paragraph("", "muted", "connect_intro")
        self._keep = QCheckBox(self.tr("Stay signed in on this computer"))
        self._keep.setObjectName("connect_keep")
        self._keep.setChecked(True)
        self._keep_note: QLabel = paragraph("", "caption", "connect_keep_note")
        self._open: QLabel = paragraph(
            self.tr("This connection is not encrypted. Use it on a network you trust, or an address with https."),
            "caption",
            "connect_unencrypted",
        )
        set_tone(self._open, "warning")
        self._error: QLabel = paragraph("", "", "connect_error")
        set_tone(self._error, "down")
        self._busy = QProgressBar()
        self._busy.setObjectName("connect_busy")
        self._busy.setAccessibleName(self.tr("Waiting for the server"))
        self._busy.setTextVisible(False)
        self._busy.setRange(0, 0)
        self._back: QPushButton = button(self.tr("Back"), "connect_back", lambda: self._show_step(self._address))
        cancel = button(self.tr("Cancel"), "connect_cancel", self.reject)
        self._ok: QPushButton = button("", "connect_ok", self._on_ok, role="primary")
        for push in (self._back, cancel):
            push.setAutoDefault(False)
        self._ok.setDefault(True)
        head = column(self._title, self._where, self._intro, gap=1)
        foot = column(column(self._keep, self._keep_note, gap=1), self._open, gap=2)
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
        self._where.setText("" if is_first or self._door is None else self._door.address.url)
        self._where.setVisible(not is_first)
        self._intro.setText(step.intro)
        self._intro.setVisible(bool(step.intro))
        self._ok.setText(step.verb)
        self._back.setVisible(not is_first)
        self._open.setVisible(not is_first and is_open_to_listeners(self._where.text()))
        self._show_keep()
        self._show_error("")
        self._set_busy(False)
        self.setAccessibleName(step.title)
        step.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_keep(self) -> None:
        """Offer to stay signed in where there is a place to keep that; say so where there is none."""
        is_asked = self._step is not self._address
        self._keep.setVisible(is_asked and self._has_keyring)
        self._keep_note.setVisible(is_asked)
        kept = self.tr("In the keyring of your system. The password itself is never kept.")
        missing = self.tr("Your system has no keyring that could keep this, so you are asked again at the next start.")
        self._keep_note.setText(kept if self._has_keyring else missing)

    def _show_error(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.setAccessibleDescription(text)

    def _set_busy(self, is_busy: bool) -> None:
        self._busy.setVisible(is_busy)
        for part in (*self._steps, self._ok, self._back, self._keep):
            part.setEnabled(not is_busy)

    def _run(self, coro: Coroutine[Any, Any, LoginState]) -> None:
        self._show_error("")
        self._set_busy(True)
        self._bridge.run(coro, self._on_door, self._on_failed)

    def _on_ok(self) -> None:
        step, door = self._step, self._door
        if problem := step.problem():
            self._show_error(problem)
            step.setFocus(Qt.FocusReason.OtherFocusReason)
        elif step is self._address:
            self._look_at(self._address.url)
        elif door is not None:
            self._run(self._try(step, door))

    def _try(self, step: Step, door: LoginState) -> Coroutine[Any, Any, LoginState]:
        """Return the call that ends a step."""
        if step is self._set_up:
            return self._doors.set_up(door, self._set_up.first_password, self._set_up.password)
        if step is self._renew:
            return self._doors.renew(door, self._renew.current, self._renew.password)
        if self._sign_in.key:
            return self._doors.with_key(door, self._sign_in.key)
        return self._doors.with_password(door, self._sign_in.password, self._sign_in.code)

    def _look_at(self, url: str) -> None:
        try:
            address = remote_address(url)
        except BadRequest as error:
            self._show_error(error.message)
            self._address.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._run(self._look(address))

    async def _look(self, address: ServerAddress) -> LoginState:
        return await self._doors.probe(address, await self._keyring.find(address.url))

    def _on_known(self, url: str) -> None:
        self._address.set_url(url)
        self._look_at(url)

    def _on_own(self) -> None:
        self.local_requested.emit()
        self.accept()

    def _on_keyring(self, is_usable: bool) -> None:
        self._has_keyring = is_usable
        self._show_keep()

    def _on_door(self, door: LoginState) -> None:
        typed = self._step.password
        self._door = door
        if door.step == "inside":
            self.entered.emit(door, self._has_keyring and self._keep.isChecked())
            self.accept()
            return
        steps: dict[str, Step] = {"sign_in": self._sign_in, "set_up": self._set_up, "new_password": self._renew}
        self._show_step(steps[door.step])
        self._renew.set_current(typed)
        if door.step == "new_password":
            self._renew.setFocus(Qt.FocusReason.OtherFocusReason)
        if door.is_ended:
            self._show_error(self.tr("What opened this server so far opens it no more. Please sign in again."))

    def _on_failed(self, error: AppError) -> None:
        self._set_busy(False)
        if error.code == "second_factor_required":
            self._sign_in.ask_code()
            return
        if error.code == "gone" and self._door is not None:  # somebody was quicker
            self._show_step(self._sign_in)
        self._show_error(self._sentence(error))
        self._step.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field := self._step.focusProxy(), QLineEdit):
            field.selectAll()  # what is typed next replaces what was wrong

    def _sentence(self, error: AppError) -> str:
        if error.code == "gone":
            return self.tr("It has been set up meanwhile. Sign in with its password.")
        if self._step is self._address:
            return as_sentence(error.message)
        if self._step is self._sign_in and self._sign_in.key:
            return refusal(error, self.tr("This key is not valid here. It may have been revoked, or ended."))
        return refusal(error, wrong_password())
