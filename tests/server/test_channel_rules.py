"""Channel rules of a server: those in its data folder replace the shipped ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import AppError
from app.resources import read_text
from app.server.ingest.channel_rules import FILE_NAME
from tests.server.conftest import Start
from tests.server.raw import get

MINE = read_text(FILE_NAME).replace('"mojeek.com"', '"shelf.example"')


@pytest.mark.parametrize(("rules", "channel"), [(None, "Referral"), (MINE, "Organic Search")])
async def test_rules_in_the_data_folder_replace_the_shipped_rules(
    start: Start, tmp_path: Path, rules: str | None, channel: str
) -> None:
    if rules is not None:
        (tmp_path / FILE_NAME).write_text(rules, "utf-8")
    running = await start()
    site = await running.add_website()
    await running.collect(site, referrer="https://www.shelf.example/list")
    answer = await get(running, f"/api/websites/{site}/metrics", type="channel")
    assert [row["value"] for row in answer.json["data"]["rows"]] == [channel]


@pytest.mark.parametrize("rules", [b"[[medium]]\nchannel = 'Pigeon'\nvalues = []", b"\xff", None])
async def test_invalid_rules_stop_the_start_with_one_sentence(
    start: Start, tmp_path: Path, rules: bytes | None
) -> None:
    if rules is None:
        (tmp_path / FILE_NAME).mkdir()
    else:
        (tmp_path / FILE_NAME).write_bytes(rules)
    with pytest.raises(AppError, match="file of channel rules") as refused:
        await start()
    assert refused.value.code == "bad_settings"
