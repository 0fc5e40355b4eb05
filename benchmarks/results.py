"""Results of the benchmarks: compared with their targets, printed, saved as JSON and in docs/benchmarks.md."""

from __future__ import annotations

import json
import os
import platform
import re
import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import aiohttp
import duckdb
import psutil

from benchmarks.store import OUT, ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
QUIET_S, QUIET_PERCENT = 5.0, 10.0  # quiet: less than this percentage of all processors over this time
Better = Literal["lower", "higher"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One number. target: None where none was set; note: further numbers of the same run, in words."""

    name: str
    value: float
    unit: str
    target: float | None = None
    better: Better = "lower"
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.target is None:
            return ""
        is_met = self.value <= self.target if self.better == "lower" else self.value >= self.target
        return "met" if is_met else "missed"


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of several runs: on the clock, and of processor time."""

    runs_ms: tuple[float, ...]
    cpu_ms: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.runs_ms)

    @property
    def cpu(self) -> float:
        return statistics.median(self.cpu_ms)

    @property
    def p95(self) -> float:
        return percentile(self.runs_ms, 95)


@dataclass(slots=True)
class Report:
    """Results of one benchmark. key: name of its file and of its place in docs/benchmarks.md."""

    key: str
    title: str
    measures: list[Measure] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    load_before: float = field(default_factory=lambda: os.getloadavg()[0])

    def add(self, measure: Measure) -> None:
        """Add a measure and print it at once: a run may take minutes."""
        self.measures.append(measure)
        target = "" if measure.target is None else f"  (target {_target(measure)}: {measure.verdict})"
        note = f"  {measure.note}" if measure.note else ""
        print(f"  {measure.name:<44} {number(measure.value):>10} {measure.unit:<9}{target}{note}", flush=True)

    def remark(self, text: str) -> None:
        self.remarks.append(text)
        print(f"  {text}", flush=True)


class Neighbours:
    """Processor use of other programs, that is all but this process and its ended children."""

    def __init__(self) -> None:
        self._begun = self._now()

    def share(self) -> float:
        """Return the processor time of others since the start, as a fraction of all there was."""
        busy, own, every = (now - then for now, then in zip(self._now(), self._begun, strict=True))
        return max(0.0, (busy - own) / every) if every else 0.0

    def _now(self) -> tuple[float, float, float]:
        times = psutil.cpu_times()
        every = sum(times[:8])  # the rest (guests) is counted in user time already
        return every - times.idle - getattr(times, "iowait", 0.0), sum(psutil.Process().cpu_times()[:4]), every


def neighbours_remark(share: float) -> str:
    return f"Other programs used {share:.0%} of the processors during the run."


def wait_for_quiet(limit_s: float) -> None:
    """Wait until other programs leave the processors idle, at most `limit_s` seconds."""
    deadline_s = time.monotonic() + limit_s
    while time.monotonic() < deadline_s and psutil.cpu_percent(QUIET_S) > QUIET_PERCENT:
        pass


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the smallest value that at least `percent` percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100).__int__() - 1)]


def number(value: float) -> str:
    """Return a number as text: about three significant digits, thousands separated."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value < 1 else f"{value:.1f}"


def machine() -> dict[str, str]:
    """Return the machine and versions that the numbers were measured on."""
    return {
        "cores": str(os.cpu_count()),
        "CPU": _cpu_model(),
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "kernel": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "DuckDB": duckdb.__version__,
        "aiohttp": aiohttp.__version__,
        "date": datetime.now(UTC).date().isoformat(),
    }


def save(report: Report) -> None:
    """Write the JSON file and the place of the report in docs/benchmarks.md."""
    OUT.mkdir(parents=True, exist_ok=True)
    content = {**asdict(report), "load_after": os.getloadavg()[0], "machine": machine()}
    (OUT / f"{report.key}.json").write_text(json.dumps(content, indent=2) + "\n", "utf-8")
    page = PAGE.read_text("utf-8")
    begin, end = f"<!-- begin {report.key} -->", f"<!-- end {report.key} -->"
    block = f"{begin}\n{markdown(report)}{end}"
    if begin in page:
        page = re.sub(f"{re.escape(begin)}.*?{re.escape(end)}", lambda _: block, page, flags=re.DOTALL)
    else:
        page = f"{page.rstrip()}\n\n{block}\n"
    PAGE.write_text(page, "utf-8")


def markdown(report: Report) -> str:
    """Return the report as docs/benchmarks.md shows it."""
    facts = ", ".join(f"{name} {value}" for name, value in machine().items())
    lines = [f"## {report.title}", "", f"Measured on: {facts}.", ""]
    lines += [f"Load average before the run: {report.load_before:.1f}.", ""]
    lines += ["| Measure | Value | Target | | Details |", "|---|---|---|---|---|"]
    for measure in report.measures:
        target = "" if measure.target is None else _target(measure)
        value = f"{number(measure.value)} {measure.unit}".strip()
        lines.append(f"| {measure.name} | {value} | {target} | {measure.verdict} | {measure.note} |")
    lines += ["", *(f"- {remark}" for remark in report.remarks), *([""] if report.remarks else [])]
    return "\n".join(lines) + ("" if lines[-1] == "" else "\n")


def _target(measure: Measure) -> str:
    assert measure.target is not None
    sign = "≤" if measure.better == "lower" else "≥"
    return f"{sign} {number(measure.target)} {measure.unit}".strip()


def _cpu_model() -> str:
    path = Path("/proc/cpuinfo")
    if not path.exists():
        return platform.processor() or platform.machine()
    text = path.read_text("utf-8")
    model = re.search(r"^model name\s*: (.*)$", text, re.MULTILINE)
    hertz = re.search(r"^cpu MHz\s*: (\d+)", text, re.MULTILINE)
    name = model[1] if model else platform.machine()
    return f"{name} at {int(hertz[1]) / 1000:.1f} GHz" if hertz else name
