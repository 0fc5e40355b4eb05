"""Two revisions of the program measured by their own benchmarks in turn, so that a noisy minute affects both.

Each revision is checked out into a folder of its own and measured there with the packages of this checkout.
"""

from __future__ import annotations

import contextlib
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.results import Measure, Neighbours, Report, neighbours_remark, number
from benchmarks.store import OUT, ROOT

PARTS = ("queries", "load", "endurance", "window")
LIMIT_S = 1_800.0

Values = dict[str, list[float]]  # one value a turn, by the name of the measure


@dataclass(frozen=True, slots=True)
class Tree:
    """A checkout of one revision, and the values it has shown. label: the revision as it was asked for."""

    label: str
    folder: Path
    values: Values
    units: dict[str, str]

    def measure(self, part: str, arguments: Sequence[str]) -> None:
        """Run one part of the benchmarks in this checkout. Raises RuntimeError when it fails."""
        command = [sys.executable, "-m", "benchmarks", part, *arguments]
        out = self.folder / "build" / "bench"
        for old in out.glob("*.json"):
            old.unlink()
        try:
            done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=LIMIT_S)
        except subprocess.TimeoutExpired as error:
            raise RuntimeError(
                f"The benchmarks of {self.label} took longer than {LIMIT_S / 60:.0f} minutes."
            ) from error
        if done.returncode:
            raise RuntimeError(f"The benchmarks of {self.label} failed: {done.stdout[-500:]}{done.stderr[-2000:]}")
        for path in sorted(out.glob("*.json")):
            for measure in json.loads(path.read_text("utf-8"))["measures"]:
                self.values.setdefault(measure["name"], []).append(measure["value"])
                self.units[measure["name"]] = measure["unit"]


def run(base: str, part: str, turns: int, arguments: Sequence[str]) -> Report:
    """Measure `base` and this checkout in turn and report the ratio of each measure, this checkout to `base`.

    base: a revision of git. This checkout is measured with its uncommitted changes, but without files that git does
    not know. arguments: passed on to both. Raises RuntimeError for an unknown revision and for failed benchmarks.
    """
    report = Report(f"compare-{part}", f"{part.capitalize()}, compared with {base}")
    print(report.title)
    neighbours = Neighbours()
    with _tree(base, _commit(base)) as before, _tree("this checkout", _own_commit()) as now:
        for turn in range(turns):
            for tree in (before, now) if turn % 2 == 0 else (now, before):
                tree.measure(part, arguments)
    for name in [name for name in now.values if name in before.values]:
        report.add(_ratio(name, now.units[name], before.values[name], now.values[name]))
    for name in sorted(now.values.keys() ^ before.values.keys()):
        report.remark(f"Only one of the two has the measure “{name}”.")
    report.remark(f"Medians of {turns} turns each. A ratio below 1 is less than before: faster, for a time.")
    report.remark(neighbours_remark(neighbours.share()))
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / f"{report.key}.json").write_text(json.dumps({"before": before.values, "now": now.values}), "utf-8")
    return report


def _ratio(name: str, unit: str, before: Sequence[float], now: Sequence[float]) -> Measure:
    old, new = statistics.median(before), statistics.median(now)
    ratio = new / old if old else float(new != old) + 1
    spread = f"{number(min(now))} to {number(max(now))}" if len(now) > 1 else ""
    note = f"{number(old)} → {number(new)} {unit}" + (f", now {spread}" if spread else "")
    return Measure(name, ratio, "x", note=note)


@contextlib.contextmanager
def _tree(label: str, commit: str) -> Iterator[Tree]:
    """Check a revision out, with the histories that this checkout has: generating them takes minutes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "tree"
        _git("worktree", "add", "--detach", "--quiet", str(folder), commit)
        try:
            (folder / "build" / "bench").mkdir(parents=True)
            for history in OUT.glob("history-*.duckdb"):
                (folder / "build" / "bench" / history.name).symlink_to(history)
            yield Tree(label, folder, {}, {})
        finally:
            _git("worktree", "remove", "--force", str(folder))


def _own_commit() -> str:
    """Return a commit with the present state of all files that git knows."""
    return _git("stash", "create") or _commit("HEAD")


def _commit(revision: str) -> str:
    return _git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"git {' '.join(arguments)} failed: {done.stderr.strip() or 'no such revision'}")
    return done.stdout.strip()
