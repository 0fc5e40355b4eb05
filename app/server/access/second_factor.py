"""Checks one-time codes, each good once, and recovery codes; switches the second factor on and off.

The secret stands in a file of the data folder that only its owner can read, never in the database: a copy or an export
of the database has no code to offer. Without the file nothing but the recovery codes opens.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pyotp

from app.domain.access import (
    CODE_DIGITS,
    DRIFT_STEPS,
    ENROLMENT_LIMIT,
    STEP_S,
    SecondFactor,
    new_recovery_codes,
    plain_code,
    recovery_hash,
    step_at,
)
from app.domain.errors import AppError, BadRequest
from app.storage.access import second_factor as stored
from app.storage.access.accounts import AuditEntry
from app.storage.database import Database

log = logging.getLogger(__name__)

FILE_NAME = "second-factor"
ISSUER = "Sparklytics Desktop"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A secret that is shown, and not in use before a code of it is given. uri: what authenticators scan."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)
    expires_at: datetime


class SecondFactorCheck:
    """The second factor of one server. known: as stored, None while it is off. Used on the loop alone.

    Callers take care that one call runs at a time: each reads and changes what is used up.
    """

    def __init__(
        self, database: Database, clock: Callable[[], datetime], data_dir: Path, known: SecondFactor | None
    ) -> None:
        self._database = database
        self._clock = clock
        self._path = data_dir / FILE_NAME
        self._known = known
        self._secret: str | None = None
        self._enrolment: Enrolment | None = None

    @property
    def known(self) -> SecondFactor | None:
        """What is on, None while it is off."""
        return self._known

    @property
    def has_secret(self) -> bool:
        """Whether codes of an authenticator can be checked."""
        return self._secret is not None

    async def open(self) -> None:
        """Read the secret; one that belongs to nothing is removed. Raises OSError, ValueError."""
        if self._known is None:
            await self._forget_secret()
            return
        secret = (await asyncio.to_thread(self._path.read_text, "ascii")).strip()
        pyotp.TOTP(secret).generate_otp(0)
        self._secret = secret

    def start(self, account: str) -> Enrolment:
        """Return a new secret to show. account: what authenticators call it.

        Raises AppError `conflict` when it is on.
        """
        if self._known is not None:
            raise _is_on()
        secret = pyotp.random_base32()
        uri = pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=ISSUER)
        self._enrolment = Enrolment(secret, uri, self._clock() + ENROLMENT_LIMIT)
        return self._enrolment

    async def confirm(self, code: str, ended: Sequence[str], caller: str | None) -> tuple[str, ...]:
        """Switch it on with a first code. Returns the recovery codes, which are not kept.

        ended: ids of the sign-ins to end.

        Raises AppError: `conflict` when it is on or no secret was shown lately, `bad_request` for a wrong code.
        """
        if self._known is not None:
            raise _is_on()
        enrolment, now = self._enrolment, self._clock()
        if enrolment is None or now > enrolment.expires_at:
            raise AppError("conflict", "Start with a new secret: none was shown in the last ten minutes.")
        step = _step_of(plain_code(code), enrolment.secret, now, -1)
        if step is None:
            raise BadRequest("The code does not fit. Is the clock of the authenticator right?", field="code")
        codes = new_recovery_codes()
        factor = SecondFactor(now, step, frozenset(recovery_hash(plain_code(text)) for text in codes))
        await asyncio.to_thread(_write_secret, self._path, enrolment.secret)
        what = AuditEntry("second_factor_on", now, caller)
        await self._database.write_durably(stored.switch_on, factor, ended, what)
        self._known, self._secret, self._enrolment = factor, enrolment.secret, None
        return codes

    async def use(self, code: str, caller: str | None) -> bool:
        """Say whether a code is good, and use it up. It is stored as used before it opens anything."""
        known, plain = self._known, plain_code(code)
        if known is None or not plain:
            return False
        if len(plain) == CODE_DIGITS and plain.isdecimal():
            return await self._use_step(known, plain)
        code_hash = recovery_hash(plain)
        if code_hash not in known.recovery_hashes:
            return False
        what = AuditEntry("recovery_code_used", self._clock(), caller)
        await self._database.write_durably(stored.use_recovery_code, code_hash, what)
        self._known = replace(known, recovery_hashes=known.recovery_hashes - {code_hash})
        return True

    async def switch_off(self, caller: str | None) -> None:
        """Switch it off: signing in asks for the password alone."""
        what = AuditEntry("second_factor_off", self._clock(), caller)
        await self._database.write_durably(stored.switch_off, what)
        self._known = self._secret = None
        await self._forget_secret()

    async def _forget_secret(self) -> None:
        try:
            await asyncio.to_thread(self._path.unlink, missing_ok=True)
        except OSError as error:
            log.warning("The file of the second factor's secret stays; it opens nothing any more: %s", error)

    async def _use_step(self, known: SecondFactor, plain: str) -> bool:
        if self._secret is None:
            return False
        step = _step_of(plain, self._secret, self._clock(), known.last_step)
        if step is None:
            return False
        await self._database.write_durably(stored.use_step, step)
        self._known = replace(known, last_step=step)
        return True


def _step_of(plain: str, secret: str, now: datetime, used_up_to: int) -> int | None:
    """The step whose code this is, of those around `now` that are not used up; None when it is of none of them."""
    otp = pyotp.TOTP(secret, digits=CODE_DIGITS, interval=STEP_S)
    current, found = step_at(now), None
    for step in range(current - DRIFT_STEPS, current + DRIFT_STEPS + 1):  # all of them, however early one fits
        if hmac.compare_digest(otp.generate_otp(step), plain) and step > used_up_to:
            found = step
    return found


def _write_secret(path: Path, secret: str) -> None:
    """Write the file anew, readable by its owner only, and onto the disk."""
    try:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secret + "\n")
            file.flush()
            os.fsync(handle)
    except OSError as error:
        raise AppError("storage_unavailable", f"{path} cannot be written: {error.strerror}.") from error


def _is_on() -> AppError:
    return AppError("conflict", "The second factor is on already. Switch it off first.")
