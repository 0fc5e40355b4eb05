"""Fields of a form that say where messages go: by e-mail or to a webhook, in which form, and with which signature."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from msgspec import UNSET, UnsetType
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox

from app.domain.notifications.targets import MAX_SECRET_LENGTH, MAX_URL_LENGTH, Channel, WebhookFormat
from app.ui.translation import translator
from app.ui.widgets.fields import choice_box
from app.ui.widgets.form import Form
from app.ui.widgets.forms import SecretLine, line
from app.ui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from app.api.notifications import AlertReply, SubscriptionReply

_tr = translator("TargetFields")


class TargetFields(QObject):
    """Adds its fields to a form. stored: shown at first, None for a new target; has_desktop: it may be the desktop."""

    def __init__(self, form: Form, stored: AlertReply | SubscriptionReply | None, *, has_desktop: bool = False) -> None:
        super().__init__(form)
        self._had_secret = stored is not None and stored.has_webhook_secret
        channels = [("email", _tr("E-mail")), ("webhook", _tr("Webhook"))]
        channels += [("desktop", _tr("Desktop"))] if has_desktop else []
        self._channel = SegmentedControl(channels, "target_channel", _tr("Send by"))
        self._address = line("target_address", _tr("To"), "")
        self._address.setMaxLength(MAX_URL_LENGTH)
        formats = (
            (None, _tr("As the address expects")),
            ("json", _tr("JSON, for programs")),
            ("slack", "Slack"),
            ("discord", "Discord"),
            ("ntfy", "ntfy"),
        )
        self._format = choice_box("target_format", _tr("Form"), formats)
        self._is_signed = QCheckBox(_tr("Sign each request"))
        self._is_signed.setObjectName("target_signed")
        self._is_signed.setAccessibleName(_tr("Sign each request"))
        self._secret = SecretLine("target_secret", _tr("Key of the signature"))
        self._secret.setMaxLength(MAX_SECRET_LENGTH)
        if self._had_secret:
            self._secret.setPlaceholderText(_tr("Set, but never shown"))
        form.add("channel", self._channel, " ")
        self._address_part = form.add("target", self._address, " ")
        self._form = form
        self._webhook_parts = [form.add("webhook_format", self._format)]
        form.add_below(self._is_signed)
        self._secret_part = form.add(
            "webhook_secret", self._secret, _tr("The receiver checks with it that a request comes from this server.")
        )
        if stored is not None:
            self._channel.set_value(stored.channel)
            self._address.setText(stored.target)
            self._format.setCurrentIndex(max(0, self._format.findData(stored.webhook_format)))
            self._is_signed.setChecked(self._had_secret)
        self._channel.chosen.connect(self._show_channel)
        self._is_signed.toggled.connect(self._show_channel)
        self._show_channel()

    @property
    def channel(self) -> Channel:
        return cast(Channel, self._channel.value)

    @property
    def address(self) -> str:
        """The target as typed; blank for the desktop."""
        return "" if self.channel == "desktop" else self._address.text().strip()

    @property
    def webhook_format(self) -> WebhookFormat | None:
        """The chosen form; None for the one that the address expects."""
        return cast("WebhookFormat | None", self._format.currentData()) if self.channel == "webhook" else None

    @property
    def new_secret(self) -> str | None:
        """The key of the signature of a new target."""
        return self._secret.text() or None if self._is_on else None

    @property
    def changed_secret(self) -> str | None | UnsetType:
        """The key of a changed target: UNSET keeps the one it has."""
        return UNSET if self._is_on and self._had_secret and not self._secret.text() else self.new_secret

    def problems(self) -> Mapping[str, str]:
        """Return, by field, sentences about what is missing."""
        problems = {}
        if not self.address and self.channel != "desktop":
            is_mail = self.channel == "email"
            problems["target"] = (
                _tr("Enter an e-mail address.") if is_mail else _tr("Enter the address of the webhook.")
            )
        if self._is_on and not self._had_secret and not self._secret.text():
            problems["webhook_secret"] = _tr("Enter a key, or switch the signature off.")
        return problems

    @property
    def _is_on(self) -> bool:
        return self.channel == "webhook" and self._is_signed.isChecked()

    def _show_channel(self, *_: object) -> None:
        is_webhook = self.channel == "webhook"
        self._address_part.setVisible(self.channel != "desktop")
        desktop = _tr("A notification of this window, and of all others that are open on the server.")
        self._form.set_hint("channel", desktop if self.channel == "desktop" else "")
        for part in (*self._webhook_parts, self._is_signed):
            part.setVisible(is_webhook)
        self._secret_part.setVisible(self._is_on)
        self._address.setPlaceholderText("https://example.com/hook" if is_webhook else "name@example.com")
        hint = _tr("An http or https address on the internet, such as one of Slack, Discord or ntfy.")
        mail = _tr("Mail needs a mail server: Server \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} Settings.")
        self._form.set_hint("target", hint if is_webhook else mail)
