"""A self-hosted server's folder and a tenant of cloud mode, for copies from one to the other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.commands.move import Outcome, move_to_cloud
from app.config import Settings
from app.storage.clickhouse.address import parse_address
from app.storage.clickhouse.connection import ClickHouse
from app.storage.connection import FILE_NAME
from app.storage.moving import comparison, to_cloud, to_file
from tests.cloud.conftest import OURS
from tests.cloud.moving import self_hosted
from tests.program import ROOT, environment

Cloud = dict[str, str]


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a self-hosted server, which tests copy."""
    folder = tmp_path_factory.mktemp("original")
    self_hosted.fill(folder)
    return folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "self-hosted"
    folder.mkdir()
    (folder / FILE_NAME).write_bytes((original / FILE_NAME).read_bytes())
    return folder


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (to_cloud, to_file):
        monkeypatch.setattr(module, "CHUNK_ROWS", 20)
    monkeypatch.setattr(comparison, "SLICE_EVENTS", 40)


def settings_of(folder: Path, cloud: Cloud) -> Settings:
    return Settings(data_dir=folder.parent / "cloud", retention_days=0, **cloud)


def moved(folder: Path, cloud: Cloud, tenant: str = OURS) -> Outcome:
    return move_to_cloud(settings_of(folder, cloud), folder, tenant, lambda _: None)


def query(cloud: Cloud, text: str) -> list[tuple[Any, ...]]:
    """Run a query, or a statement that changes events, on ClickHouse."""
    con = ClickHouse(parse_address(cloud["clickhouse_url"]))
    try:
        if text.startswith("SELECT"):
            return con.read(text)
        con.command(text)
        return []
    finally:
        con.close()


def kill_copy(kind: str, folder: Path, cloud: Cloud, lines: int) -> None:
    """Begin a copy in chunks of 20 events, and kill it after some lines of its progress."""
    mover = [sys.executable, "-m", "tests.cloud.moving.mover", kind, str(folder), OURS]
    settings = environment(**{name.upper(): text for name, text in cloud.items()}) | {"TMPDIR": str(folder.parent)}
    with subprocess.Popen(mover, cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(lines):
            assert process.stdout.readline()
        process.kill()
