"""Card of access to the server: this computer only or every device on the network, and the addresses."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.server_control import SettingView
from app.ui.models.settings import is_pinned
from app.ui.servers.server_link import ServerLink
from app.ui.style.theme import SPACE
from app.ui.widgets.fields import CopyButton
from app.ui.widgets.parts import Card, button, column, label, paragraph, row, set_tone
from app.ui.widgets.segmented import SegmentedControl
from app.ui.windows.confirm_dialog import Choice, ConfirmDialog
from app.ui.windows.qr_dialog import QrDialog

ONLY_HERE = ("localhost", "::1")
EVERYWHERE = "all"


class AccessCard(Card):
    """Changes the settings of the local server; of a remote one it shows the addresses.

    page_requested: key of the page that sets the password.
    """

    page_requested = Signal(str)

    def __init__(self, link: ServerLink) -> None:
        super().__init__("server_access")
        self._link = link
        self._host: SettingView | None = None
        self._auth: SettingView | None = None
        self._shown: tuple[str, ...] = ()
        choices = (("here", self.tr("Only this computer")), ("network", self.tr("Other devices on my network")))
        self._choice = SegmentedControl(choices, "access", self.tr("Who may connect"))
        self._choice.chosen.connect(self._on_chosen)
        self._note: QLabel = paragraph("", "muted", "access_note")
        self._secure: QPushButton = button(
            self.tr("Require a password\N{HORIZONTAL ELLIPSIS}"), "access_secure", self._on_secure, icon_name="lock"
        )
        self._addresses = QVBoxLayout()
        self._addresses.setSpacing(SPACE)
        title = label(self.tr("Who may connect"), "heading")
        note = row(self._note, self._secure, gap=3)
        note.setStretch(0, 1)
        self.setLayout(column(row(title, None, self._choice), note, self._addresses, gap=2, margins=4))

    def show_settings(self, host: SettingView | None, auth: SettingView | None) -> None:
        """Show the settings of the local server. host, auth: None for a remote one."""
        self._host, self._auth = host, auth
        self._choice.setVisible(host is not None)
        is_open = host is not None and not _is_only_here(host)
        is_unlocked = is_open and auth is not None and auth.value == "none"
        self._choice.set_value("network" if is_open else "here")
        self._choice.setEnabled(host is not None and not is_pinned(host))
        self._secure.setVisible(is_unlocked and auth is not None and not is_pinned(auth))
        set_tone(self._note, "warning" if is_unlocked else "")
        self._note.setText(self._sentence(is_open=is_open, is_unlocked=is_unlocked))

    def show_addresses(self, addresses: tuple[str, ...]) -> None:
        """Show the addresses of the server."""
        if addresses == self._shown:
            return
        self._shown = addresses
        while (item := self._addresses.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()  # it is deleted later, in the event loop
                widget.deleteLater()
        for at, address in enumerate(addresses):
            self._addresses.addWidget(self._address_row(address, at))

    def _sentence(self, *, is_open: bool, is_unlocked: bool) -> str:
        host = self._host
        if host is None:
            return self.tr("This server runs on another computer. Access is set there.")
        if is_unlocked:
            text = self.tr("Anyone on your network can read the reports and change your sites: sign-in is off.")
        elif is_open and host.value != EVERYWHERE:
            text = self.tr("Devices that can reach the address %1, after signing in.").replace("%1", host.value)
        elif is_open:
            text = self.tr("Devices on your network, after signing in.")
        else:
            text = self.tr("Other devices cannot connect, and neither can visitors of your pages.")
        if is_pinned(host):
            text += " " + self.tr("This is set by the environment or the command line.")
        return text

    def _address_row(self, address: str, at: int) -> QWidget:
        text = label(address, "", f"server_address_{at}")
        copy = CopyButton(lambda: address, f"server_address_copy_{at}", role="quiet")
        copy.setAccessibleName(f"{copy.text()} {address}")
        address_row, layout = QWidget(), row(text, copy, gap=2)
        if not _is_of_this_computer(address):
            code = button(
                self.tr("QR code"),
                f"server_address_qr_{at}",
                lambda: self._on_code(address),
                role="quiet",
                icon_name="qr",
            )
            code.setAccessibleName(self.tr("QR code of %1").replace("%1", address))
            layout.addWidget(code)
        layout.addStretch(1)
        address_row.setLayout(layout)
        return address_row

    def _on_code(self, address: str) -> None:
        note = self.tr("Scan it with a device on the same network, or type the address there.")
        QrDialog(address, note, self.window()).open()

    def _on_chosen(self, choice: str) -> None:
        """Ask for confirmation. The control shows the current setting until it is changed."""
        self.show_settings(self._host, self._auth)
        if choice != self._choice.value:
            (self._ask_close if choice == "here" else self._ask_open)()

    def _ask_open(self) -> None:
        question = self.tr("Let other devices on your network connect?")
        cancel = Choice("access_cancel", self.tr("Cancel"))
        if self._auth is not None and self._auth.value != "none":
            detail = self.tr("They have to sign in, with the password or an API key.")
            yes = Choice("access_open", self.tr("Let them connect"), lambda: self._change(EVERYWHERE), is_default=True)
            self._ask(question, detail, (cancel, yes))
            return
        detail = self.tr("Sign-in is off: anyone on your network could read the reports and change your sites.")
        bare = Choice("access_open", self.tr("Without a password"), lambda: self._change(EVERYWHERE), role="danger")
        locked = Choice(
            "access_open_locked",
            self.tr("Require a password"),
            lambda: self._change(EVERYWHERE, "local"),
            is_default=True,
        )
        can_lock = self._auth is not None and not is_pinned(self._auth)
        self._ask(question, detail, (cancel, bare, locked) if can_lock else (cancel, bare))

    def _ask_close(self) -> None:
        question = self.tr("Allow only this computer to connect?")
        detail = self.tr("Other devices can no longer connect, and neither can visitors of your pages.")
        yes = Choice("access_close", self.tr("Only this computer"), lambda: self._change(""), is_default=True)
        self._ask(question, detail, (Choice("access_cancel", self.tr("Cancel")), yes))

    def _ask(self, question: str, detail: str, answers: tuple[Choice, ...]) -> None:
        restart = self.tr("The server restarts and is unavailable for a moment.")
        title = self.tr("Who may connect")
        ConfirmDialog("access_dialog", title, question, f"{detail} {restart}", answers, self.window(), "server").open()

    def _on_secure(self) -> None:
        self.page_requested.emit("security")

    def _change(self, host: str, auth: str | None = None) -> None:
        """Change the settings. host: blank restores the default, this computer only."""
        if auth is None:
            self._link.change_settings({"host": host})
        else:
            self._link.change_settings({"host": host, "auth": auth})
            self.page_requested.emit("security")


def _is_only_here(host: SettingView) -> bool:
    return host.value in ONLY_HERE or host.value.startswith("127.")


def _is_of_this_computer(address: str) -> bool:
    name = urlsplit(address).hostname or ""
    return name in ONLY_HERE or name.startswith("127.")
