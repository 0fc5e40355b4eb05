"""Opens the accounts of a server and runs their maintenance."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from app.config import Settings
from app.domain.errors import AppError
from app.loop import spawn
from app.server.access.account_service import AccountService
from app.server.access.accounts import AccountRules, Accounts, Admin
from app.server.access.api_keys import ApiKeys
from app.server.access.auth_sessions import AuthSessions
from app.server.access.bootstrap_password import delete_bootstrap_password, load_bootstrap_password
from app.server.access.login_attempts import MAX_RECENT_CALLERS, RECENT_FOR, WINDOW, LoginThrottle
from app.server.access.password_hashing import PasswordHashing
from app.server.access.second_factor import SecondFactorCheck
from app.server.trusted_clock import TrustedClock
from app.storage.access import accounts as stored
from app.storage.access import api_keys, second_factor
from app.storage.access.accounts import Secrets
from app.storage.metadata import MetadataStore

log = logging.getLogger(__name__)

MINUTES_A_DAY = 24 * 60


@asynccontextmanager
async def open_accounts(
    settings: Settings, metadata: MetadataStore, clock: TrustedClock, *, is_private: bool = False
) -> AsyncIterator[Accounts | None]:
    """Yield the accounts of the server; None in the mode `none`, and when it is for its owner alone."""
    if is_private or settings.auth == "none":
        yield None
        return
    hashing = PasswordHashing(settings.argon2_memory_kb)
    try:
        accounts = await _opened(settings, metadata, clock, hashing)
        await forget_old(accounts, clock)
        maintenance = spawn("accounts", _maintain(accounts, clock))
        try:
            yield accounts
        finally:
            maintenance.cancel()
            with suppress(asyncio.CancelledError):
                await maintenance
            await save_uses(accounts)
    finally:
        await hashing.close()


async def _opened(
    settings: Settings, metadata: MetadataStore, clock: TrustedClock, hashing: PasswordHashing
) -> Accounts:
    assert settings.auth != "none", "the mode has accounts"
    secrets = await metadata.write(stored.load_secrets)
    if settings.auth == "password":
        if not settings.password.strip():
            raise ValueError("an empty password would authorize everyone")
        secrets = await _with_configured(settings.password, secrets, metadata, hashing)
    admin = _admin_of(settings, secrets)
    bootstrap = settings.bootstrap_password
    is_random = admin is None and not bootstrap
    if is_random:
        bootstrap = await asyncio.to_thread(load_bootstrap_password, settings.data_dir)
    else:
        await asyncio.to_thread(delete_bootstrap_password, settings.data_dir)
    now = clock.now()
    failures = await metadata.read(stored.failures_between, now - WINDOW, now)
    recent_callers = await metadata.read(stored.recent_callers, now - RECENT_FOR, MAX_RECENT_CALLERS)
    sessions = await metadata.read(stored.auth_sessions_of, settings.auth)
    rules = AccountRules(settings.auth, settings.session_days, settings.data_dir, clock.now, bootstrap, is_random)
    return Accounts(
        rules,
        metadata,
        hashing,
        admin,
        AuthSessions(metadata, clock.now, settings.auth, secrets.signing, sessions),
        LoginThrottle(secrets.caller_key, clock.now, failures, recent_callers),
        ApiKeys(metadata, clock.now, await metadata.read(api_keys.all_keys)),
        await _second_factor(settings, metadata, clock),
    )


def _admin_of(settings: Settings, secrets: Secrets) -> Admin | None:
    if settings.auth == "password":
        return None if secrets.configured_hash is None else Admin(secrets.configured_hash, must_change_password=False)
    return None if secrets.admin_hash is None else Admin(secrets.admin_hash, secrets.must_change)


async def _second_factor(settings: Settings, metadata: MetadataStore, clock: TrustedClock) -> SecondFactorCheck:
    # Codes follow the clock on the wall, as the authenticator does.
    check = SecondFactorCheck(metadata, clock.wall, settings.data_dir, await metadata.read(second_factor.load))
    try:
        await check.open()
    except (OSError, ValueError) as error:  # this does not let anyone in without a code
        log.warning("The second factor's secret cannot be read, so only recovery codes are accepted: %s", error)
    return check


async def _with_configured(
    password: str, secrets: Secrets, metadata: MetadataStore, hashing: PasswordHashing
) -> Secrets:
    """Return the secrets with the hash of the configured password. A changed password ends all sessions."""
    old_hash = secrets.configured_hash
    if old_hash is not None and await hashing.verify(password, old_hash):
        return secrets
    new_hash, signing = await hashing.hash(password), stored.new_secret()
    await metadata.write(stored.replace_configured_hash, new_hash, signing)
    return await metadata.write(stored.load_secrets)


async def _maintain(accounts: Accounts, clock: TrustedClock) -> None:
    await accounts.prepare()
    await maintain(accounts, clock)


async def maintain(accounts: AccountService, clock: TrustedClock) -> None:
    """Save uses every minute, and delete old rows every day."""
    is_due = not clock.is_trusted
    for minute in itertools.count(1):
        await asyncio.sleep(60.0)
        try:
            await accounts.save_uses()
            if is_due or minute % MINUTES_A_DAY == 0:
                is_due = not await forget_old(accounts, clock)
        except AppError as error:  # the database logs its own failures; the next round may succeed
            log.debug("Account maintenance failed: %s", error.message)


async def forget_old(accounts: AccountService, clock: TrustedClock) -> bool:
    """Delete old rows. Returns False while the clock puts it off."""
    as_of = await clock.deletion_time()
    if as_of is not None:
        await accounts.forget_old(as_of)
    return as_of is not None


async def save_uses(accounts: AccountService) -> None:
    """Store the last use of API keys and sessions; a failure is logged."""
    try:
        await accounts.save_uses()
    except AppError as error:
        log.warning("The last use of API keys and sessions could not be stored: %s", error.message)
