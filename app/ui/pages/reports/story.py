"""Yesterday in a sentence or two, once a day for each website, on top of its overview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.domain.errors import AppError
from app.domain.reports.request import ReportRequest
from app.domain.reports.results import MetricsRow, SeriesPoint
from app.ui import format
from app.ui.pages.page import WindowPage
from app.ui.translation import filled, translator
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.parts import icon_button, row
from app.ui.window_state import WindowState

_tr = translator("story")

WEEKS = 4  # before yesterday, whose same weekday is the usual one
LEAST_DAYS = 3  # with a count before yesterday; fewer say nothing
_COURSE, _SOURCES = "course", "sources"
_DIRECT = "(direct)"


@dataclass(frozen=True, slots=True)
class Story:
    """A day in numbers. usual: visitors of its weekday in the weeks before, None without such a day.

    source: that brought the most visitors, blank for visits from nowhere, None for neither; is_most: more than half.
    """

    day: date
    visitors: int
    usual: int | None
    source: str | None = None
    is_most: bool = False


class StoryLine(QFrame):
    """The sentences, with a button that puts them away. seen: they came on screen."""

    seen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("story")
        self._text = ElidedLabel("muted", "story_text")
        away = icon_button("close", self.tr("Dismiss"), "story_away", self.hide)
        layout = row(self._text, away, gap=2)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._note_seen()

    def show_story(self, story: Story) -> None:
        self._text.setText(story_text(story))
        self.setAccessibleName(self._text.text())
        is_on_screen = self.isVisible()  # with the story of a day before
        self.show()
        if is_on_screen:
            self._note_seen()

    def _note_seen(self) -> None:
        if not self.window().isMinimized():
            self.seen.emit()


class StoryTelling:
    """Asks for the story of a page's website, once a day, and shows it in a line. state: None tells no story."""

    def __init__(self, page: WindowPage, state: WindowState | None) -> None:
        self.line = StoryLine()
        self.line.seen.connect(self._on_seen)
        self._page, self._state = page, state
        self._answered: tuple[str, date] | None = None  # website and day

    def ask(self, day: date) -> None:
        """Ask for the story of a day, unless it was shown or the page shows a part of the visits."""
        site, request, state = self._page.site, self._page.request, self._state
        assert site is not None
        assert request is not None
        if state is None or request.filters or self._answered == (site.id, day):
            return
        if not state.has_shown_story(site.id, day):
            call = self._page.client.reports(site.id, story_request(day, request), story_questions(day))
            self._page.ask("story", call, partial(self._on_replies, site.id, day), self._on_failed)

    def _on_replies(self, site_id: str, day: date, replies: Mapping[str, Any]) -> None:
        self._answered = (site_id, day)
        story = story_of(day, replies)
        if story is None:
            self.line.hide()  # that of a day before
        else:
            self.line.show_story(story)

    def _on_failed(self, error: AppError) -> None:
        """Leave the story to the next figures, which show why the server cannot be reached."""

    def _on_seen(self) -> None:
        """Note that the story was shown: a window in the tray or minimised shows it when it is opened."""
        if self._state is not None and self._answered is not None:
            self._state.add_shown_story(*self._answered)


def story_request(day: date, request: ReportRequest) -> ReportRequest:
    """Return what to ask about a day, of all visits that the request on screen counts, whatever its filters."""
    start = day - timedelta(weeks=WEEKS)
    return ReportRequest(start, day, request.timezone, include_bots=request.include_bots, granularity="day")


def story_questions(day: date) -> Mapping[str, Question]:
    """Return the reports that a story needs."""
    own = {"type": "source", "limit": "2", "start_date": day.isoformat(), "end_date": day.isoformat()}
    return {_COURSE: Question(ApiClient.pageviews), _SOURCES: Question(ApiClient.metrics, own)}


def story_of(day: date, replies: Mapping[str, Any]) -> Story | None:
    """Return the story that the replies tell. None without one: too few days, or a report that failed."""
    course, sources = replies[_COURSE], replies[_SOURCES]
    if isinstance(course, AppError) or isinstance(sources, AppError):
        return None
    return read_story(day, course.data.series, sources.data.rows)


def read_story(day: date, course: Sequence[SeriesPoint], sources: Sequence[MetricsRow]) -> Story | None:
    """Return the story of a day. course: visitors by day up to it; sources: of that day, the strongest first."""
    counts = {date.fromisoformat(point.date): point.visitors for point in course}
    first = min((known for known, visitors in counts.items() if visitors), default=day)
    if (day - first).days < LEAST_DAYS:
        return None
    before = [day - timedelta(weeks=week) for week in range(1, WEEKS + 1)]
    same = [counts[other] for other in before if other >= first]
    visitors = counts[day]
    usual = round(sum(same) / len(same)) if same else None
    if sources and sources[0].value == _DIRECT and sources[0].visitors * 2 > visitors:
        return Story(day, visitors, usual, "", is_most=True)
    strongest = next((source for source in sources if source.value != _DIRECT), None)
    if strongest is None:
        return Story(day, visitors, usual)
    return Story(day, visitors, usual, strongest.value, strongest.visitors * 2 > visitors)


def story_text(story: Story) -> str:
    """Return the story in words."""
    visitors, weekday = story.visitors, format.weekday(story.day.isoweekday())
    difference = 0 if story.usual is None else visitors - story.usual
    if story.usual is None:
        text = _tr("%1 visitors yesterday.", visitors)
    elif difference > 0:
        text = _tr("%1 visitors yesterday, %2 more than on a usual %3.", visitors)
    elif difference < 0:
        text = _tr("%1 visitors yesterday, %2 fewer than on a usual %3.", visitors)
    else:
        text = _tr("%1 visitors yesterday, as many as on a usual %3.", visitors)
    numbers = filled(text, format.exact(visitors), format.exact(abs(difference)), weekday)
    return f"{numbers} {_source_text(story)}".strip()


def _source_text(story: Story) -> str:
    if story.source is None:
        return ""
    if not story.source:
        return _tr("Most came directly.")
    text = _tr("Most came from %1.") if story.is_most else _tr("The strongest source was %1.")
    return filled(text, format.value_name("source", story.source))
