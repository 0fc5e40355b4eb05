"""Bot detection: signals, their score, and the counter behind the two signals of behaviour."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from dataclasses import dataclass
from enum import IntFlag, StrEnum
from functools import lru_cache
from typing import Literal

from app.domain.ids import WebsiteKey
from app.domain.ingest.user_agents import MAX_USER_AGENT_LENGTH


class Signals(IntFlag):
    """Signals for or against a bot. The numbers are stored with every event: never change one."""

    NONE = 0
    UA_SIGNATURE = 1
    HEADER_ANOMALY = 2
    BURST_RATE = 4
    PATH_SWEEP = 8
    BLOCKLIST = 16
    ALLOWLIST = 32


class BotMode(StrEnum):
    """Treatment of bots: hidden at a low threshold, hidden, or counted like people."""

    STRICT = "strict"
    BALANCED = "balanced"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class BotPolicy:
    """Bot settings of a website. threshold: the score, 0 to 100, from which an event counts as a bot's."""

    mode: BotMode = BotMode.BALANCED
    threshold: int = 70

    @property
    def effective_threshold(self) -> int:
        """The threshold in effect. At 0 every event would be a bot's, so the mode's own default replaces it."""
        if self.threshold > 0:
            return self.threshold
        return 60 if self.mode == BotMode.STRICT else 70


MAX_SCORE = 100
OVERRIDES = Signals.BLOCKLIST | Signals.ALLOWLIST
ReasonCode = Literal["blocklist", "allowlist", "ua_signature", "header_anomaly", "burst_rate", "path_sweep"]
_POINTS: tuple[tuple[Signals, int, ReasonCode], ...] = (
    (Signals.UA_SIGNATURE, 90, "ua_signature"),
    (Signals.HEADER_ANOMALY, 25, "header_anomaly"),
    (Signals.BURST_RATE, 40, "burst_rate"),
    (Signals.PATH_SWEEP, 35, "path_sweep"),
)

# Kinds of programs by what they call themselves, in any case and anywhere. The first two lines are the published list,
# less the names that contain another entry; then crawlers, previews and monitors that call themselves nothing of the
# kind, and the tools that run pages in a browser. Thousands more by name: app/domain/ingest/crawlers.py.
_SIGNATURES = (
    *("bot", "spider", "crawler", "headless", "phantomjs", "python-requests", "curl/", "wget/", "go-http-client"),
    *("libwww-perl", "urllib", "httpclient"),
    *("slurp", "facebookexternalhit", "meta-externalagent", "mediapartners-google", "google-inspectiontool"),
    *("ia_archiver", "chatgpt-user", "perplexity-user", "lighthouse", "pingdom", "scrapy", "google-pagerenderer"),
    *("bingpreview", "linkpreview", "uripreview", "urlpreview", "prerender", "rendertron", "screenshot", "wkhtmlto"),
    *("synthetic", "pagespeed", "page speed insights", "gtmetrix", "speedcurve", "sitespeed.io", "debugbear"),
    *("playwright", "puppeteer", "selenium", "webdriver", "cypress/", "slimerjs", "jsdom", "htmlunit"),
)
_CUBOT_PHONE = re.compile("(?<![a-z])cubot(?![a-z])", re.IGNORECASE)


def score(signals: int) -> int:
    """Return 0 to 100. A blocklist rule overrides everything, an allowlist rule every other signal."""
    return _SCORES[signals]


def is_bot(score: int, threshold: int) -> bool:
    """Return whether an event with this score counts as a bot's."""
    return 0 < score >= threshold


def reason(signals: int, score: int, threshold: int) -> str | None:
    """Return the code of the rule or of the strongest signal; None for people, unless an allowlist rule matched."""
    return (_BOT_REASONS if score >= threshold else _PEOPLE_REASONS)[signals]


def agent_hash(user_agent: str) -> str | None:
    """Return 16 hexadecimal characters that stand for a user agent, None for a missing one."""
    text = user_agent[:MAX_USER_AGENT_LENGTH]
    if not text.strip():
        return None
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def codes(signals: int) -> tuple[ReasonCode, ...]:
    """Return the codes of all signals, a rule first."""
    rules: tuple[tuple[Signals, ReasonCode], ...] = (
        (Signals.BLOCKLIST, "blocklist"),
        (Signals.ALLOWLIST, "allowlist"),
    )
    present = [code for signal, code in rules if signals & signal]
    return (*present, *(code for signal, _, code in _POINTS if signals & signal))


def ua_signals(user_agent: str) -> Signals:
    """Return UA_SIGNATURE for a program's user agent and HEADER_ANOMALY for a missing one.

    A missing user agent is a missing header like any other: suspicious, yet servers that report purchases for their
    customers send none, so it does not make a bot by itself.
    """
    return _ua_signals(user_agent[:MAX_USER_AGENT_LENGTH])


