"""The command `mcp` as a process: a line for each message, with a server, without one, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.data_folder import holder
from tests.program import run, serving


def answers(data_dir: Path, lines: Sequence[str], **settings: str) -> list[dict[str, Any]]:
    """Start the command, send lines, and return its answers once it has ended with the input."""
    done = run("mcp", "--data-dir", str(data_dir), typed="".join(f"{line}\n" for line in lines), **settings)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def message(method: str, id: int | None, **params: Any) -> str:
    return json.dumps({"jsonrpc": "2.0", "method": method, "params": params} | ({} if id is None else {"id": id}))


def call(id: int, name: str, **arguments: Any) -> str:
    return message("tools/call", id, name=name, arguments=arguments)


def texts(replies: list[dict[str, Any]]) -> list[str]:
    return [reply["result"]["content"][0]["text"] for reply in replies]


def test_a_program_is_answered_line_by_line_by_the_running_server_and_without_it_from_the_folder(
    tmp_path: Path,
) -> None:
    with serving(tmp_path) as program:
        site = program.add_website()
        started, listed, asked, wrong = answers(
            tmp_path,
            [
                message("initialize", 1, protocolVersion="2025-06-18"),
                message("notifications/initialized", None),
                "",
                message("tools/list", 2),
                call(3, "list_websites"),
                call(4, "overview", website="site_unknown"),
            ],
        )
        assert started["result"]["protocolVersion"] == "2025-06-18"
        assert len(listed["result"]["tools"]) == 8
        assert asked["result"]["structuredContent"]["websites"][0]["id"] == site
        assert (wrong["id"], wrong["result"]["isError"]) == (4, True)
    (alone,) = answers(tmp_path, [call(1, "overview", website=site)])
    assert alone["result"]["structuredContent"]["stats"]["pageviews"] == 0
    assert holder(tmp_path) is None, "the folder is free between calls"


def test_without_a_database_or_a_message_the_command_answers_and_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "none"
    lines = [
        "{",
        "[]",
        '{"jsonrpc":"2.0","method":"' + "x" * 200_000 + '","id":1}',
        "\xe4" * 3,
        call(9, "list_websites"),
    ]
    *failures, missing = answers(folder, lines)
    assert [(reply["id"], reply["error"]["code"]) for reply in failures] == [
        (None, -32700),
        (None, -32600),
        (None, -32600),
        (None, -32700),
    ]
    assert texts([missing])[0].startswith(f"There is no database in {folder}.")
    assert not folder.exists()


def test_a_server_with_sign_in_asks_for_a_key(tmp_path: Path) -> None:
    with serving(tmp_path, AUTH="local"):
        (refused,) = answers(tmp_path, [call(1, "list_websites")], API_KEY="a guess")
    assert "SPARKLYTICS_API_KEY" in texts([refused])[0]
