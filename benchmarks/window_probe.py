"""The real window with its server, used by a script in place of a person, and timed from inside its process.

`python -m benchmarks.window_probe FOLDER PORT` opens the program on the data folder and prints its numbers as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Generator
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import psutil
from PySide6.QtCore import QAbstractEventDispatcher, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from app.domain.reports.request import Filter
from app.ui.main_window import MainWindow
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages_table import PAGES
from app.ui.style import theme
from app.ui.style.theme import Mode
from app.ui.view import View
from app.ui.window_state import WindowState
from benchmarks.history import LAST_DAY, SITES
from benchmarks.queries import WINDOW_DAYS

BEAT_MS = 2
REST_S = 0.2  # of each step after its numbers: late work of the window belongs to the step that caused it
STEP_LIMIT_S = 20.0
ROUNDS_TO_PAINT = 2  # of the event loop after the last reply: layout and painting are events of their own
FILTERS = (Filter("country", "DE"), Filter("device", "mobile"))
SWITCHES: tuple[Mode, ...] = ("light", "dark", "light", "dark", "light")

Script = Generator[None, None, None]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the script. block_ms: longest time in which the window could not have reacted; cpu_ms: most processor
    time of its thread in such a time, fair under other programs; shown_ms: from the action until numbers were painted.
    """

    name: str
    block_ms: float
    cpu_ms: float
    shown_ms: float


@dataclass(slots=True)
class Run:
    """Everything measured. memory_mb: of the whole process, server included, by moment."""

    first: list[Step] = field(default_factory=list)
    openings: list[Step] = field(default_factory=list)
    returns: list[Step] = field(default_factory=list)
    changes: list[Step] = field(default_factory=list)
    switches: list[Step] = field(default_factory=list)
    switched_pages: list[Step] = field(default_factory=list)
    memory_mb: dict[str, float] = field(default_factory=dict)


