"""The comparison of two revisions, on a repository whose benchmarks say what they were asked."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from benchmarks import compare

PROGRAM = """
import json, pathlib, sys
measures = [dict(name="stats", value={value}, unit="ms"), dict(name="{other}", value=len(sys.argv), unit="")]
pathlib.Path("build/bench/queries.json").write_text(json.dumps(dict(measures=measures)))
"""


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *arguments], cwd=folder, check=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two revisions, in the place of this checkout."""
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks" / "__init__.py").touch()
    program = tmp_path / "benchmarks" / "__main__.py"
    _git(tmp_path, "init", "--quiet")
    for value, other in ((20, "old"), (10, "new")):
        program.write_text(PROGRAM.format(value=value, other=other), "utf-8")
        _git(tmp_path, "add", ".")
        _git(tmp_path, "commit", "--quiet", "--message", other)
    monkeypatch.setattr(compare, "ROOT", tmp_path)
    monkeypatch.setattr(compare, "OUT", tmp_path / "out")
    return tmp_path


def test_the_ratio_is_this_checkout_to_the_other_revision(repository: Path) -> None:
    report = compare.run("HEAD~1", "queries", turns=2, arguments=["--large"])
    assert [(measure.name, measure.value) for measure in report.measures] == [("stats", 0.5)]
    assert report.measures[0].note == "20.0 → 10.0 ms, now 10.0 to 10.0"
    assert json.loads((repository / "out" / "compare-queries.json").read_text())["now"]["new"] == [3, 3]


def test_uncommitted_changes_are_measured_and_no_checkout_stays(repository: Path) -> None:
    program = repository / "benchmarks" / "__main__.py"
    program.write_text(PROGRAM.format(value=5, other="new"), "utf-8")
    assert compare.run("HEAD", "queries", turns=1, arguments=[]).measures[0].value == 0.5
    listed = subprocess.run(["git", "worktree", "list"], cwd=repository, capture_output=True, text=True, check=True)
    assert len(listed.stdout.splitlines()) == 1


def test_an_unknown_revision_is_an_error_that_names_it(repository: Path) -> None:
    with pytest.raises(RuntimeError, match="nowhere"):
        compare.run("nowhere", "queries", turns=1, arguments=[])


def test_benchmarks_that_take_too_long_are_an_error_and_leave_no_checkout(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare, "LIMIT_S", 0.001)
    with pytest.raises(RuntimeError, match="took longer"):
        compare.run("HEAD~1", "queries", turns=1, arguments=[])
    listed = subprocess.run(["git", "worktree", "list"], cwd=repository, capture_output=True, text=True, check=True)
    assert len(listed.stdout.splitlines()) == 1
