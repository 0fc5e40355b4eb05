"""Opening of the databases: what cloud mode needs is said before anything is opened."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from app.config import Settings
from app.domain.errors import AppError
from app.server.stores.opening import open_stores


@pytest.mark.parametrize(
    ("missing", "field", "sentence"),
    [("psycopg", "mode", "sparklytics-desktop[cloud]"), ("chdb", "clickhouse_url", "chdb-core")],
)
async def test_packages_that_are_missing_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str, field: str, sentence: str
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == missing else object())
    settings = Settings(
        data_dir=tmp_path, mode="cloud", clickhouse_url="chdb:///srv/events", postgres_url="postgresql://db/rest"
    )
    with pytest.raises(AppError) as refused:
        async with open_stores(settings):
            pass
    assert (refused.value.code, refused.value.field) == ("bad_settings", field)
    assert sentence in refused.value.message
    assert list(tmp_path.iterdir()) == []
