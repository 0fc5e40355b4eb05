"""The channel of a visit: one word for how the visitor came, from campaign tags and referrer.

The lists of media, sites and names are data, `resources/channels.toml`, whose head says how they are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, get_args

import msgspec

from app.domain.errors import AppError
from app.domain.urls import Utm, is_within, without_www

Channel = Literal[
    "Direct",
    "Organic Search",
    "Paid Search",
    "Organic Social",
    "Paid Social",
    "AI Assistants",
    "Email",
    "Display",
    "Affiliates",
    "Video",
    "Referral",
    "Paid Other",
    "Other Campaign",
]
CHANNELS: tuple[Channel, ...] = get_args(Channel)

_SEPARATORS = str.maketrans("", "", " -_.")
_MAX_ENDING_LENGTHS = (3, 2)
"""Characters of "co" and "uk": with more it is not an ending but somebody's domain, as in google.somebody.net."""


class _Medium(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    channel: Channel
    values: list[str]
    strong: bool = False


class _Paid(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    values: list[str]


class _Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group of senders. paid: the channel of their paid clicks."""

    channel: Channel
    domains: list[str] = []
    names: list[str] = []
    paid: Channel = "Paid Other"


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    medium: list[_Medium]
    paid: _Paid
    source: list[_Source]


class Channels:
    """The rules, ready for look-ups: a few dictionary accesses for a new visit, one for a repeated one."""

    def __init__(self, rules: _Rules) -> None:
        self._media = {_plain(value): medium for medium in rules.medium for value in medium.values}
        self._paid_media = frozenset(map(_plain, rules.paid.values))
        self._names = {_plain(name): source for source in rules.source for name in source.names}
        self._domains = {domain: source for source in rules.source for domain in source.domains}
        self._remembered = lru_cache(maxsize=4096)(self._decide)

    @classmethod
    def parse(cls, text: str) -> Channels:
        """Read the rules from TOML. Raises AppError when the text is not such a file."""
        try:
            return cls(msgspec.toml.decode(text, type=_Rules))
        except msgspec.DecodeError as error:
            raise AppError("bad_settings", f"The file of channel rules cannot be used: {error}.") from error

    def classify(self, referrer_domain: str | None, utm: Utm, hostname: str | None) -> Channel:
        """Return the channel of a visit.

        referrer_domain: as `urls.referrer_domain` gives it. hostname: of the page entered; a referrer that is the same
        host or a name below it does not count.
        """
        has_campaign = bool(utm.campaign or utm.term or utm.content)
        return self._remembered(referrer_domain, utm.source, utm.medium, has_campaign, hostname)

    def _decide(
        self, referrer: str | None, source: str | None, medium: str | None, has_campaign: bool, hostname: str | None
    ) -> Channel:
        if referrer is not None and hostname is not None and is_within(referrer, without_www(hostname)):
            referrer = None
        sender = self._sender(source) if source else self._site(referrer)
        plain_medium = _plain(medium or "")
        if plain_medium in self._paid_media:
            return sender.paid if sender else "Paid Other"
        rule = self._media.get(plain_medium)
        if rule is not None and rule.strong:
            return rule.channel
        if sender is not None:
            return sender.channel
        if rule is not None:
            return rule.channel
        if source or medium or has_campaign:
            return "Other Campaign"
        return "Direct" if referrer is None else "Referral"

    def _sender(self, source: str) -> _Source | None:
        return self._names.get(_plain(source)) or self._site(source.strip().lower())

    def _site(self, domain: str | None) -> _Source | None:
        if domain is None:
            return None
        found = (self._domains[entry] for entry in _entries(domain) if entry in self._domains)
        return next(found, None)


def _entries(domain: str) -> Iterator[str]:
    """Yield every entry of the rules that would stand for `domain`, the longest first."""
    labels = domain.split(".")
    for start in range(len(labels)):
        yield ".".join(labels[start:])
        if _is_ending(labels[start + 1 :]):
            yield labels[start] + ".*"


def _is_ending(labels: list[str]) -> bool:
    if len(labels) == 1:
        return True
    return len(labels) == 2 and all(len(label) <= most for label, most in zip(labels, _MAX_ENDING_LENGTHS, strict=True))


def _plain(text: str) -> str:
    return text.lower().translate(_SEPARATORS)
