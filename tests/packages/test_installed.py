"""Packages: what is installed from each of them counts a visit, opens its window and writes a report."""

import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

import app
from tests.e2e.display import Display, display, window_manager
from tests.packages.conftest import PACKAGES, Installed
from tests.program import environment, serving, started

PICTURES = PACKAGES.parent / "packages-work"
COLLECT = "/api/collect"
BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept-Language": "en",
    "Content-Type": "application/json",
}
LIMIT_S = 30.0


def output(installed: Installed, *arguments: str, **settings: str) -> str:
    command = [*installed.command, *arguments]
    done = subprocess.run(command, env=environment(**settings), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_says_its_version(server_installed: Installed) -> None:
    assert app.__version__ in output(server_installed, "--version")


def test_a_visit_is_counted_and_is_there_after_a_restart_and_in_a_report(server_installed: Installed) -> None:
    installed = server_installed
    data = installed.home / "served"
    with serving(data, command=installed.command) as server:
        output(installed, "health", PORT=str(server.port), HOST="localhost")
        site = server.add_website()
        with urllib.request.urlopen(f"{server.url}/s.js", timeout=LIMIT_S) as script:
            assert b"sparklytics" in script.read()
        event = f'{{"type":"pageview","url":"https://shop.example.com/","website_id":"{site}"}}'.encode()
        with urllib.request.urlopen(
            urllib.request.Request(server.url + COLLECT, event, BROWSER), timeout=LIMIT_S
        ) as ok:
            assert ok.status == 202
        server.signal(signal.SIGTERM)
        assert server.wait() == 0
        assert "Traceback" not in server.err.join()
    today = time.strftime("%Y-%m-%d", time.gmtime())
    with serving(data, command=installed.command) as server:
        stats = server.ask(f"/api/websites/{site}/stats?start_date={today}&end_date={today}")
        assert (stats["data"]["visitors"], stats["data"]["pageviews"]) == (1, 1)
        for kind in ("html",) if installed.kind == "container" else ("html", "pdf"):  # a PDF needs Qt
            target = str(installed.home / f"report.{kind}")
            arguments = ("report", "--data-dir", str(data), "--period", "today", "--out", target, site)
            output(installed, *arguments, PORT=str(server.port), HOST="localhost")
        output(installed, "backup", "--data-dir", str(data))  # by a process of its own, which the package has to start
        (backup,) = server.ask("/api/server/backups")["data"]["backups"]
        server.signal(signal.SIGTERM)
        assert server.wait() == 0
    file = str(data / "backups" / backup["name"])
    assert "Restored 1 events" in output(installed, "restore", "--data-dir", str(installed.home / "restored"), file)


def test_the_window_opens_on_a_screen_and_starts_its_server(
    installed: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    data = str(installed.home / "window")
    with display(tmp_path / "screen") as screen, window_manager(screen, tmp_path):
        monkeypatch.setenv("DISPLAY", screen.name)
        with started("--data-dir", data, command=installed.command, PORT="0") as program:
            program.url = f"http://127.0.0.1:{program.err.wait_for(r'Server started on port ([0-9]+)')[1]}"
            assert program.ask("/health")["status"] == "ok"
            painted(screen).save(str(PICTURES / f"{installed.kind}.png"))
            program.signal(signal.SIGTERM)
            assert program.wait() == 0
            assert "Traceback" not in program.err.join()


def painted(screen: Display) -> QImage:
    """Wait until a window is painted, in more than a few colours, and nothing on it moves."""
    until_s = time.monotonic() + LIMIT_S
    before = screen.picture()
    while True:
        time.sleep(0.5)
        picture = screen.picture()
        colours = {QColor(picture.pixel(x, y)).name() for x in range(0, 1366, 9) for y in range(0, 768, 7)}
        if len(colours) > 20 and picture == before:
            return picture
        assert time.monotonic() < until_s, f"the screen does not come to rest, or shows only {colours}"
        before = picture
