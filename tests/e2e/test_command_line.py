"""Command line of the program: output and exit codes of real processes."""

from __future__ import annotations

import asyncio
import signal
import socket
import stat
from pathlib import Path
from urllib.error import HTTPError

import pytest

from app import __version__
from app.api.client import ApiClient
from app.config import Settings
from app.domain.websites import NewWebsite
from app.server.lifecycle import open_server
from tests.program import Program, run, serving, started
from tests.server.certificates import Authority


@pytest.mark.parametrize("arguments", [("--version",), ("version",)])
def test_version_is_printed(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Sparklytics Desktop {__version__}\n", "")


@pytest.mark.parametrize("arguments", [("--help",), ("serve", "--help"), ("health", "--help")])
def test_help_names_the_options(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 0
    assert all(option in done.stdout for option in ("--data-dir", "--port", "--host"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("fly",),
        ("--colour", "red"),
        ("--connect", "http://nas:3000", "serve"),
        ("report", "shop", "--out", "report.doc"),
        ("report", "shop", "--out", "report.html", "--period", "last-decade"),
        ("report", "--out", "report.html"),
    ],
)
def test_wrong_usage_prints_the_usage_and_exits_with_2(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "usage: sparklytics" in done.stderr


def test_serve_prints_its_address_and_the_first_step(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as program:
        assert program.out.wait_for(r"Add your first website")
        assert program.ask("/health")["status"] == "ok"
        program.signal(signal.SIGINT)
        assert program.wait() == 0
    assert program.out.join().startswith(f"Sparklytics Desktop {__version__} listens on http://localhost:")
    assert program.out.join().endswith("Stopped.\n")
    assert "Traceback" not in program.err.join()


def test_serve_requires_sign_in_by_default(tmp_path: Path) -> None:
    with started("serve", DATA_DIR=str(tmp_path / "data"), HOST="localhost", PORT="0", ARGON2_MEMORY_KB="8") as program:
        program.url = program.out.wait_for(r"listens on (http://\S+)")[1]
        assert program.out.wait_for(r"Set up the administrator with the bootstrap password \S{8,}")
        assert program.ask("/api/auth/status")["setup_required"]
        with pytest.raises(HTTPError) as refused:
            program.ask("/api/websites")
        with refused.value as answer:
            assert answer.code == 403, "nothing is served before there is an administrator"
        stop(program)


def test_serve_prints_no_first_run_hint_when_a_site_exists(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as program:
        program.add_website()
        stop(program)
    with serving(tmp_path / "data") as program:
        stop(program)
    assert "first website" not in program.out.join()


def stop(program: Program) -> None:
    program.signal(signal.SIGTERM)
    assert program.wait() == 0


def test_only_the_owner_can_read_the_data_folder(tmp_path: Path) -> None:
    data_dir = tmp_path / "deep" / "data"
    with serving(data_dir) as program:
        program.ask("/api/collect", {"website_id": program.add_website(), "type": "pageview", "url": "https://a.b/"})
        modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (data_dir, *data_dir.rglob("*"))}
        stop(program)
    wrong = {path.name: oct(mode) for path, mode in modes.items() if mode & 0o077}
    assert wrong == {}
    assert len(modes) > 5


def test_health_exits_with_0_while_the_server_runs_and_1_after(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as program:
        assert run("health", "--port", str(program.port)).returncode == 0
        assert run("health", PORT=str(program.port)).returncode == 0
        assert run("health", "--port", str(program.port), "--host", "::1").returncode == 0
        stop(program)
        done = run("health", "--port", str(program.port))
    assert done.returncode == 1
    assert done.stderr.startswith("No server replies on port")


def test_with_a_certificate_the_address_and_the_health_command_use_https(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    authority.issue("stats.example.com")
    files = {"TLS_CERT": str(authority.cert), "TLS_KEY": str(authority.key)}
    place = {"HOST": "localhost", "PORT": "0", "DATA_DIR": str(tmp_path / "data")}
    with started("serve", **files, **place) as program:
        port = program.out.wait_for(r"listens on https://localhost:(\d+) ")[1]
        assert run("health", **files, **(place | {"PORT": port})).returncode == 0
        assert run("health", **(place | {"PORT": port})).returncode == 1
        stop(program)


def test_health_exits_with_1_when_another_program_has_the_port() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        client_gone = run("health", "--port", str(other.getsockname()[1]), "--host", "127.0.0.1")
    assert client_gone.returncode == 1


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"PORT": "many"}, "SPARKLYTICS_PORT must be a whole number"),
        ({"PROT": "3000"}, "The nearest name is SPARKLYTICS_PORT."),
        ({"AUTH": "password"}, "SPARKLYTICS_PASSWORD is required"),
        ({"PUBLIC_URL": ""}, "SPARKLYTICS_PUBLIC_URL must not be empty"),
    ],
)
def test_bad_settings_stop_the_start_with_one_sentence(tmp_path: Path, settings: dict[str, str], sentence: str) -> None:
    done = run("serve", "--data-dir", str(tmp_path / "data"), **settings)
    assert (done.returncode, done.stdout) == (1, "")
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "data").exists()


def test_a_bad_settings_file_stops_the_start_and_is_named(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("prot = 3000\n")
    done = run("serve", "--data-dir", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr == f"prot in {tmp_path / 'settings.toml'} is not a setting. The nearest name is port.\n"


def test_a_taken_port_stops_the_start_and_its_process_is_named(tmp_path: Path) -> None:
    with serving(tmp_path / "one") as program:
        done = run("serve", "--data-dir", str(tmp_path / "two"), "--port", str(program.port))
        assert done.returncode == 1
        assert f"Port {program.port} is in use by" in done.stderr
        assert f"(process {program.process.pid})" in done.stderr
        assert "Traceback" not in done.stderr


def test_settings_without_effect_are_logged(tmp_path: Path) -> None:
    with serving(tmp_path / "data", COLLECT_CACHE_MAX_ENTRIES="100") as program:
        program.err.wait_for("SPARKLYTICS_COLLECT_CACHE_MAX_ENTRIES has no effect in this version")
        stop(program)


def test_serve_uses_a_data_folder_in_the_working_folder_by_default(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    done = run("serve", "--port", "0", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("The data folder data cannot be used: file exists.")


def test_without_a_display_the_window_suggests_serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    done = run("--data-dir", str(tmp_path / "data"))
    assert done.returncode == 1
    assert "There is no display" in done.stderr
    assert "sparklytics serve" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_pyside_the_window_prints_the_install_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    (tmp_path / "PySide6.py").write_text("raise ImportError('no PySide6 here')\n")
    done = run("--data-dir", str(tmp_path / "data"), before_on_path=tmp_path)
    assert done.returncode == 1
    assert "pip install 'sparklytics-desktop[desktop]'" in done.stderr
    assert "Traceback" not in done.stderr


async def test_a_report_needs_no_display(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_server(Settings(data_dir=tmp_path / "data", port=0), owner_token="owner") as server:
        client = ApiClient(server.url, "owner")
        await client.add_website(NewWebsite("Shop", "shop.example.com"))
        await client.close()
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    out = tmp_path / "report.pdf"
    ordered = ("report", "shop.example.com", "--data-dir", str(tmp_path / "data"), "--out", str(out))
    done = await asyncio.to_thread(run, *ordered)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Wrote {out}: Shop, ")
    assert out.read_bytes().startswith(b"%PDF-")


def test_the_doctor_says_what_is_wrong_and_its_exit_code_too(tmp_path: Path) -> None:
    data = tmp_path / "data"
    gone = run("doctor", "shop.example.com", "--data-dir", str(data))
    assert (gone.returncode, "No server runs on the folder" in gone.stderr) == (1, True)
    with serving(data) as server:
        server.add_website()
        page = f"{server.url}/nothing"
        told = run("doctor", "shop.example.com", "--data-dir", str(data), "--page", page)
        assert told.returncode == 1
        assert "[!]  The website itself could not be read." in told.stdout
        assert "[ok] Events can be sent." in told.stdout
        assert page in told.stdout
        shareable = run("doctor", "Shop", "--data-dir", str(data), "--page", page, "--shareable")
        assert "127.0.0.1" not in shareable.stdout
