"""Administrator from the command line: the bootstrap password of the first start, and a lost password."""

from __future__ import annotations

import signal
import urllib.error
from pathlib import Path
from typing import Any

import pytest

from tests.program import Program, run, serving

SETTINGS = {"AUTH": "local", "ARGON2_MEMORY_KB": "64"}
OLD, NEW = "the old password", "the new password"


def refusal(program: Program, path: str, body: object = None) -> int:
    with pytest.raises(urllib.error.HTTPError) as caught:
        program.ask(path, body)
    caught.value.close()
    return caught.value.code


def stop(program: Program) -> None:
    program.signal(signal.SIGTERM)
    assert program.wait() == 0


def reset(data_dir: Path, typed: str, **settings: str) -> Any:
    return run("reset-password", "--data-dir", str(data_dir), typed=typed, **(SETTINGS | settings))


def test_the_bootstrap_password_sets_up_and_reset_password_replaces_a_lost_one(
    tmp_path: Path,
) -> None:
    data_dir = tmp_path / "data"
    with serving(data_dir, **SETTINGS) as program:
        bootstrap = program.out.wait_for(r"bootstrap password (\S+)")[1]
        assert refusal(program, "/api/websites") == 403
        assert program.ask("/api/auth/setup", {"bootstrap_password": bootstrap, "password": OLD})["data"]["ok"] is True
        program.ask("/api/auth/login", {"password": OLD})
        done = reset(data_dir, NEW + "\n")
        assert (done.returncode, done.stdout) == (1, "")
        assert "Stop the server" in done.stderr
        stop(program)
        assert bootstrap not in program.err.join()
        assert not any(bootstrap in path.read_text() for path in (data_dir / "log").iterdir())
    done = reset(data_dir, NEW + "\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "all sessions were ended" in done.stdout
    with serving(data_dir, **SETTINGS) as program:
        assert refusal(program, "/api/auth/login", {"password": OLD}) == 401
        program.ask("/api/auth/login", {"password": NEW})
        stop(program)
    assert "bootstrap password" not in program.out.join()


def test_the_second_factor_is_switched_off_from_the_command_line(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    settings = {"AUTH": "password", "PASSWORD": OLD}
    with serving(data_dir, **(SETTINGS | settings)) as program:
        stop(program)
    done = run("reset-password", "--second-factor-off", "--data-dir", str(data_dir), **(SETTINGS | settings))
    assert (done.returncode, done.stderr) == (0, "")
    assert "The second factor is off" in done.stdout


@pytest.mark.parametrize(
    ("typed", "settings", "sentence"),
    [
        ("short\n", {}, "password must be at least 12 characters"),
        ("", {}, "password cannot be empty"),
        (NEW + "\n", {}, "There is no database in"),
        (NEW + "\n", {"AUTH": "password", "PASSWORD": "x"}, "SPARKLYTICS_PASSWORD"),
    ],
)
def test_an_impossible_reset_prints_one_sentence(
    tmp_path: Path, typed: str, settings: dict[str, str], sentence: str
) -> None:
    done = reset(tmp_path / "data", typed, **settings)
    assert (done.returncode, done.stdout) == (1, "")
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "data").exists()
