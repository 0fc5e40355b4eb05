"""What keeps a server of cloud mode from starting is said in a sentence, without the passwords of addresses."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.config import Settings
from app.domain.errors import AppError
from app.server.stores.opening import open_stores


@pytest.mark.parametrize(
    ("name", "url", "sentence"),
    [
        ("postgres_url", "postgresql://127.0.0.1:1/db", "PostgreSQL cannot be reached"),
        ("postgres_url", "postgresql://x:s3cret@[/db", "SPARKLYTICS_POSTGRES_URL is no address"),
        ("clickhouse_url", "clickhouse://127.0.0.1:1/db", "ClickHouse cannot be reached"),
        ("clickhouse_url", "clickhouse://x:s3cret@db/a-b", "SPARKLYTICS_CLICKHOUSE_URL has a database"),
    ],
)
async def test_a_wrong_address_and_a_server_that_is_away_are_told_apart(
    tmp_path: Path, cloud: dict[str, str], caplog: pytest.LogCaptureFixture, name: str, url: str, sentence: str
) -> None:
    caplog.set_level("DEBUG")
    settings = Settings(data_dir=tmp_path, **(cloud | {name: url}))
    with pytest.raises(AppError) as refused:
        async with open_stores(settings):
            pass
    assert refused.value.message.startswith(sentence)
    assert "s3cret" not in refused.value.message + caplog.text
