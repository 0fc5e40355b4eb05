"""Tones: the meaning of a state or change, which the style sheet shows as a colour."""

from __future__ import annotations

from typing import Literal

from app.domain.server_control import ServerState

Tone = Literal[
    "", "up", "down", "warning", "flat", "second", "excluded", "mark_1", "mark_2", "mark_3", "mark_4", "mark_5"
]
STATE_TONES: dict[ServerState, Tone] = {"running": "up", "failed": "down", "starting": "warning", "stopping": "warning"}
SERVER_TONES: tuple[Tone, ...] = ("mark_1", "mark_2", "mark_3", "mark_4", "mark_5")  # which remote server it is
