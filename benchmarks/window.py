"""The window on a history of a million events: blocks of its thread, time to new numbers, memory, size of its source.

The measured process is the program itself with its server, see benchmarks/window_probe.py.
"""

from __future__ import annotations

import ast
import compileall
import inspect
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.results import Measure, Neighbours, Report, neighbours_remark, number, percentile
from benchmarks.serving import PRIVATE, free_port
from benchmarks.store import ROOT, copy_of_history

LIMIT_S = 200.0
SCREEN = "1600x1000x24"
WINDOW = ROOT / "app" / "ui"
REPORTS = WINDOW / "pages" / "reports"
WORST = 3  # steps that a note names

Steps = Sequence[dict[str, Any]]  # Any: of `window_probe.Step`


def run(events: int) -> Report:
    """Use every page of the window once, come back to it, filter it, switch the theme, and report what it took."""
    report = Report("window", f"The window on {events:,} events")
    print(report.title)
    neighbours = Neighbours()
    with tempfile.TemporaryDirectory() as name:
        copy_of_history(events, Path(name))
        probe = _probe(Path(name))
    add_blocks(report, probe)
    add_waits(report, probe)
    _add_memory(report, probe["memory_mb"])
    _add_source(report)
    report.remark(f"Screen: {probe['platform']}. A block is a turn of the event loop: input is handled between two.")
    report.remark("Processor time of its thread has no target, but grows less with other programs than the clock.")
    report.remark("The server of the window runs in its process and shares the interpreter with it.")
    report.remark(f"Block of each page's first opening, in ms: {_each(probe['openings'], 'block_ms')}.")
    report.remark(f"Numbers after a page was chosen for the first time, in ms: {_each(probe['openings'], 'shown_ms')}.")
    report.remark(neighbours_remark(neighbours.share()))
    return report


def _probe(folder: Path) -> dict[str, Any]:  # Any: decoded JSON of `window_probe.Run`
    """Run the script in a process of its own, on a virtual screen where there is one."""
    compileall.compile_dir(ROOT / "app", quiet=1)  # as pip does: a first import would compile while a page opens
    clean = {name: value for name, value in os.environ.items() if not name.startswith(PRIVATE)}
    environment = {**clean, f"{PRIVATE}RETENTION_DAYS": "0", "XDG_CONFIG_HOME": str(folder / "config")}
    command = [sys.executable, "-m", "benchmarks.window_probe", str(folder), str(free_port())]
    if screen := shutil.which("xvfb-run"):
        command = [screen, "-a", "-s", f"-screen 0 {SCREEN}", *command]
        environment["QT_QPA_PLATFORM"] = "xcb"
    else:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=LIMIT_S)
    if done.returncode:
        raise RuntimeError(f"The window ended with code {done.returncode}: {done.stdout[-500:]}{done.stderr[-2000:]}")
    probe: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return probe


def add_blocks(report: Report, probe: dict[str, Any]) -> None:
    first = probe["first"][0]
    shown = f"numbers {number(first['shown_ms'])} ms after the window opened, start of the server included"
    report.add(Measure("longest block: first overview", first["block_ms"], "ms", 50, note=f"{_cpu([first])}; {shown}"))
    for name, key, target in (
        ("theme switch, all pages built", "switches", 100),
        ("a page's first opening", "openings", 50),
        ("coming back to a page", "returns", 50),
        ("range or filter changed", "changes", 50),
        ("a page's first showing in another theme", "switched_pages", None),
    ):
        steps: Steps = probe[key]
        longest = max(map(_block, steps))
        note = f"median {number(statistics.median(map(_block, steps)))} ms of {len(steps)}; {_worst(steps, 'block_ms')}"
        report.add(Measure(f"longest block: {name}", longest, "ms", target, note=f"{_cpu(steps)}; {note}"))


