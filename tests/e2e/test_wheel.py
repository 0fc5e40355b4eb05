"""Wheel: contains the whole program, and runs outside this checkout."""

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import pytest

import app

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files, built without network from a copy of the sources, so that nothing stale gets in."""
    source, built, target = (tmp_path_factory.mktemp(name) for name in ("source", "built", "unpacked"))
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, source)
    for name in ("app", "resources", "docs"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
        + ["--wheel-dir", built, source],
        check=True,
        capture_output=True,
    )
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def files_below(folder: Path) -> set[Path]:
    return {
        path.relative_to(folder)
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name != "README.md"
    }


@pytest.mark.parametrize(("here", "in_wheel"), [("app", "app"), ("resources", "app/_resources")])
def test_the_wheel_contains_every_file(unpacked: Path, here: str, in_wheel: str) -> None:
    assert files_below(ROOT / here) - files_below(unpacked / in_wheel) == set()


def test_the_wheel_contains_the_manual(unpacked: Path) -> None:
    pages = {path.name for path in (ROOT / "docs").glob("*.md")}
    assert {path.name for path in (unpacked / "app" / "_docs").glob("*.md")} == pages


@pytest.fixture
def from_wheel(unpacked: Path) -> dict[str, str]:
    """An environment in which `python -P` finds the unpacked wheel before this checkout."""
    return os.environ | {"PYTHONPATH": str(unpacked)}


def test_the_program_starts_from_the_wheel(unpacked: Path, from_wheel: dict[str, str], tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        command = [sys.executable, "-P", *arguments]
        return subprocess.run(command, env=from_wheel, cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    assert run("-c", "import app; print(app.__file__)").strip() == str(unpacked / "app" / "__init__.py")
    assert app.__version__ in run("-m", "app", "--version")


def test_the_wheel_serves_the_tracker_and_stops_cleanly(from_wheel: dict[str, str], tmp_path: Path) -> None:
    command = [sys.executable, "-P", "-m", "app", "serve", "--host", "localhost", "--port", "0", "--data-dir", tmp_path]
    with subprocess.Popen(
        command, env=from_wheel, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        try:
            first_line = server.stdout.readline()
            address = re.search(r"http://\S+", first_line)
            assert address is not None, first_line
            with urllib.request.urlopen(f"{address[0]}/s.js", timeout=10) as reply:
                assert "javascript" in reply.headers["Content-Type"]
                assert reply.read()
        finally:
            server.send_signal(signal.SIGTERM)
            _, errors = server.communicate(timeout=30)
    assert server.returncode == 0, errors
