"""Command that imports: on a folder that no server has, with a server that runs, and what it says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.__main__ import main
from app.api.client import ApiClient
from app.commands.importing import ImportOrder, ImportOutcome, run_import
from app.config import Settings
from app.domain.errors import AppError
from app.domain.websites import NewWebsite
from app.server.lifecycle import open_server
from tests.imported_day import goatcounter_csv, known_day
from tests.server.conftest import OWNER_TOKEN

DAY = known_day()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(host="127.0.0.1", port=0, data_dir=tmp_path / "data", auth="local", argon2_memory_kb=8)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "old\x1b.csv"
    path.write_bytes(goatcounter_csv(DAY) + b"no,row\n")
    return path


async def test_a_folder_and_a_running_server_take_a_file_list_it_and_give_it_back(
    settings: Settings, file: Path
) -> None:
    said: list[str] = []

    async def run(**order: object) -> ImportOutcome:
        return await run_import(
            settings, replace(ImportOrder("shop.example", None, api_key=OWNER_TOKEN), **order), said.append
        )

    async with open_server(settings, owner_token=OWNER_TOKEN) as server:
        client = ApiClient(server.url, OWNER_TOKEN)
        await client.add_website(NewWebsite("Shop", "shop.example", "UTC"))
        await client.close()
        preview = await run(file=file, is_preview=True)
        assert "Format: GoatCounter (CSV 2)" in preview.text
        assert f"line {len(goatcounter_csv(DAY).splitlines()) + 1}: The number of cells" in preview.text
        assert preview.text.endswith("Nothing was stored.")
        assert (await run()).text == "There is no import."
    stored = await run(file=file)
    assert stored.is_right
    import_id = stored.text.rpartition(" ")[2].rstrip(".")
    assert stored.text == f"Stored {len(DAY)} events as {import_id}."
    assert f"Events: {len(DAY)}, of them" in "\n".join(said)
    async with open_server(settings, owner_token=OWNER_TOKEN):
        listed = (await run()).text
        assert import_id in listed
        assert "\x1b" not in listed
        assert (await run(undone=import_id)).text == f"Nothing is left of {import_id}."
        file.write_bytes(b"no known format")
        assert await run(file=file) == ImportOutcome(
            "Nothing was imported. The format of the file is not known.", False
        )
        with pytest.raises(AppError, match="no site"):
            await run_import(settings, ImportOrder("other.example", file, api_key=OWNER_TOKEN), said.append)


@pytest.mark.parametrize(
    "arguments", [["--site", "x"], ["file", "--site", "x", "--list"], ["file", "--site", "x", "--undo", "import_1"]]
)
def test_the_command_takes_a_file_or_one_act(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["import", *arguments])
    assert "import takes a FILE, or --list, or --undo" in capsys.readouterr().err
