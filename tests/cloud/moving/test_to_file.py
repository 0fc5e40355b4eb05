"""`sparklytics move --to selfhosted`: a tenant becomes the database of a self-hosted server, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from app.commands.move import Outcome, move_to_file
from app.domain.errors import AppError
from app.storage.connection import FILE_NAME
from app.storage.moving import websites as moving
from tests.cloud.conftest import OURS, THEIRS
from tests.cloud.moving.conftest import Cloud, kill_copy, moved, query, settings_of
from tests.cloud.moving.self_hosted import KEY, SHOP
from tests.cloud.server.test_serve import answer
from tests.program import run, started

SERVER = {"HOST": "localhost", "PORT": "0", "AUTH": "password", "PASSWORD": "correct horse battery"}
# Events and sessions without their numbers, and without the ids of sessions, which tell the time of the first event.
EVENTS = """
SELECT event.* EXCLUDE (website, seq, visitor, session), site.id, session.visitor_id
FROM events AS event JOIN websites AS site ON site.key = event.website
JOIN all_sessions AS session ON session.website = event.website AND session.session = event.session
WHERE NOT site.is_sample ORDER BY ALL
"""
SESSIONS = """
SELECT session.* EXCLUDE (website, session, visitor, session_id), site.id
FROM all_sessions AS session JOIN websites AS site ON site.key = session.website
WHERE NOT site.is_sample ORDER BY ALL
"""
CLIENTS = """
SELECT site.id, client.client_id, count(DISTINCT session.session), min(known.first_at)
FROM client_visitors AS client JOIN websites AS site ON site.key = client.website
JOIN first_visits AS known USING (website, visitor) JOIN all_sessions AS session USING (website, visitor)
GROUP BY ALL ORDER BY ALL
"""


def returned(folder: Path, cloud: Cloud, tenant: str = OURS) -> Outcome:
    return move_to_file(settings_of(folder, cloud), folder, tenant, lambda _: None)


def read(folder: Path, text: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(folder / FILE_NAME), read_only=True) as con:
        return con.execute(text).fetchall()


def test_a_tenant_comes_back_as_it_was(folder: Path, cloud: Cloud, tmp_path: Path) -> None:
    assert moved(folder, cloud).is_equal
    new = tmp_path / "new"
    settings = {name.upper(): text for name, text in cloud.items()}
    command = run("move", "--to", "selfhosted", "--tenant", OURS, "--data-dir", str(new), **settings)
    assert command.returncode == 0, command.stderr
    assert [line.split()[-1] for line in command.stdout.splitlines()[1:4]] == ["yes"] * 3
    assert sorted(path.name for path in new.iterdir()) == [FILE_NAME, "sparklytics.lock"]
    for text in (EVENTS, SESSIONS, CLIENTS):
        assert read(new, text) == read(folder, text)
    with duckdb.connect(str(new / FILE_NAME), read_only=True) as ours:
        copies = moving.read(ours)
    with duckdb.connect(str(folder / FILE_NAME), read_only=True) as theirs:
        originals = moving.read(theirs)
    assert [(copy.sharing, copy.items) for copy in copies.websites] == [
        (copy.sharing, copy.items) for copy in originals.websites
    ]
    with started("serve", "--data-dir", str(new), **SERVER) as program:
        program.url = program.out.wait_for(r"listens on (http://\S+)")[1]
        path = f"/api/websites/{SHOP}/stats?start_date=2026-01-01&end_date=2026-03-31"
        assert answer(program, path, key=KEY + "0")[1]["data"]["sessions"] == 15


def test_events_of_several_processes_and_forgotten_first_visits_come_back(folder: Path, cloud: Cloud) -> None:
    moved(folder, cloud)
    query(
        cloud, "INSERT INTO events SELECT * REPLACE (addHours(ts, 1) AS ts, 7 AS writer) FROM events WHERE seq % 3 > 0"
    )
    query(cloud, "INSERT INTO first_visits SELECT site, visitor, '2025-05-05 05:05:05' FROM client_visitors")
    new = folder.parent / "new"
    outcome = returned(new, cloud)
    assert outcome.is_equal, outcome.text
    assert "3 websites and 2 valid API keys" in outcome.text
    ((events, numbers),) = read(new, "SELECT count(*), count(DISTINCT seq) FROM events")
    assert (events, events) == (numbers, query(cloud, "SELECT count() FROM events")[0][0])
    assert [str(row[3]) for row in read(new, CLIENTS)] == ["2025-05-05 05:05:05"] * 2


def test_a_copy_that_was_killed_begins_anew(folder: Path, cloud: Cloud) -> None:
    moved(folder, cloud)
    new = folder.parent / "new"
    kill_copy("selfhosted", new, cloud, 2)
    assert not (new / FILE_NAME).exists()
    outcome = returned(new, cloud)
    assert outcome.is_equal, outcome.text
    assert read(new, EVENTS) == read(folder, EVENTS)
    assert sorted(path.name for path in new.iterdir()) == [FILE_NAME, "sparklytics.lock"]


def test_a_tenant_that_changes_meanwhile_leaves_no_database(folder: Path, cloud: Cloud) -> None:
    moved(folder, cloud)
    new, lines = folder.parent / "new", [0]

    def progress(_: str) -> None:
        lines[0] += 1
        if lines[0] == 1:
            query(cloud, "INSERT INTO events SELECT * REPLACE (7 AS writer) FROM events ORDER BY ts LIMIT 2")
            query(cloud, "INSERT INTO events SELECT * REPLACE (now() AS ts) FROM events LIMIT 3")

    outcome = move_to_file(settings_of(new, cloud), new, OURS, progress)
    assert not outcome.is_equal
    assert "2026-01-28: 3 events in file, 4 in tenant." in outcome.text
    assert "3 further events have come to the tenant meanwhile" in outcome.text
    assert sorted(path.name for path in new.iterdir()) == ["sparklytics.lock"]


def test_a_tenant_without_websites_becomes_an_empty_database(folder: Path, cloud: Cloud) -> None:
    new = folder.parent / "new"
    assert returned(new, cloud, THEIRS).is_equal
    assert read(new, "SELECT (SELECT count(*) FROM websites), (SELECT count(*) FROM events)") == [(0, 0)]


def test_a_folder_with_a_database_is_refused(folder: Path, cloud: Cloud) -> None:
    before = (folder / FILE_NAME).read_bytes()
    with pytest.raises(AppError, match="has a database or a journal already"):
        returned(folder, cloud)
    with pytest.raises(AppError, match="There is no tenant ten_x"):
        returned(folder.parent / "new", cloud, "ten_x")
    assert (folder / FILE_NAME).read_bytes() == before
    assert not (folder.parent / "new").exists()
