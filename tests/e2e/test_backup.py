"""Backup and restore as commands: a backup of a server under load restores to equal reports."""

from __future__ import annotations

import json
import signal
import threading
import urllib.request
from pathlib import Path

from tests.program import Program, run, serving

BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept-Language": "en",
    "Content-Type": "application/json",
}


def send(server: Program, site: str, number: int) -> None:
    event = {"type": "pageview", "url": f"https://shop.example.com/{number % 7}", "website_id": site}
    request = urllib.request.Request(f"{server.url}/api/collect", json.dumps(event).encode(), BROWSER)
    with urllib.request.urlopen(request, timeout=10) as response:
        assert response.status == 202


def reports(server: Program, site: str) -> list[object]:
    return [
        server.ask(f"/api/websites/{site}/{path}")["data"]
        for path in ("stats", "metrics?type=page", "metrics?type=browser", "pageviews", "sessions")
    ]


def test_a_backup_of_a_loaded_server_restores_to_equal_reports(tmp_path: Path) -> None:
    data, disk, other = tmp_path / "data", tmp_path / "disk", tmp_path / "other"
    disk.mkdir()
    with serving(data) as server:
        site, sent, is_over = server.add_website(), 0, threading.Event()

        def load() -> None:
            nonlocal sent
            while not is_over.is_set():
                send(server, site, sent)
                sent += 1

        loading = threading.Thread(target=load)
        loading.start()
        try:
            while sent < 50:
                assert loading.is_alive()
            first = sent
            done = run("backup", "--data-dir", str(data))
            last = sent
        finally:
            is_over.set()
            loading.join()
        assert done.returncode == 0, done.stderr
        assert first < last, "the server served no event while its backup was made"
        (during,) = (data / "backups").iterdir()
        copied = run("backup", "--data-dir", str(data), "--to", str(disk))
        assert copied.returncode == 0, copied.stderr
        (backup,) = disk.iterdir()
        assert str(backup) in copied.stdout
        before = reports(server, site)
        send(server, site, 0)
        in_use = run("restore", "--data-dir", str(data), str(backup))
        assert (in_use.returncode, in_use.stdout) == (1, "")
        server.signal(signal.SIGTERM)
        assert server.wait() == 0
    for folder in (data, other):  # over what is there, and on a new computer
        assert run("restore", "--data-dir", str(folder), str(backup)).returncode == 0
        with serving(folder) as server:
            assert reports(server, site) == before
            send(server, site, 1)
            server.signal(signal.SIGTERM)
            assert server.wait() == 0
    with serving(other) as server:
        assert server.ask(f"/api/websites/{site}/stats")["data"]["pageviews"] == sent + 1
    (replaced,) = data.glob("replaced-*")
    assert {path.name for path in replaced.iterdir()} >= {"sparklytics.duckdb"}
    assert run("restore", "--data-dir", str(other), str(during)).returncode == 0
    with serving(other) as server:
        assert first <= server.ask(f"/api/websites/{site}/stats")["data"]["pageviews"] <= last + 1
