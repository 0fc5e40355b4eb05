"""Sending of mail through the mail server in the settings, encrypted unless that server is on this computer."""

from __future__ import annotations

import asyncio
import ssl
from email.message import EmailMessage
from email.utils import formatdate

import aiosmtplib

from app.config import Settings
from app.domain.notifications.targets import literal_address
from app.server.notifications.sending import DeliveryFailed, Message, shown_answer

LIMIT_S = 15.0  # for each answer of the mail server; some wait on purpose before they greet
TOTAL_LIMIT_S = 45.0
TLS_PORT = 465
SENT_NOWHERE = "not sent: SPARKLYTICS_SMTP_NOOP is on"


class MailSender:
    """Sends mail as the settings say."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def send(self, address: str, message: Message, key: str) -> str:
        """Send a message and return what the mail server answers. key: as `as_mail`. Raises DeliveryFailed."""
        settings = self._settings
        if settings.smtp_noop:
            return SENT_NOWHERE
        if not settings.smtp_host:
            raise DeliveryFailed("smtp host is not configured", is_final=True)
        here = literal_address(settings.smtp_host)
        is_here = here is not None and here.is_loopback
        if settings.smtp_security == "none" and not is_here:
            raise DeliveryFailed("smtp send failed: mail to another computer must be encrypted", is_final=True)
        try:
            async with asyncio.timeout(TOTAL_LIMIT_S):
                context = await asyncio.to_thread(_context, is_here=is_here)
                return await self._send(as_mail(settings.smtp_from, address, message, key), context, is_here=is_here)
        except aiosmtplib.SMTPResponseException as error:
            answer = shown_answer(f"{error.code} {error.message}")
            raise DeliveryFailed(f"smtp send failed: {answer}", is_final=500 <= error.code < 600) from error
        except aiosmtplib.SMTPRecipientsRefused as error:
            answers = [shown_answer(f"{one.code} {one.message}") for one in error.recipients]
            is_final = all(500 <= one.code < 600 for one in error.recipients)
            raise DeliveryFailed(f"smtp send failed: {'; '.join(answers)}", is_final=is_final) from error
        except (aiosmtplib.SMTPTimeoutError, TimeoutError) as error:
            raise DeliveryFailed("smtp send failed: the mail server did not answer in time") from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise DeliveryFailed(f"smtp send failed: {shown_answer(str(error))}") from error

    async def _send(self, mail: EmailMessage, context: ssl.SSLContext, *, is_here: bool) -> str:
        settings = self._settings
        is_tls = settings.smtp_security == "tls" or (
            settings.smtp_security == "auto" and settings.smtp_port == TLS_PORT
        )
        starts_tls: bool | None = None if is_here and settings.smtp_security == "auto" else True
        has_user = bool(settings.smtp_username and settings.smtp_password)
        _, answer = await aiosmtplib.send(
            mail,
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_username if has_user else None,
            password=settings.smtp_password if has_user else None,
            local_hostname="localhost",  # else its own name is looked up, which blocks
            timeout=LIMIT_S,
            use_tls=is_tls,
            start_tls=False if is_tls or settings.smtp_security == "none" else starts_tls,
            tls_context=context,
        )
        return shown_answer(answer)


def as_mail(sender: str, address: str, message: Message, key: str) -> EmailMessage:
    """Return a message as mail: text and HTML, and the link by which a mail program ends the subscription.

    key: the same for each attempt, so that the mail has the same id.
    """
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = address
    mail["Subject"] = shown_answer(message.subject)
    mail["Date"] = formatdate()
    domain = sender.rpartition("@")[2].strip("> ")
    mail["Message-ID"] = f"<{''.join(letter for letter in key if letter.isalnum() or letter in '._-')}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["List-Unsubscribe"] = f"<{message.url}>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    return mail


def _context(*, is_here: bool) -> ssl.SSLContext:
    """Return the rules for the certificate of the mail server; one on this computer may have made its own."""
    context = ssl.create_default_context()
    if is_here:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
