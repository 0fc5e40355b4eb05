"""Sentence that tells why a session counts as a bot's or as a person's, where anything speaks for a bot."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.ingest.bots import ReasonCode
from app.domain.reports.sessions import SessionDetail
from app.ui import format
from app.ui.translation import filled, translator

_tr = translator("BotVerdict")


def verdict_text(detail: SessionDetail) -> str:
    """Return the score and what it comes from, "" where nothing speaks for a bot and no rule matches."""
    reasons, is_bot = detail.bot_reasons, detail.session.is_bot
    if "blocklist" in reasons:
        return _tr("Counts as a bot: it meets a rule that you made.")
    if "allowlist" in reasons:
        return _tr("Counts as a person: it meets a rule that you made.")
    if not reasons:
        return ""
    text = (
        _tr("Counts as a bot: %1 of 100 points for %2.")
        if is_bot
        else _tr("Counts as a person: %1 of 100 points for %2.")
    )
    return filled(text, format.exact(detail.bot_score), ", ".join(_words(reason) for reason in reasons))


def _words(reason: ReasonCode) -> str:
    words: Mapping[ReasonCode, str] = {
        "ua_signature": _tr("the name of a known program"),
        "header_anomaly": _tr("missing what browsers send along"),
        "burst_rate": _tr("many events within seconds"),
        "path_sweep": _tr("many pages within seconds"),
    }
    return words[reason]
