"""The wheel carries the whole program, and runs from a folder that is not this one."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import app

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files, built without network from a copy of the sources, so that nothing stale gets in."""
    source, built, target = (tmp_path_factory.mktemp(name) for name in ("source", "built", "unpacked"))
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for name in ("app", "resources"):
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
def test_every_file_travels(unpacked: Path, here: str, in_wheel: str) -> None:
    assert files_below(ROOT / here) - files_below(unpacked / in_wheel) == set()


def test_the_program_starts_from_the_wheel_and_finds_its_resources(unpacked: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        # -P and the variable: the unpacked wheel comes before this checkout.
        command = [sys.executable, "-P", *arguments]
        environment = os.environ | {"PYTHONPATH": str(unpacked)}
        return subprocess.run(command, env=environment, cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    assert run("-c", "import app; print(app.__file__)").strip() == str(unpacked / "app" / "__init__.py")
    assert app.__version__ in run("-m", "app", "--version")
