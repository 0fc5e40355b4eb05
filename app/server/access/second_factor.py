"""Second factor: checks one-time and recovery codes, each valid once, and turns the second factor on and off.

The secret is in a file of the data folder that only its owner can read, never in the database, so a copy or an export
of the database does not contain it. Without the file only recovery codes are accepted.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
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
    STEPS_AHEAD,
    SecondFactor,
    new_recovery_codes,
    plain_code,
    recovery_hash,
    step_at,
)
from app.domain.errors import AppError, BadRequest
from app.durable_files import replace_durably
from app.storage.access import second_factor as stored
from app.storage.access.accounts import AuditEntry
from app.storage.metadata import MetadataStore

log = logging.getLogger(__name__)

FILE_NAME = "second-factor"
ISSUER = "Sparklytics Desktop"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A new secret, unused until it is confirmed with a code. uri: text of the QR code for authenticator apps."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)
    expires_at: datetime


class SecondFactorCheck:
    """The second factor of one server. enabled: as stored, None while it is off. Used on the event loop only.

    Callers run one call at a time: each reads and changes the record of used codes.
    """

    def __init__(
        self, metadata: MetadataStore, clock: Callable[[], datetime], data_dir: Path, enabled: SecondFactor | None
    ) -> None:
        self._metadata = metadata
        self._clock = clock
        self._path = data_dir / FILE_NAME
        self._enabled = enabled
        self._secret: str | None = None
        self._enrolment: Enrolment | None = None

    @property
    def enabled(self) -> SecondFactor | None:
        """The second factor, None while it is off."""
        return self._enabled

    @property
    def has_secret(self) -> bool:
        """True when codes of an authenticator app can be checked."""
        return self._secret is not None

    async def open(self) -> None:
        """Read the secret, or delete a leftover one while the factor is off. Raises OSError, ValueError."""
        if self._enabled is None:
            await self._delete_secret()
            return
        secret = (await asyncio.to_thread(self._path.read_text, "ascii")).strip()
        pyotp.TOTP(secret).generate_otp(0)
        self._secret = secret

    def start(self, account: str) -> Enrolment:
        """Return a new secret to show. account: its name in authenticator apps.

        Raises AppError `conflict` when it is on.
        """
        if self._enabled is not None:
            raise is_on()
        self._enrolment = new_enrolment(account, self._clock())
        return self._enrolment

    async def confirm(self, code: str, ended: Sequence[str], caller: str | None) -> tuple[str, ...]:
        """Turn the second factor on with a first code. Returns the recovery codes, which are not stored.

        ended: ids of the sessions to end; caller: for the audit log.
        Raises AppError: `conflict` when it is on or no secret was shown recently, `bad_request` for a wrong code.
        """
        if self._enabled is not None:
            raise is_on()
        enrolment, now = self._enrolment, self._clock()
        if enrolment is None or now > enrolment.expires_at:
            raise is_not_shown()
        factor, codes = confirmed(code, enrolment.secret, now)
        await asyncio.to_thread(write_secret, self._path, enrolment.secret)
        entry = AuditEntry("second_factor_on", now, caller)
        await self._metadata.write_durably(stored.switch_on, factor, ended, entry)
        self._enabled, self._secret, self._enrolment = factor, enrolment.secret, None
        return codes

    async def use(self, code: str, caller: str | None) -> bool:
        """Return whether a code is valid, and use it up. It is stored as used before it is accepted."""
        factor, plain = self._enabled, plain_code(code)
        if factor is None or not plain:
            return False
        if len(plain) == CODE_DIGITS and plain.isdecimal():
            return await self._use_step(factor, plain)
        code_hash = recovery_hash(plain)
        if code_hash not in factor.recovery_hashes:
            return False
        entry = AuditEntry("recovery_code_used", self._clock(), caller)
        await self._metadata.write_durably(stored.use_recovery_code, code_hash, entry)
        self._enabled = replace(factor, recovery_hashes=factor.recovery_hashes - {code_hash})
        return True

    async def switch_off(self, caller: str | None) -> None:
        """Turn the second factor off: sign-in takes the password only."""
        entry = AuditEntry("second_factor_off", self._clock(), caller)
        await self._metadata.write_durably(stored.switch_off, entry)
        self._enabled = self._secret = None
        await self._delete_secret()

    async def _delete_secret(self) -> None:
        try:
            await asyncio.to_thread(self._path.unlink, missing_ok=True)
        except OSError as error:
            log.warning("The file of the unused second factor's secret could not be deleted: %s", error)

    async def _use_step(self, factor: SecondFactor, plain: str) -> bool:
        if self._secret is None:
            return False
        now = self._clock()
        is_of_the_future = factor.last_step > step_at(now) + STEPS_AHEAD  # used on a clock that was ahead
        step = step_of(plain, self._secret, now, -1 if is_of_the_future else factor.last_step)
        if step is None:
            return False
        await self._metadata.write_durably(stored.use_step, step)
        self._enabled = replace(factor, last_step=step)
        return True


def new_enrolment(account: str, now: datetime) -> Enrolment:
    """Return a new secret to show. account: its name in authenticator apps."""
    secret = pyotp.random_base32()
    uri = pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=ISSUER)
    return Enrolment(secret, uri, now + ENROLMENT_LIMIT)


def confirmed(code: str, secret: str, now: datetime) -> tuple[SecondFactor, tuple[str, ...]]:
    """Return the second factor that a first code turns on, and its recovery codes. Raises BadRequest."""
    step = step_of(plain_code(code), secret, now, -1)
    if step is None:
        raise BadRequest("The code is not valid. Is the clock of your authenticator right?", field="code")
    codes = new_recovery_codes()
    return SecondFactor(now, step, frozenset(recovery_hash(plain_code(text)) for text in codes)), codes


def step_of(plain: str, secret: str, now: datetime, used_up_to: int) -> int | None:
    """Return the unused time step near `now` whose code this is, None when there is none."""
    otp = pyotp.TOTP(secret, digits=CODE_DIGITS, interval=STEP_S)
    current, matching = step_at(now), None
    for step in range(current - DRIFT_STEPS, current + DRIFT_STEPS + 1):  # always all steps, so timing tells nothing
        if hmac.compare_digest(otp.generate_otp(step), plain) and step > used_up_to:
            matching = step
    return matching


def write_secret(path: Path, secret: str) -> None:
    """Replace the file durably: a second factor that is on without its secret locks its owner out."""
    try:
        replace_durably(path, f"{secret}\n".encode("ascii"))
    except OSError as error:
        raise AppError("storage_unavailable", f"{path} cannot be written: {error.strerror}.") from error


def is_not_shown() -> AppError:
    return AppError("conflict", "No secret was shown in the last ten minutes. Start again with a new one.")


def is_on() -> AppError:
    return AppError("conflict", "The second factor is already on. Turn it off first.")
