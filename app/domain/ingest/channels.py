"""Channel of a session: the way the visitor came, from campaign tags, referrer and click ids.

The lists of media, sites, names and ids are data in `resources/channels.toml`, whose head explains how they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

from app.domain.errors import AppError
from app.domain.ingest.urls import Utm, is_within, without_www

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
"""Characters of "co" and "uk": a longer label is a registered domain, as in google.example.net, not an ending."""


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


class _Click(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Parameters that platforms add to the address of a click. is_paid: only to clicks on advertisements."""

    channel: Channel
    names: list[Annotated[str, Meta(pattern="^[A-Za-z0-9_]+$")]]
    is_paid: bool = msgspec.field(default=False, name="paid")


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    medium: list[_Medium]
    paid: _Paid
    source: list[_Source]
    click: list[_Click] = []


class Channels:
    """Channel rules, prepared for look-ups: a few dictionary accesses for a new combination, one for a repeated one."""

    def __init__(self, rules: _Rules) -> None:
        self._media = {_plain(value): medium for medium in rules.medium for value in medium.values}
        self._paid_media = frozenset(map(_plain, rules.paid.values))
        self._names = {_plain(name): source for source in rules.source for name in source.names}
        self._domains = {domain: source for source in rules.source for domain in source.domains}
        self._clicks = {name.lower(): click for click in rules.click for name in click.names}
        # Finds the first click id in a query, its name as group 1; means the same to Python and to DuckDB.
        self.click_pattern = f"(?i)[?&]({'|'.join(self._clicks)})=[^&]"
        self._click = re.compile(self.click_pattern)
        self._remembered = lru_cache(maxsize=4096)(self._decide)

    @classmethod
    def parse(cls, text: str) -> Channels:
        """Read the rules from TOML. Raises AppError when the text is not such a file."""
        try:
            return cls(msgspec.toml.decode(text, type=_Rules))
        except msgspec.DecodeError as error:
            raise AppError("bad_settings", f"The file of channel rules cannot be used: {error}.") from error

    def classify(
        self, referrer_domain: str | None, utm: Utm, hostname: str | None, query_and_fragment: str = ""
    ) -> Channel:
        """Return the channel of a session.

        referrer_domain: from `urls.referrer_domain`. hostname, query_and_fragment: of the entry page; a referrer that
        is the same host or a name below it does not count.
        """
        has_campaign = bool(utm.campaign or utm.term or utm.content)
        match = self._click.search(query_and_fragment.partition("#")[0]) if "=" in query_and_fragment else None
        click = match[1] if match else None
        return self.decide(referrer_domain, utm.source, utm.medium, has_campaign, hostname, click)

    def decide(
        self,
        referrer: str | None,
        source: str | None,
        medium: str | None,
        has_campaign: bool,
        hostname: str | None,
        click: str | None,
    ) -> Channel:
        """Return the channel from parts that were extracted already. click: the name of a click id."""
        return self._remembered(referrer, source, medium, has_campaign, hostname, (click or "").lower())

    def _decide(
        self,
        referrer: str | None,
        source: str | None,
        medium: str | None,
        has_campaign: bool,
        hostname: str | None,
        click_name: str,
    ) -> Channel:
        if referrer is not None and hostname is not None and is_within(referrer, without_www(hostname)):
            referrer = None
        sender = self._sender(source) if source else self._site(referrer)
        plain_medium = _plain(medium or "")
        rule = self._media.get(plain_medium)
        click = self._clicks.get(click_name)
        ad = click if click is not None and click.is_paid and not (rule and rule.strong) else None
        if plain_medium in self._paid_media or ad:
            return sender.paid if sender else ad.channel if ad else "Paid Other"
        if rule is not None and rule.strong:
            return rule.channel
        for match in (sender, rule, click):
            if match is not None:
                return match.channel
        if source or medium or has_campaign:
            return "Other Campaign"
        return "Direct" if referrer is None else "Referral"

    def _sender(self, source: str) -> _Source | None:
        return self._names.get(_plain(source)) or self._site(source.strip().lower())

    def _site(self, domain: str | None) -> _Source | None:
        if domain is None:
            return None
        sources = (self._domains[entry] for entry in _entries(domain) if entry in self._domains)
        return next(sources, None)


def _entries(domain: str) -> Iterator[str]:
    """Yield every entry of the rules that would match `domain`, the longest first."""
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
