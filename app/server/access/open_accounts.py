"""Opens the accounts of a server and keeps them tidy while it runs."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime

from app.config import Settings
from app.domain.errors import AppError
from app.loop import spawn
from app.server.access.accounts import AccountRules, Accounts
from app.server.access.api_keys import ApiKeys
from app.server.access.bootstrap_password import forget_one_time_password, one_time_password
from app.server.access.login_attempts import KNOWN_FOR, MOST_KNOWN, WINDOW, LoginThrottle
from app.server.access.password_hashing import PasswordHashing
from app.server.access.second_factor import SecondFactorCheck
from app.server.access.sessions import SignIns
from app.storage.access import accounts as stored
from app.storage.access import api_keys, second_factor
from app.storage.access.accounts import Secrets
from app.storage.database import Database

log = logging.getLogger(__name__)

MINUTES_A_DAY = 24 * 60


@asynccontextmanager
async def open_accounts(
    settings: Settings, database: Database, clock: Callable[[], datetime]
) -> AsyncIterator[Accounts | None]:
    """The accounts while this is open; None where nobody has to sign in."""
    if settings.auth == "none":
        yield None
        return
    hashing = PasswordHashing(settings.argon2_memory_kb)
    try:
        accounts = await _opened(settings, database, clock, hashing)
        await accounts.forget_old()
        chore = spawn("accounts", _keep_tidy(accounts))
        try:
            yield accounts
        finally:
            chore.cancel()
            with suppress(asyncio.CancelledError):
                await chore
            await _save_uses(accounts)
    finally:
        await hashing.close()


async def _opened(
    settings: Settings, database: Database, clock: Callable[[], datetime], hashing: PasswordHashing
) -> Accounts:
    assert settings.auth != "none", "there are accounts"
    secrets = await database.write(stored.load_secrets)
    if settings.auth == "password":
        if not settings.password.strip():
            raise ValueError("an empty password would let everybody in")
        secrets = await _with_configured(settings.password, secrets, database, hashing)
    admin_hash = secrets.configured_hash if settings.auth == "password" else secrets.admin_hash
    bootstrap = settings.bootstrap_password
    is_random = admin_hash is None and not bootstrap
    if is_random:
        bootstrap = await asyncio.to_thread(one_time_password, settings.data_dir)
    else:
        await asyncio.to_thread(forget_one_time_password, settings.data_dir)
    now = clock()
    failures = await database.read(stored.failures_since, now - WINDOW)
    known = await database.read(stored.callers_who_signed_in, now - KNOWN_FOR, MOST_KNOWN)
    sign_ins = await database.read(stored.sign_ins_of, settings.auth)
    rules = AccountRules(settings.auth, settings.session_days, settings.data_dir, bootstrap, is_random)
    return Accounts(
        rules,
        database,
        clock,
        hashing,
        admin_hash,
        secrets.must_change,
        SignIns(database, clock, settings.auth, secrets.signing, sign_ins),
        LoginThrottle(secrets.caller_key, clock, failures, known),
        ApiKeys(database, clock, await database.read(api_keys.all_keys)),
        await _second_factor(settings, database, clock),
    )


async def _second_factor(settings: Settings, database: Database, clock: Callable[[], datetime]) -> SecondFactorCheck:
    check = SecondFactorCheck(database, clock, settings.data_dir, await database.read(second_factor.load))
    try:
        await check.open()
    except (OSError, ValueError) as error:  # nobody gets in without a code because of it
        log.warning("The second factor's secret cannot be read, so only recovery codes are good: %s", error)
    return check


async def _with_configured(password: str, secrets: Secrets, database: Database, hashing: PasswordHashing) -> Secrets:
    """The secrets with the hash of the configured password. Whoever signed in with another one is signed out."""
    known = secrets.configured_hash
    if known is not None and await hashing.fits(password, known):
        return secrets
    new_hash, signing = await hashing.hash(password), stored.new_secret()
    await database.write(stored.replace_configured_hash, new_hash, signing)
    return await database.write(stored.load_secrets)


async def _keep_tidy(accounts: Accounts) -> None:
    for minute in itertools.count(1):
        await asyncio.sleep(60.0)
        try:
            await accounts.save_uses()
            if minute % MINUTES_A_DAY == 0:
                await accounts.forget_old()
        except AppError as error:  # the database tells of its own troubles, and the next round may be better
            log.debug("The accounts were not tidied: %s", error.message)


async def _save_uses(accounts: Accounts) -> None:
    try:
        await accounts.save_uses()
    except AppError as error:
        log.warning("When API keys and sessions were last used could not be stored: %s", error.message)