@lru_cache(maxsize=2048)
def _ua_signals(user_agent: str) -> Signals:
    text = user_agent.strip().lower()
    if text in ("", "-"):
        return Signals.HEADER_ANOMALY
    return Signals.UA_SIGNATURE if is_program_name(without_cubot(text)) else Signals.NONE


def is_program_name(text: str) -> bool:
    """Return whether a user agent or a part of it calls itself a program of a known kind."""
    lower = text.lower()
    return any(signature in lower for signature in _SIGNATURES)


def without_cubot(user_agent: str) -> str:
    """Return a user agent without the phone whose name ends like a program's."""
    return _CUBOT_PHONE.sub(" ", user_agent)


def _score_of(signals: int) -> int:
    if signals & Signals.BLOCKLIST:
        return MAX_SCORE
    if signals & Signals.ALLOWLIST:
        return 0
    return min(MAX_SCORE, sum(points for signal, points, _ in _POINTS if signals & signal))


def _rule_of(signals: int) -> str | None:
    if signals & Signals.BLOCKLIST:
        return "blocklist"
    return "allowlist" if signals & Signals.ALLOWLIST else None


def _strongest_of(signals: int) -> str | None:
    present = [(points, code) for signal, points, code in _POINTS if signals & signal]
    return max(present, key=lambda entry: entry[0])[1] if present else None


# Flag arithmetic takes about a microsecond, a look-up in 64 prepared results a tenth of it.
_ALL = range(2 * Signals.ALLOWLIST)
_SCORES = tuple(map(_score_of, _ALL))
_PEOPLE_REASONS = tuple(map(_rule_of, _ALL))
_BOT_REASONS = tuple(_rule_of(signals) or _strongest_of(signals) for signals in _ALL)

WINDOW_S = 30.0
BURST_EVENTS = 40
SWEEP_PATHS = 25
_EXPIRED_PER_EVENT = 2
_BY_BEHAVIOUR = tuple(Signals(burst | sweep) for sweep in (0, Signals.PATH_SWEEP) for burst in (0, Signals.BURST_RATE))


class _Recent:
    """The last 40 event times and the last 25 distinct pages of one visitor: all that the two signals need."""

    __slots__ = ("paths", "times")

    def __init__(self) -> None:
        self.times: list[float] = []
        self.paths: dict[int, float] = {}


class Behaviour:
    """Counts events and distinct pages of each visitor over the last 30 seconds. Not thread-safe.

    The visitor seen longest ago is dropped at `max_visitors`, and silent ones along the way: memory is bounded by the
    visitors of the last half minute, at most about 4 kB each.
    """

    def __init__(self, max_visitors: int = 20_000) -> None:
        self._max_visitors = max_visitors
        self._visitors: OrderedDict[tuple[WebsiteKey, int], _Recent] = OrderedDict()

    def __len__(self) -> int:
        return len(self._visitors)

    def observe(self, website: WebsiteKey, visitor: int, now_s: float, path: str) -> Signals:
        """Count one event and return the signals of the visitor's last 30 seconds, this event included.

        now_s: seconds of any clock; one set back by more than the window starts the count anew. path: without host,
        query and fragment, as `split_url` gives it; letter case does not matter.
        """
        key = (website, visitor)
        recent = self._visitors.get(key)
        if recent is None or not -WINDOW_S <= now_s - recent.times[-1] <= WINDOW_S:
            recent = self._visitors[key] = _Recent()
        self._visitors.move_to_end(key)
        self._forget(now_s)
        since_s = now_s - WINDOW_S
        is_burst = _is_burst(recent.times, now_s, since_s)
        is_sweep = _is_sweep(recent.paths, hash(path.lower()), now_s, since_s)
        return _BY_BEHAVIOUR[is_burst + 2 * is_sweep]

    def _forget(self, now_s: float) -> None:
        """Drop visitors from the old end: silent ones, a few per event, and one too many."""
        visitors = self._visitors
        if len(visitors) > self._max_visitors:
            visitors.popitem(last=False)
        for _ in range(_EXPIRED_PER_EVENT):
            oldest = next(iter(visitors.values()))
            if not oldest.times or now_s - oldest.times[-1] <= WINDOW_S:
                return
            visitors.popitem(last=False)


def _is_burst(times: list[float], now_s: float, since_s: float) -> bool:
    times.append(now_s)
    if len(times) > BURST_EVENTS:
        del times[0]
    return len(times) == BURST_EVENTS and times[0] >= since_s


def _is_sweep(paths: dict[int, float], path: int, now_s: float, since_s: float) -> bool:
    """Keep the most recent distinct paths in order of their last visit: there are 25 iff the oldest is recent."""
    paths.pop(path, None)
    paths[path] = now_s
    if len(paths) <= SWEEP_PATHS - 1:
        return False
    oldest = next(iter(paths))
    if len(paths) > SWEEP_PATHS:
        del paths[oldest]
        oldest = next(iter(paths))
    return paths[oldest] >= since_s