def add_waits(report: Report, probe: dict[str, Any]) -> None:
    for name, key in (("page chosen again", "returns"), ("range or filter changed", "changes")):
        steps: Steps = probe[key]
        times_ms = [step["shown_ms"] for step in steps]
        note = f"{len(steps)} changes, no reply from a cache; {_worst(steps, 'shown_ms')}"
        report.add(Measure(f"{name}, to new numbers", statistics.median(times_ms), "ms", 150, note=note))
        report.add(Measure(f"{name}, to new numbers, p95", percentile(times_ms, 95), "ms", 150))


def _add_memory(report: Report, memory_mb: dict[str, float]) -> None:
    at_first, visited, end = (memory_mb[name] for name in ("first overview", "all pages visited", "at the end"))
    note = f"server included; {number(at_first)} MiB after the first overview, {number(end)} MiB at the end of the run"
    report.add(Measure("memory, all pages visited", visited, "MiB", 350, note=note))


def _add_source(report: Report) -> None:
    """Add the size of the window's source, and the methods of the client that it does not call."""
    from app.ui.pages_table import PAGES

    pages = {path.name: lines / count for path, lines, count in _report_pages()}
    longest = max(pages, key=lambda name: pages[name])
    note = f"{longest} of {len(pages)} files; median {number(statistics.median(pages.values()))}"
    report.add(Measure("lines of a report page, most", pages[longest], "lines", 80, note=note))
    lines = sum(map(_lines, WINDOW.rglob("*.py")))
    note = f"{lines:,} lines, {len(PAGES)} pages"
    report.add(Measure("app/ui, lines a page", lines / len(PAGES), "lines", 900, note=note))
    methods = client_methods()
    unused = sorted(methods - called_names(WINDOW))
    note = f"of {len(methods)}" + (f": {', '.join(unused)}" if unused else "")
    report.add(Measure("client methods that no page calls", len(unused), "methods", 0, note=note))


_CLIENTS = {"ApiClient", "client", "_client", "source"}  # names under which modules have a client; a signal is none


def client_methods() -> set[str]:
    """Return the names of the public calls of the client."""
    from app.api.client import ApiClient

    kinds: tuple[Callable[[object], bool], ...] = (inspect.iscoroutinefunction, inspect.isasyncgenfunction)
    members = inspect.getmembers(ApiClient, lambda member: any(is_kind(member) for is_kind in kinds))
    return {name for name, _ in members if not name.startswith("_")}


def called_names(place: Path) -> set[str]:
    """Return the names of the calls of a client that a module, or those below a folder, name."""
    trees = (ast.parse(path.read_text("utf-8")) for path in (place.rglob("*.py") if place.is_dir() else (place,)))
    attributes = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return {node.attr for node in attributes if _last_name(node.value) in _CLIENTS}


def _last_name(expression: ast.expr) -> str:
    """Return the name at the end of an expression: `client` of `self.context.client`."""
    if isinstance(expression, ast.Attribute):
        return expression.attr
    return expression.id if isinstance(expression, ast.Name) else ""


def _report_pages() -> list[tuple[Path, int, int]]:
    """Return each module of report pages with its lines and the number of its pages."""
    modules = []
    for path in sorted(REPORTS.parent.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        bases = [base for node in tree.body if isinstance(node, ast.ClassDef) for base in node.bases]
        count = sum(isinstance(base, ast.Name) and base.id == "ReportPage" for base in bases)
        if count:
            modules.append((path, _lines(path), count))
    return modules


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def _block(step: dict[str, Any]) -> float:
    return float(step["block_ms"])


def _cpu(steps: Steps) -> str:
    times_ms = sorted(step["cpu_ms"] for step in steps)
    median = f", median {number(statistics.median(times_ms))}" if len(times_ms) > 1 else ""
    return f"at most {number(times_ms[-1])} ms of processor time{median}"


def _worst(steps: Steps, key: str) -> str:
    ordered = sorted(steps, key=lambda step: -step[key])[:WORST]
    return "longest: " + ", ".join(f"{step['name']} {number(step[key])}" for step in ordered)


def _each(steps: Steps, key: str) -> str:
    return ", ".join(f"{step['name']} {number(step[key])}" for step in steps)
