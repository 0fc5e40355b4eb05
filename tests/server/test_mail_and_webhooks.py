"""Mail and webhooks on the wire: encryption, sign-in, hostile names, and the forms that chats expect."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from aiohttp.abc import ResolveResult

from app.config import Settings
from app.domain.notifications.targets import Target
from app.server.notifications import mail as mail_module
from app.server.notifications.mail import MailSender, as_mail
from app.server.notifications.sending import DeliveryFailed, Message
from app.server.notifications.webhooks import WebhookSender, as_request, signature
from app.setting_values import networks
from tests.server.certificates import Authority
from tests.server.receivers import PASSWORD, USER, mail_server, webhook
from tests.server.signing import signed_parts

MESSAGE = Message(
    "Überblick", "first line\n", "<!doctype html><p>first line</p>", {"kind": "alert"}, "https://s.example/u"
)
MAIL = "owner@example.com"


def sender(port: int, **changes: Any) -> MailSender:
    return MailSender(Settings(smtp_host=changes.pop("smtp_host", "127.0.0.1"), smtp_port=port, **changes))


async def refusal(sending: Any) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as caught:
        await sending
    return caught.value


def found(*addresses: str) -> Any:
    """A resolver that answers with these addresses, whatever the name."""

    async def find(host: str, port: int) -> Sequence[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=address, port=port, family=0, proto=0, flags=0) for address in addresses
        ]

    return find


@pytest.mark.expects_log("login_data is deprecated")  # by the mail server of the tests, of itself
async def test_mail_goes_by_starttls_after_sign_in(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    authority.issue()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(authority.cert, authority.key)
    async with mail_server(context, needs_user=True) as mails:
        right = sender(mails.port, smtp_security="starttls", smtp_username=USER, smtp_password=PASSWORD)
        assert await right.send(MAIL, MESSAGE, "key:1") == "OK queued as 42"
        wrong = sender(mails.port, smtp_security="starttls", smtp_username=USER, smtp_password="guess")
        error = await refusal(wrong.send(MAIL, MESSAGE, "key:2"))
        assert error.sentence.startswith("smtp send failed: 535 ")
        assert error.is_final
        assert "guess" not in error.sentence
        assert set(mails.users) == {USER, "?"}
        (mail,) = mails.mails
    assert mail["Subject"] == "Überblick"
    assert mail["Message-ID"] == "<key1@localhost>"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


async def test_mail_to_another_computer_is_never_sent_openly(monkeypatch: pytest.MonkeyPatch) -> None:
    async with mail_server() as mails:
        elsewhere = {"smtp_host": "mail.test"}
        error = await refusal(sender(mails.port, smtp_security="none", **elsewhere).send(MAIL, MESSAGE, "key"))
        assert error.sentence == "smtp send failed: mail to another computer must be encrypted"
        # The server of this computer stands for one elsewhere, which offers no encryption.
        monkeypatch.setattr(mail_module, "literal_address", lambda host: None)
        for security in ("auto", "starttls"):
            error = await refusal(sender(mails.port, smtp_security=security).send(MAIL, MESSAGE, "key"))
            assert "STARTTLS" in error.sentence.upper()
        assert mails.mails == []


async def test_a_mail_server_that_is_not_there_or_refuses_is_said(tmp_path: Path) -> None:
    error = await refusal(MailSender(Settings()).send(MAIL, MESSAGE, "key"))
    assert (error.sentence, error.is_final) == ("smtp host is not configured", True)
    error = await refusal(sender(9).send(MAIL, MESSAGE, "key"))
    assert error.sentence.startswith("smtp send failed: ")
    assert not error.is_final
    async with mail_server() as mails:
        for answer, is_final in (("550 no such\x1b[31m user", True), ("450 come back later", False)):
            mails.answer = answer
            error = await refusal(sender(mails.port).send(MAIL, MESSAGE, "key"))
            assert error.is_final is is_final
            assert error.sentence.isprintable()


def test_a_subject_with_a_line_break_adds_no_header() -> None:
    message = Message("Shop\r\nBcc: all@example.com", "", "<p>", {}, "https://s.example/u")
    mail = as_mail("a@shop.example", MAIL, message, "key")
    assert mail["Subject"] == "Shop  Bcc: all@example.com"
    assert mail["Bcc"] is None


@pytest.mark.parametrize(
    "addresses",
    [("127.0.0.1",), ("10.0.0.1",), ("169.254.169.254",), ("93.184.216.34", "127.0.0.1"), ("::ffff:10.0.0.1",)],
)
async def test_a_name_that_leads_into_the_network_of_the_server_is_not_asked(addresses: tuple[str, ...]) -> None:
    async with webhook() as hook:
        url = hook.url.replace("127.0.0.1", "hook.evil.example")
        sending = WebhookSender(find=found(*addresses)).send(Target("webhook", url), MESSAGE, "key", 0)
        error = await refusal(sending)
        assert (error.sentence, error.is_final) == ("webhook target resolves to non-public address", True)
        assert hook.requests == []


async def test_a_name_is_looked_up_once_and_the_request_goes_to_that_address() -> None:
    asked: list[str] = []

    async def rebinding(host: str, port: int) -> Sequence[ResolveResult]:
        asked.append(host)
        addresses: Sequence[ResolveResult] = await found("127.0.0.1")(host, port)
        return addresses

    async with webhook() as hook:
        url = hook.url.replace("127.0.0.1", "hook.test")
        allowed = networks("127.0.0.1")
        answer = await WebhookSender(allowed, rebinding).send(Target("webhook", url), MESSAGE, "key", 0)
        assert (answer, asked) == ("204 No Content", ["hook.test"])
        assert hook.requests[0][0]["Host"] == url.removeprefix("http://").partition("/")[0]


@pytest.mark.parametrize(("addresses", "sentence"), [((), "webhook dns resolve returned no addresses")])
async def test_a_name_without_addresses_is_said(addresses: tuple[str, ...], sentence: str) -> None:
    target = Target("webhook", "https://example.com/hook")
    assert (await refusal(WebhookSender(find=found(*addresses)).send(target, MESSAGE, "key", 0))).sentence == sentence


async def test_a_webhook_that_does_not_answer_is_given_up_without_saying_what_is_there() -> None:
    target = Target("webhook", "http://127.0.0.1:9/hook")
    error = await refusal(WebhookSender(networks("127.0.0.1")).send(target, MESSAGE, "key", 0))
    assert (error.sentence, error.is_final) == ("webhook send failed: the connection was refused", False)


@pytest.mark.parametrize(
    ("form", "body"),
    [
        ("json", {"kind": "alert"}),
        ("slack", {"text": "&lt;!channel&gt; &amp; more\nfirst line\n"}),
        ("discord", {"content": "<!channel> & more\nfirst line\n", "allowed_mentions": {"parse": []}}),
    ],
)
def test_a_chat_gets_the_form_that_it_expects(form: Any, body: object) -> None:
    message = Message("<!channel> & more", "first line\n", "<p>", {"kind": "alert"}, "https://s.example/u")
    sent, headers = as_request(Target("webhook", "https://example.com/", form), message)
    assert msgspec.json.decode(sent) == body
    assert headers == {"Content-Type": "application/json"}


def test_ntfy_gets_the_text_with_the_subject_as_title() -> None:
    sent, headers = as_request(Target("webhook", "https://ntfy.sh/shop"), MESSAGE)
    assert (sent, headers["Title"]) == (b"first line\n", "=?utf-8?q?=C3=9Cberblick?=")


def test_long_texts_fit_into_a_chat() -> None:
    message = Message("S", "x" * 9_000, "<p>", {}, "https://s.example/u")
    sent, _ = as_request(Target("webhook", "https://example.com/", "discord"), message)
    assert len(msgspec.json.decode(sent)["content"]) <= 2_000


def test_a_signature_covers_time_and_body() -> None:
    header = signature("key", b"body", 1_700_000_000)
    assert signed_parts(header, "key", b"body") == (1_700_000_000, True)
    assert signed_parts(header, "key", b"Body") == (1_700_000_000, False)
    assert signed_parts(header.replace("t=17", "t=18"), "key", b"body")[1] is False
