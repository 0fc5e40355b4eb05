"""Opening of the databases: the one place that looks at the mode."""

from __future__ import annotations

import importlib.util
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.config import Settings
from app.domain.errors import WrongSetting
from app.server.stores.self_hosted import open_self_hosted
from app.server.stores.stores import Stores

PACKAGES = ("clickhouse_connect", "psycopg", "psycopg_pool")


@asynccontextmanager
async def open_stores(settings: Settings) -> AsyncIterator[Stores]:
    """Yield the databases that the settings name. Raises KnownStorageError, AppError, WrongSetting."""
    if settings.mode == "selfhosted":
        async with open_self_hosted(settings) as stores:
            yield stores
        return
    check_packages(settings)
    from app.server.stores.cloud import open_cloud  # not before: its packages may not be there

    async with open_cloud(settings) as cloud:
        yield cloud


def check_packages(settings: Settings) -> None:
    """Raise WrongSetting, with what to install, when a package of cloud mode is missing."""
    if any(importlib.util.find_spec(name) is None for name in PACKAGES):
        sentence = "Cloud mode needs further packages: pip install 'sparklytics-desktop[cloud]'."
        raise WrongSetting(sentence, field="mode")
    if settings.clickhouse_url.startswith("chdb:") and importlib.util.find_spec("chdb") is None:
        sentence = "SPARKLYTICS_CLICKHOUSE_URL with chdb:/// needs a further package: pip install chdb-core."
        raise WrongSetting(sentence, field="clickhouse_url")
