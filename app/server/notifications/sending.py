"""Common parts of mail and webhooks: the message, and the failure to send it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any  # Any: values of a payload, as JSON

MAX_ANSWER_LENGTH = 300  # characters of a foreign server's answer that are kept


@dataclass(frozen=True, slots=True)
class Message:
    """A message in all its forms. payload: for webhooks that take JSON; html: a page; url: of the page that ends it.

    short: what the desktop shows below the subject.
    """

    subject: str
    text: str
    html: str
    payload: Mapping[str, Any]
    url: str
    short: str = ""


class DeliveryFailed(Exception):
    """A message that was not sent. is_final: another attempt would fail as well."""

    def __init__(self, sentence: str, *, is_final: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.is_final = is_final


def shown_answer(text: str) -> str:
    """Return the answer of a foreign server as one line of printable characters."""
    return "".join(letter if letter.isprintable() else " " for letter in text)[:MAX_ANSWER_LENGTH].strip()
