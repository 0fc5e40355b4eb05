"""Rules of a website's owner about bots: whom to block, whom to allow, and the record of changes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any, Literal

from app.domain.errors import BadRequest
from app.domain.ids import new_id
from app.domain.ingest.bots import OVERRIDES, BotPolicy, Signals
from app.domain.ingest.urls import canonical_text
from app.domain.items.kind import ItemKind, by_age

BotMatch = Literal["ua_contains", "ip_exact", "ip_cidr", "path"]
BotAction = Literal[
    "policy_update", "allow_add", "allow_remove", "block_add", "block_remove", "recompute_start", "recompute_undo"
]
MAX_RULES = 200  # of each list of a website; all are compared with every event
MAX_CLIENTS = 4_096  # whose result is remembered
MAX_CHANGES = 500  # that are remembered of a website
MAX_TEXT_BYTES = 255
MAX_THRESHOLD = 100


@dataclass(frozen=True, slots=True)
class BotRule:
    """An entry of a list.

    match_value: a part of user agents in any case, an address, a network, or a path, which may end with `*`.
    """

    id: str
    match_type: BotMatch
    match_value: str
    note: str | None
    created_at: datetime

    @property
    def name(self) -> str:
        """The content, which no other entry of the list has."""
        value = self.match_value.lower() if self.match_type == "ua_contains" else self.match_value
        return f"{self.match_type} {value}"


@dataclass(frozen=True, slots=True)
class BotChange:
    """An entry of the record of changes. payload: as on the wire."""

    id: str
    action: BotAction
    payload: Mapping[str, Any]
    created_at: datetime


ALLOWED, BLOCKED = (
    ItemKind(
        f"bot_{name}",
        BotRule,
        MAX_RULES,
        order=by_age,
        is_descending=True,
        is_in_reports=False,
        title=f"{name}list entry",
    )
    for name in ("allow", "block")
)
CHANGES = ItemKind(
    "bot_change", BotChange, MAX_CHANGES, order=by_age, is_descending=True, has_unique_name=False, is_in_reports=False
)


def new_rule(kind: ItemKind[BotRule], match_type: BotMatch, value: str, note: str | None, now: datetime) -> BotRule:
    """Return a new entry for the list of this kind. now: aware. Raises BadRequest."""
    text, remark = value.strip(), (note or "").strip()
    if not text:
        raise BadRequest("match_value cannot be empty", field="match_value")
    for field, part in (("match_value", text), ("note", remark)):
        if len(part.encode("utf-8", "replace")) > MAX_TEXT_BYTES:
            raise BadRequest(f"{field} must be {MAX_TEXT_BYTES} characters or fewer", field=field)
    return BotRule(
        new_id(kind.name.removeprefix("bot_")), match_type, _canonical(match_type, text), remark or None, now
    )


def changed(rule: BotRule, match_type: BotMatch, value: str, note: str | None) -> BotRule:
    """Return an entry with other content. Raises BadRequest."""
    new = new_rule(ALLOWED, match_type, value, note, rule.created_at)
    return replace(new, id=rule.id)


def addition(kind: ItemKind[BotRule], rule: BotRule, now: datetime) -> BotChange:
    """Return the change that added an entry to the list of this kind. now: aware."""
    payload = {"id": rule.id, "match_type": rule.match_type, "match_value": rule.match_value}
    return new_change("allow_add" if kind.name == ALLOWED.name else "block_add", payload, now)


def removal(kind: ItemKind[BotRule], rule_id: str, now: datetime) -> BotChange:
    """Return the change that removed an entry of the list of this kind. now: aware."""
    return new_change("allow_remove" if kind.name == ALLOWED.name else "block_remove", {"id": rule_id}, now)


def new_change(action: BotAction, payload: Mapping[str, Any], now: datetime) -> BotChange:
    """Return a new entry of the record of changes. now: aware."""
    return BotChange(new_id("bot_audit"), action, payload, now)


def checked_policy(policy: BotPolicy) -> BotPolicy:
    """Return the policy. Raises BadRequest for a threshold that no score can have."""
    if not 0 <= policy.threshold <= MAX_THRESHOLD:
        raise BadRequest(f"threshold_score must be between 0 and {MAX_THRESHOLD}", field="threshold_score")
    return policy


def _canonical(match_type: BotMatch, text: str) -> str:
    """Return an address or a network in its usual spelling; a path begins with `/`."""
    try:
        if match_type == "ip_exact":
            return str(_plain(ip_network(ip_address(text.partition("%")[0]))).network_address)
        if match_type == "ip_cidr":
            return str(_plain(ip_network(text, strict=False)))
    except ValueError as error:
        kind = "an IP address" if match_type == "ip_exact" else "a network such as 192.0.2.0/24"
        raise BadRequest(f"match_value must be {kind}", field="match_value") from error
    if match_type != "path":
        return text
    if not text.startswith("/") or "?" in text or "#" in text:  # these are no part of a path
        raise BadRequest("match_value must be a path that begins with /", field="match_value")
    return canonical_text(text)


def _plain(network: IPv4Network | IPv6Network) -> IPv4Network | IPv6Network:
    """Return the network of IPv4 that is written as one of IPv6, as addresses of clients are taken too."""
    mapped = network.network_address.ipv4_mapped if isinstance(network, IPv6Network) else None
    return network if mapped is None or network.prefixlen < 96 else IPv4Network((mapped, network.prefixlen - 96))


class BotList:
    """The rules of one list, prepared to be compared with many events."""

    def __init__(self, rules: Iterable[BotRule]) -> None:
        values: dict[BotMatch, list[str]] = {"ua_contains": [], "ip_exact": [], "ip_cidr": [], "path": []}
        for rule in rules:
            values[rule.match_type].append(rule.match_value)
        self._agents = tuple(value.lower() for value in values["ua_contains"])
        self._addresses = frozenset(values["ip_exact"])
        self._networks: tuple[IPv4Network | IPv6Network, ...] = tuple(map(ip_network, values["ip_cidr"]))
        self._paths = frozenset(path for path in values["path"] if not path.endswith("*"))
        self._beginnings = tuple(path[:-1] for path in values["path"] if path.endswith("*"))

    def has_path(self, path: str) -> bool:
        """Return whether a rule about paths matches."""
        return path in self._paths or path.startswith(self._beginnings)

    def has_client(self, address: str, user_agent: str) -> bool:
        """Return whether a rule about senders matches. address: canonical text; an unknown one matches no rule."""
        if address in self._addresses or any(map(user_agent.lower().__contains__, self._agents)):
            return True
        return bool(self._networks) and self._is_within(address)

    def keeps(self, path: str, user_agent: str | None, *, did_match: bool) -> bool:
        """Return whether a stored event is met. user_agent: in lower case, None where it is not known.

        did_match: this list has met it before. That stays where a rule cannot be compared with it any more: one about
        addresses, which are not stored, or about a user agent that is not known.
        """
        if self.has_path(path) or (user_agent is not None and any(map(user_agent.__contains__, self._agents))):
            return True
        has_unknown = bool(self._addresses or self._networks or (user_agent is None and self._agents))
        return did_match and has_unknown

    def _is_within(self, address: str) -> bool:
        try:
            sender = ip_address(address)
        except ValueError:
            return False
        return any(sender in network for network in self._networks)


class BotRules:
    """Both lists of a website: blocking goes first."""

    def __init__(self, allowed: Iterable[BotRule], blocked: Iterable[BotRule]) -> None:
        self._allowed, self._blocked = BotList(allowed), BotList(blocked)
        # To compare a sender with full lists takes as long as all else about an event.
        self._clients: dict[tuple[str, str], tuple[bool, bool]] = {}

    def signal(self, address: str, user_agent: str, path: str) -> Signals:
        """Return the signal of the rule that an event meets, NONE without one."""
        client = (address, user_agent)
        known = self._clients.get(client)
        if known is None:
            if len(self._clients) >= MAX_CLIENTS:
                self._clients.clear()
            known = self._clients[client] = (self._blocked.has_client(*client), self._allowed.has_client(*client))
        is_blocked, is_allowed = known
        if is_blocked or self._blocked.has_path(path):
            return Signals.BLOCKLIST
        return Signals.ALLOWLIST if is_allowed or self._allowed.has_path(path) else Signals.NONE

    def signals_again(self, signals: int, path: str, user_agent: str | None) -> int:
        """Return the signals of a stored event by the rules as they are now. signals: as it has them.

        user_agent: in lower case, None where it is not known.
        """
        rest = signals & ~OVERRIDES
        if self._blocked.keeps(path, user_agent, did_match=bool(signals & Signals.BLOCKLIST)):
            return int(rest | Signals.BLOCKLIST)
        if self._allowed.keeps(path, user_agent, did_match=bool(signals & Signals.ALLOWLIST)):
            return int(rest | Signals.ALLOWLIST)
        return int(rest)
