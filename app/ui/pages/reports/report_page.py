"""Report page: sections whose questions are asked in one request, with the states that all such pages share."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from msgspec import UNSET
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.domain.errors import AppError
from app.domain.reports.exports import MAX_TABLE_ROWS
from app.domain.reports.request import ReportRequest
from app.domain.reports.results import OverviewReport, Stats
from app.domain.server_status import PlacesSource
from app.ui import format
from app.ui.models.whole_file import save_parts
from app.ui.pages.page import PageContext, WindowPage
from app.ui.pages.reports.annotating import Annotating
from app.ui.pages.reports.figures import FIGURES, figures_of
from app.ui.pages.reports.sections.breakdown import BreakdownSection
from app.ui.pages.reports.sections.section import Figures, Questions, Section, Walk
from app.ui.ranges import PRESETS
from app.ui.steps import Steps
from app.ui.style import theme
from app.ui.texts import no_site, outdated, sentence_of
from app.ui.translation import filled, translator
from app.ui.widgets.drawer import Drawer
from app.ui.widgets.grid import ResponsiveGrid
from app.ui.widgets.parts import column, follow_text, scroll_area
from app.ui.widgets.state_stack import StateStack
from app.ui.widgets.tables.breakdown import BreakdownPanel, TableFile
from app.ui.widgets.toast import Banner

_tr = translator("report_page")

S = TypeVar("S", bound=Section)
Part = Section | Callable[[], Section]

FIRST_DAY = date(2000, 1, 1)  # before any event: finds out whether the website was ever visited
_VISITS = "any_visits", "ever"  # questions about an empty range
_PANEL_WIDTH = 400
_LOW = 560  # height in pixels at a scale of 1 below which cards and charts give way to what is below them
_ALL = 100  # stretch of what takes the height that is left
_COLUMNS: Mapping[int, Sequence[int]] = {1: (1,), 2: (2, 1), 3: (3, 2, 1), 4: (4, 2, 1), 6: (6, 3, 2, 1)}


class ReportPage(WindowPage):
    """Sections one below the other; a sequence of sections stands side by side where there is room.

    name: prefix of the object names. A subclass passes its sections, or functions that create them when their turn
    comes (see `build`), and may write `show_never_visited`.
    """

    high = 900  # height in pixels at a scale of 1 from which charts grow

    def __init__(self, context: PageContext, name: str, rows: Sequence[Part | Sequence[Part]]) -> None:
        super().__init__(context)
        self.setObjectName(name)
        self.now = context.now
        self._is_unvisited = False  # there never was a visit
        self._is_low, self._spare = False, 0  # there is little height, or so many pixels to spare
        self.sections: list[Section] = []
        follow_text(self, self._fit_height)
        self._annotating = Annotating(self)
        self.leaving.changed.connect(self._on_leaving)
        self._is_refresh = False
        self._waiting: set[Section] = set()  # those that show that they are loading
        self.stale = Banner(f"{name}_stale", "warning")
        self.stale.acted.connect(self.refresh)
        body = QWidget()
        body.setLayout(column(self.stale, gap=2, margins=4))
        area = scroll_area(body, f"{name}_scroll")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll, self._scroll_to = area.verticalScrollBar(), 0
        self._scroll.rangeChanged.connect(self._on_length)
        self._scroll.valueChanged.connect(self._on_scrolled)
        self.stack = StateStack(area, f"{name}_state")
        self.stack.retry.connect(self.refresh)
        self.stack.action.connect(self._on_action)
        self.layers = QStackedLayout(self)
        self.layers.addWidget(self.stack)
        self._filling = Steps(self)
        self.create_parts(self._build(body, name, rows))

    @property
    def is_filling(self) -> bool:
        """True while some sections still wait for numbers that have come."""
        return self._filling.is_running

    @property
    def can_go(self) -> bool:
        is_usual = self.layers.currentWidget() is self.stack and not self._filling.is_running
        return is_usual and not any(drawer.is_open for drawer in self.findChildren(Drawer))

    @property
    def scrolled(self) -> int:
        return self._scroll.value()

    def scroll_to(self, pixels: int) -> None:
        self._scroll_to = pixels
        self._on_length(0, self._scroll.maximum())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        height, sized = self.height(), theme.current().sized
        self._is_low, self._spare = height < sized(_LOW), max(0, height - sized(self.high))
        for section in self.sections:
            self._fit(section)

    def section_of(self, kind: type[S]) -> S:
        """Return the first section of a kind."""
        return next(section for section in self.sections if isinstance(section, kind))

    @property
    def panels(self) -> tuple[BreakdownPanel, ...]:
        """The tables of breakdowns, in their order on the page."""
        return tuple(section.panel for section in self.sections if isinstance(section, BreakdownSection))

    def load(self, *, is_other_site: bool) -> None:
        self._filling.stop()
        if is_other_site:
            self.forget()
        if self.site is None or self.request is None:
            self.layers.setCurrentWidget(self.stack)
            self.stack.show_empty(*no_site(), icon_name="sites")
            return
        for section in self.sections:
            section.show_range(self.request)
        self._is_refresh = False
        self._load(self.sections)

    def refresh(self) -> None:
        if self.site is not None:
            self._is_refresh = self.stack.state in ("content", "loading")
            self._load(self.sections)

    def focus_search(self) -> bool:
        """Open the search of the section with the focus, or of the first one that has a search."""
        if self.layers.currentWidget() is not self.stack or self.stack.state not in ("content", "loading"):
            return False
        focused = [section for section in self.sections if section.isAncestorOf(self.focusWidget() or self)]
        return any(section.open_search() for section in (*focused, *self.sections))

    def forget(self) -> None:
        """Remove what is shown of another website."""
        self.stack.forget()
        self.stale.hide()
        for section in self.sections:
            section.forget()
        self.layers.setCurrentWidget(self.stack)

    def show_never_visited(self) -> None:
        """Show that the website was never visited."""
        self.stack.show_empty(
            _tr("No visits yet"),
            _tr("They appear here as soon as your site is visited. Is the snippet on your pages?"),
            _tr("Show the snippet"),
            "info",
        )

    def today(self) -> date:
        """Return the current day in the zone of the request."""
        assert self.request is not None
        assert self.site is not None
        return self.now().astimezone(ZoneInfo(self.request.timezone or self.site.timezone)).date()

    @Slot()
    def _on_leaving(self) -> None:
        """Show the page without a deleted record, or with it again. A hidden page is loaded when it is shown."""
        if self.isVisible():
            self.refresh()

    @Slot(int, int)
    def _on_length(self, least: int, most: int) -> None:
        if self._scroll_to and self._scroll_to <= most:
            self._scroll.setValue(self._scroll_to)

    @Slot()
    def _on_scrolled(self) -> None:
        """Stay where the page is now, although it may become long enough for `scroll_to` later."""
        self._scroll_to = 0

    def _build(self, body: QWidget, name: str, rows: Sequence[Part | Sequence[Part]]) -> Iterator[None]:
        """Create the sections in their places, one a step. The page is not to be used before the last one."""
        layout = body.layout()
        assert isinstance(layout, QVBoxLayout)
        for at, row in enumerate(rows):
            if isinstance(row, Sequence):
                grid = ResponsiveGrid((), _PANEL_WIDTH, _COLUMNS[len(row)], f"{name}_row{at}", grows=True)
                layout.addWidget(grid, _ALL)
                for part in row:
                    section = self._new_section(part)
                    grid.add(section, section.weight)
                    section.grown.connect(grid.limit_soon)
                    yield
            else:
                section = self._new_section(row)
                layout.addWidget(section, _ALL if section.takes_rest else 0)
                yield
        layout.addStretch(1)  # below the last row of short lists
        yield from self.rest()

    def rest(self) -> Iterator[None]:
        """Create what the page has besides its sections, one part a step. Most pages have nothing else."""
        return iter(())

    def _new_section(self, part: Part) -> Section:
        section = part if isinstance(part, Section) else part()
        self._fit(section)
        self.sections.append(section)
        section.filter_requested.connect(self.filter_requested)
        section.range_requested.connect(self.range_requested)
        section.file_saving.connect(self.save_file)
        section.file_requested.connect(self._on_file)
        section.needed.connect(partial(self._on_needed, section))
        section.walk.connect(self._on_walk)
        section.annotation_requested.connect(self._annotating.edit)
        section.annotation_removed.connect(self._annotating.remove)
        return section

    def _fit(self, section: Section) -> None:
        section.set_low(self._is_low)
        section.set_spare(self._spare)

    def _load(self, sections: Sequence[Section]) -> None:
        """Ask everything that these sections show in one request."""
        assert self.site is not None
        assert self.request is not None
        self.stack.show_loading()
        self.withdraw(*_VISITS)
        questions = figures_of(sections)
        for section in sections:
            own = section.questions()
            questions |= {f"{section.objectName()}.{name}": question for name, question in own.items()}
            if own:
                self._waiting.add(section)
                section.show_loading()
                self.withdraw(section.objectName())
        call = self.client.reports(self.site.id, self.request, questions)
        self.ask(FIGURES, call, partial(self._on_replies, sections), self._on_failed)
        if any(section.shows_places for section in self.sections):
            self.ask("places", self.client.places_source(), self._on_places, self._on_no_places)

    def _on_replies(self, sections: Sequence[Section], replies: Mapping[str, Any]) -> None:
        report = replies.get(FIGURES)
        if isinstance(report, AppError):
            self._on_failed(report)
            return
        if report is not None and report.data.stats.visitors == 0:
            self._on_nothing()
            return
        self.layers.setCurrentWidget(self.stack)
        self.stale.hide()
        self.stack.show_content()
        self._waiting.clear()
        self.withdraw(*_VISITS)  # asked about the replies before while those were being shown
        filling = _filled(sections, self._figures(report), replies) if report else self._filled_alone(sections, replies)
        if self._in_steps:
            self._filling.start(filling)
        else:
            deque(filling, maxlen=0)

    def _figures(self, report: OverviewReport) -> Figures:
        assert self.request is not None
        notes = () if report.annotations is UNSET else self._annotating.shown(report.annotations)
        return Figures(report.data, self.request, self.now(), notes)

    def _filled_alone(self, sections: Sequence[Section], replies: Mapping[str, Any]) -> Iterator[None]:
        """Show replies on a page without figures. Nothing to show may mean that there were no visits."""
        assert self.site is not None
        assert self.request is not None
        yield from _filled(sections, None, replies)
        if any(section.is_empty for section in sections):
            self.ask("any_visits", self.client.stats(self.site.id, self.request), self._on_visits, self._on_no_visits)

    def _on_visits(self, stats: Stats) -> None:
        if not stats.visitors:
            self._on_nothing()

    def _on_no_visits(self, error: AppError) -> None:
        """Say that it is unknown why a section is empty. The others of the page are as new as can be."""
        self.stale.show_text(sentence_of(error), _tr("Try again"))

    def _on_places(self, source: PlacesSource) -> None:
        for section in self.sections:
            if section.shows_places:
                section.show_places_source(source)

    def _on_no_places(self, error: AppError) -> None:
        """Name no source: the figures, asked of the same server, show why it cannot be reached."""
        self._on_places(PlacesSource())

    def _on_needed(self, section: Section, questions: Questions) -> None:
        if self.site is None or self.request is None:
            return
        call = self.client.reports(self.site.id, self.request, questions)
        self.ask(section.objectName(), call, partial(_show_own, section), section.show_error)

    def _on_file(self, file: TableFile) -> None:
        """Write all rows of a breakdown to a file. It goes on when another request is shown."""
        if self.site is None or self.request is None:
            return
        site_id, request, rows = self.site.id, self.request, file.query
        parts = self.client.breakdown_file(
            site_id, request, file.dimension, file.format, search=rows.search, sort=rows.sort, order=rows.order
        )
        is_all = file.total <= MAX_TABLE_ROWS
        saved = _tr("Saved all %3 rows to %1.", file.total) if is_all else _tr("Saved %2 of %3 rows to %1.", file.total)
        text = filled(saved, file.path.name, format.exact(MAX_TABLE_ROWS), format.exact(file.total))
        self.bridge.run(save_parts(parts, file.path), lambda _: self.show_notice(text), self.show_failure)

    def _on_walk(self, walk: Walk) -> None:
        """Run a longer work of a section. It goes on when another request is shown."""
        if self.site is None or self.request is None:
            return
        ask = partial(self.client.reports, self.site.id, self.request)
        self.bridge.run(walk(ask), self.show_notice, self.show_failure)

    def _on_nothing(self) -> None:
        """Find out whether the website was never visited, or just not in this range."""
        assert self.request is not None
        assert self.site is not None
        if self.request.filters:
            self._is_unvisited = False
            self._show_empty(_tr("Nothing matches the filters"), _tr("Remove a filter or choose different days."))
            return
        always = ReportRequest(FIRST_DAY, self.today(), self.request.timezone, include_bots=True)
        self.ask("ever", self.client.stats(self.site.id, always), self.on_ever, self._on_failed)

    def on_ever(self, stats: Stats) -> None:
        """Show why there is nothing: stats are those of all days, bots included."""
        self._is_unvisited = not stats.visitors
        if stats.visitors:
            advice = _tr("The visits were on other days, or came from bots, which are not included.")
            self._show_empty(_tr("No visits in this range"), advice)
        else:
            self.show_never_visited()

    def _show_empty(self, title: str, advice: str) -> None:
        self.layers.setCurrentWidget(self.stack)
        name = _tr("Show the last 12 months") if self._other_preset() == "12m" else _tr("Show the last 30 days")
        self.stack.show_empty(title, advice, name, "calendar")

    def _on_failed(self, error: AppError) -> None:
        """Show why the figures cannot be loaded. Older ones of the same request stay, marked as such."""
        self.layers.setCurrentWidget(self.stack)
        if self._is_refresh:
            self.stale.show_text(outdated(error), _tr("Try again"))
            self.stack.show_content()
            for section in self._waiting:
                section.stop_loading(error)
        else:
            self.stack.show_error(error)
        self._waiting.clear()

    def _other_preset(self) -> str:
        """Return the preset to offer for an empty range: 30 days, or a year when the range is those 30 days."""
        assert self.request is not None
        return "12m" if PRESETS["30d"](self.today()) == (self.request.start, self.request.end) else "30d"

    def _on_action(self) -> None:
        """Do what the empty page offers: a first website, the snippet, or days with visits."""
        if self.site is None:
            self.add_site_requested.emit()
        elif self._is_unvisited:
            self.snippet_requested.emit()
        else:
            self.range_requested.emit(PRESETS[self._other_preset()](self.today()))


def _filled(sections: Sequence[Section], figures: Figures | None, replies: Mapping[str, Any]) -> Iterator[None]:
    """Show the figures and the other replies in their sections, one a step."""
    for section in sections:
        if figures is not None:
            section.show_figures(figures)
        start = f"{section.objectName()}."
        own = {name.removeprefix(start): reply for name, reply in replies.items() if name.startswith(start)}
        if own:
            _show_own(section, own)
        yield


def _show_own(section: Section, replies: Mapping[str, Any]) -> None:
    """Show the replies to the questions of a section, or the first of their errors."""
    error = next((reply for reply in replies.values() if isinstance(reply, AppError)), None)
    if error is not None:
        section.show_error(error)
    else:
        section.show_replies(replies)