class Probe(QObject):
    """Runs the script on a timer, and times the turns of the event loop: input is handled between two of them.

    The beats of the timer would not do: a timer without an interval has two turns between two beats that are due.
    """

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run = run
        self._window: MainWindow | None = None
        self._script = self._steps()
        self._turn_s, self._turn_cpu_s = time.perf_counter(), time.thread_time()
        self._longest_s = self._longest_cpu_s = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        dispatcher.awake.connect(self._on_turn)

    @Slot()
    def _on_turn(self) -> None:
        """Note the time of the turn that has ended, and of the wait for it: `BEAT_MS` at most."""
        now_s, cpu_s = time.perf_counter(), time.thread_time()
        self._longest_s = max(self._longest_s, now_s - self._turn_s)
        self._longest_cpu_s = max(self._longest_cpu_s, cpu_s - self._turn_cpu_s)
        self._turn_s, self._turn_cpu_s = now_s, cpu_s

    def _beat(self) -> None:
        try:
            next(self._script)
        except StopIteration:
            self._timer.stop()
            QTimer.singleShot(0, self._the_window().quit_requested.emit)
        except TimeoutError as error:
            print(error, file=sys.stderr)
            self._timer.stop()
            QApplication.exit(1)

    def _steps(self) -> Script:
        yield from self._begin()
        keys = [page.key for page in PAGES if page.key != "overview"]
        for key in keys:
            yield from self._step(self._run.openings, key, partial(self._show_page, key))
        self._note_memory("all pages visited")
        yield from self._step([], "another range", partial(self._show_range, 1))
        for number, key in enumerate([page.key for page in PAGES if page.has_range], 2):
            yield from self._step(self._run.returns, key, partial(self._show_page, key))
            yield from self._change(key, number)
        yield from self._step([], "overview", partial(self._show_page, "overview"))
        for mode in SWITCHES:
            yield from self._step(self._run.switches, mode, partial(theme.current().set_mode, mode))
        for key in keys:
            yield from self._step(self._run.switched_pages, key, partial(self._show_page, key))
        self._note_memory("at the end")

    def _change(self, key: str, earlier_days: int) -> Script:
        """Change range and filters of a page; the next page then has to ask for this range as well."""
        views = self._the_window().actions_of_view
        yield from self._step(self._run.changes, f"{key}, range", partial(self._show_range, earlier_days))
        for new in FILTERS:
            yield from self._step(self._run.changes, f"{key}, {new.dimension}", partial(views.add_filter, new))
        yield from self._step([], key, views.clear_filters)

    def _begin(self) -> Script:
        """Wait for the numbers of the first overview, from the first beat of the open window on."""
        begun_s = self._turn_s = time.perf_counter()
        self._turn_cpu_s = time.thread_time()
        self._longest_s = self._longest_cpu_s = 0.0
        while (window := _find_window()) is None or window.pages.page is None or window.pages.page.request is None:
            self._check(begun_s, "the first page")
            yield
        self._window = window
        yield from self._step(self._run.first, "overview", lambda: None, begun_s)
        self._note_memory("first overview")

    def _step(self, into: list[Step], name: str, act: Callable[[], object], begun_s: float | None = None) -> Script:
        """Act, and wait until the window shows the numbers and has come to rest. begun_s: when it began earlier."""
        if begun_s is None:
            begun_s = time.perf_counter()
            self._longest_s = self._longest_cpu_s = 0.0
        act()
        rounds = 0
        while rounds < ROUNDS_TO_PAINT:
            yield
            rounds = 0 if self._is_waiting() else rounds + 1
            self._check(begun_s, name)
        shown_s = time.perf_counter()
        while self._is_waiting() or time.perf_counter() - shown_s < REST_S:
            yield
            self._check(begun_s, name)
        into.append(Step(name, self._longest_s * 1000, self._longest_cpu_s * 1000, (shown_s - begun_s) * 1000))

    def _is_waiting(self) -> bool:
        """Return whether a call is open, a page is not whole or not filled, or the theme is changing."""
        window, pages = self._the_window(), self._the_window().pages
        is_filling = isinstance(pages.page, ReportPage) and pages.page.is_filling
        is_changing = pages._building.is_running or is_filling or not window.updatesEnabled()
        return window._bridge.has_open_calls or is_changing

    def _check(self, begun_s: float, name: str) -> None:
        if time.perf_counter() - begun_s > STEP_LIMIT_S:
            raise TimeoutError(f"After {STEP_LIMIT_S:.0f} s the window still waits for {name}.")

    def _the_window(self) -> MainWindow:
        assert self._window is not None
        return self._window

    def _show_page(self, key: str) -> None:
        self._the_window().actions_of_view.show_page(key)

    def _show_range(self, earlier_days: int) -> None:
        """Show another range that the server has not answered yet."""
        moved = _view(earlier_days)
        self._the_window().actions_of_view.change(lambda view: replace(view, start=moved.start, end=moved.end))

    def _note_memory(self, moment: str) -> None:
        self._run.memory_mb[moment] = psutil.Process().memory_info().rss / 2**20


def _find_window() -> MainWindow | None:
    return next((window for window in QApplication.topLevelWidgets() if isinstance(window, MainWindow)), None)


def _view(earlier_days: int = 0) -> View:
    """Return the view of the measured site, over as many days as benchmarks/queries.py."""
    end = LAST_DAY - timedelta(days=earlier_days)
    return View(SITES[0].id, preset="", start=end - timedelta(days=WINDOW_DAYS - 1), end=end)


def measure(folder: Path, port: int) -> int:
    """Open the program, run the script, quit, and print the numbers. Return the exit code of the program."""
    state = WindowState(folder / "window.ini")
    state.view, state.theme = _view(), "dark"
    state.save()
    qt = QApplication(["sparklytics"])
    run = Run()
    probe = Probe(run)
    code = main(["--data-dir", str(folder), "--host", "localhost", "--port", str(port)])
    probe.deleteLater()
    print(json.dumps({**asdict(run), "platform": qt.platformName()}))
    return code


if __name__ == "__main__":
    sys.exit(measure(Path(sys.argv[1]), int(sys.argv[2])))
