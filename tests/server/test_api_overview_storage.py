"""The API overview, line by line, last part: place of the data, memory of the engine, health check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from app.config import Settings
from app.config_loader import load_settings
from app.server import lifecycle
from app.server.stores import self_hosted
from app.storage.connection import FILE_NAME
from app.storage.database import Database, open_database
from tests.program import started
from tests.server.conftest import Running
from tests.server.raw import get


def settings_of(tmp_path: Path, **variables: str) -> Settings:
    """Load the settings of `serve` from environment variables."""
    environ = {f"SPARKLYTICS_{name}": text for name, text in variables.items()}
    return load_settings({"data_dir": str(tmp_path / "data")}, environ, is_desktop=False)


# --- Self-hosted mode


def test_data_is_in_one_duckdb_file_of_the_configured_folder(tmp_path: Path) -> None:
    assert load_settings({}, {}, is_desktop=False).data_dir == Path("data")
    folder = tmp_path / "elsewhere"
    with started("serve", DATA_DIR=str(folder), HOST="localhost", PORT="0", AUTH="none") as program:
        program.url = program.out.wait_for(r"listens on (http://\S+)")[1]
        program.add_website()
    with duckdb.connect(str(folder / FILE_NAME), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM websites").fetchall() == [(1,)]
    assert list(folder.glob("*.duckdb")) == [folder / FILE_NAME]


@pytest.mark.parametrize(
    ("text", "limit"),
    [(None, "953.6 MiB"), ("2GB", "1.8 GiB"), ("8GB", "7.4 GiB"), ("512MB", "488.2 MiB")],
)
async def test_the_memory_limit_is_1_gb_and_configurable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None, limit: str
) -> None:
    opened: list[Database] = []

    async def seen(*args: Any, **options: Any) -> Database:
        opened.append(await open_database(*args, **options))
        return opened[-1]

    monkeypatch.setattr(self_hosted, "open_database", seen)
    variables = {} if text is None else {"DUCKDB_MEMORY": text}
    settings = settings_of(tmp_path, HOST="localhost", PORT="0", **variables)
    assert settings.duckdb_memory == (text or "1GB")
    async with lifecycle.open_server(settings):
        asked = "SELECT current_setting('memory_limit')"
        assert await opened[0].read(lambda con: con.execute(asked).fetchall()) == [(limit,)]


def test_the_only_mode_is_self_hosted(tmp_path: Path) -> None:
    assert settings_of(tmp_path).mode == "selfhosted"


# --- Health check


async def test_the_health_check_returns_200_and_healthy(running: Running) -> None:
    answer = await get(running, "/api/health")
    assert (answer.status, answer.json) == (200, {"status": "healthy"})
