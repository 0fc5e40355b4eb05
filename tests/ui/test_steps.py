"""Work in steps: pages that are built and filled while the window reacts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.loop import LoopThread
from app.ui.pages.reports.overview import OverviewPage
from app.ui.pages.reports.report_page import ReportPage
from app.ui.steps import TURN_S, Steps
from app.ui.style import theme
from app.ui.style.dress import is_dressed
from tests.ui.fakes import FakeControl, FrameClient
from tests.ui.frame import Frame
from tests.ui.samples import SITE
from tests.ui.screens import BOTH, Tone, toned


@pytest.fixture
def frame(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path) -> Iterator[Frame]:
    frame = Frame(qtbot, loop_thread, FrameClient(SITE), tmp_path, FakeControl())
    frame.window.pages.prepare()
    frame.start()
    yield frame
    frame.close()


def until_shown(frame: Frame, key: str) -> None:
    """Wait until a report page is on screen with all its numbers."""

    def is_shown() -> bool:
        page = frame.window.pages.page
        is_it = isinstance(page, ReportPage) and page.objectName() == key
        return is_it and page.stack.state == "content" and not page.is_filling

    frame.qtbot.waitUntil(is_shown)
    frame.qtbot.waitUntil(lambda: not frame.bridge.has_open_calls)


def test_steps_take_turns_with_the_event_loop(qtbot: QtBot) -> None:
    owner, at = QObject(), []
    steps, other = Steps(owner), Steps(owner)

    def work(name: str) -> Iterator[None]:
        for _ in range(3):
            at.append(name)
            time.sleep(TURN_S)
            yield

    with qtbot.waitSignals([steps.finished, other.finished]):
        steps.start(work("a"))
        other.start(work("b"))
    assert sorted(at) == list("aaabbb")
    assert "".join(at) not in ("aaabbb", "bbbaaa")
    assert not steps.is_running


def test_a_new_work_replaces_the_one_before(qtbot: QtBot) -> None:
    owner, at = QObject(), []
    steps = Steps(owner)

    def work(name: str) -> Iterator[None]:
        at.append(name)
        yield

    steps.start(work("a"))
    with qtbot.waitSignal(steps.finished):
        steps.start(work("b"))
    assert at == ["b"]


def test_a_page_that_is_built_in_steps_is_shown_when_it_is_whole(frame: Frame) -> None:
    until_shown(frame, "overview")
    page = frame.window.pages.page
    assert isinstance(page, OverviewPage)
    assert [len(panel.model.rows) > 0 for panel in page.panels] == [True] * 4
    assert page.chart.series is not None
    frame.window.actions_of_view.show_page("sources")
    assert frame.window.pages.page is None
    until_shown(frame, "sources")


def test_a_page_that_was_left_before_it_was_whole_is_finished_when_it_is_chosen_again(frame: Frame) -> None:
    until_shown(frame, "overview")
    for key in ("sources", "pages", "overview"):
        frame.window.actions_of_view.show_page(key)
    until_shown(frame, "overview")
    for key in ("sources", "pages"):
        frame.window.actions_of_view.show_page(key)
        until_shown(frame, key)


def test_numbers_of_an_earlier_range_are_left_out_once_newer_ones_were_asked_for(
    frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    until_shown(frame, "overview")
    page = frame.window.pages.page
    assert isinstance(page, ReportPage)
    before, shown = page.request, []
    first, last = page.sections[0], page.sections[-1]
    monkeypatch.setattr(
        first, "show_figures", lambda _: page.request is before and frame.window.actions_of_view.move(-1)
    )
    monkeypatch.setattr(last, "show_figures", lambda figures: shown.append(figures.request))
    page.refresh()
    frame.qtbot.waitUntil(lambda: bool(shown))
    assert shown == [page.request]
    assert page.request != before
    until_shown(frame, "overview")


@pytest.mark.parametrize("tone", BOTH)
def test_a_page_is_styled_before_it_is_shown(frame: Frame, tone: Tone) -> None:
    """One that has the style of the tone is shown at once, another when it is styled."""
    until_shown(frame, "overview")
    pages, shown = frame.window.pages, []

    def note(at: int) -> None:
        page = pages.widget(at)
        shown.append((page.objectName(), page.objectName() == "" or is_dressed(page)))

    pages.currentChanged.connect(note)
    frame.window.actions_of_view.show_page("server")
    frame.qtbot.waitUntil(lambda: shown[-1] == ("server_page", True))
    is_other = theme.current().is_dark != (tone == "dark")
    with toned(tone):
        frame.window.actions_of_view.show_page("overview")
        until_shown(frame, "overview")
    assert all(is_styled for _, is_styled in shown)
    assert [name for name, _ in shown][-2:] == ["" if is_other else "server_page", "overview"]
