"""The second factor: one-time codes of an authenticator, and recovery codes for the day it is lost.

The codes themselves (RFC 6238) are made in `app.server.access.second_factor`; here are their values and rules.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

CODE_DIGITS = 6
STEP_S = 30  # how long one code lasts
DRIFT_STEPS = 1  # clocks of phones are a little off: the code before and the one after are good too
ENROLMENT_LIMIT = timedelta(minutes=10)  # from showing the secret to the first code

RECOVERY_CODES = 10
MAX_CODE_LENGTH = 64  # characters that are looked at; the longest good one has 19
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another
_GROUPS, _GROUP_LENGTH = 4, 4  # 79 bits: nothing to be found by trying, so a fast hash is enough


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """A second factor that is on. last_step: of the newest code used; recovery_hashes: of the codes still good."""

    enabled_at: datetime
    last_step: int
    recovery_hashes: frozenset[str]


def step_at(now: datetime) -> int:
    """The number of the code that is shown at `now`."""
    return int(now.timestamp()) // STEP_S


def new_recovery_codes() -> tuple[str, ...]:
    """Return fresh recovery codes, such as `h3kd-9wq2-xm7c-tv4e`."""
    return tuple("-".join(_group() for _ in range(_GROUPS)) for _ in range(RECOVERY_CODES))


def _group() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_GROUP_LENGTH))


def plain_code(text: str) -> str:
    """A code as it is compared: lower case, without the blanks and hyphens people put into it; blank for no code."""
    if len(text) > MAX_CODE_LENGTH:
        return ""
    plain = text.lower().replace(" ", "").replace("-", "")
    return plain if plain.isascii() else ""


def recovery_hash(plain: str) -> str:
    """What is stored of a recovery code, given as `plain_code` returns it."""
    return hashlib.sha256(plain.encode()).hexdigest()
