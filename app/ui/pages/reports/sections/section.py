"""Base of the sections: a part of a report page that says what it asks and shows the replies."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.api.reports.question import Question
from app.domain.errors import AppError
from app.domain.reports.request import ReportRequest
from app.domain.reports.results import MetricsReport, Overview, SeriesAnnotation
from app.domain.server_status import PlacesSource

Questions = Mapping[str, Question]
Ask = Callable[[Questions], Awaitable[Mapping[str, Any]]]  # for the website and the request on screen
Walk = Callable[[Ask], Coroutine[Any, Any, str]]  # returns a sentence about its outcome


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of the range, for every section of a page. now: aware."""

    overview: Overview
    request: ReportRequest
    now: datetime
    annotations: tuple[SeriesAnnotation, ...] = ()

    def breakdown(self, dimension: str) -> MetricsReport | None:
        """Return the first rows of a dimension; None when the page did not ask for it."""
        return next((report for report in self.overview.breakdowns if report.data.type == dimension), None)


class Section(QFrame):
    """Part of a report page. The page asks for all its sections in one request.

    dimension: its first rows come with the figures, see `show_figures`. questions: further reports it needs, whose
    replies reach `show_replies` by the same names. needed: emitted to ask some questions again for this section alone.
    walk: emitted with a Walk, a longer work such as saving all rows, whose outcome becomes a notice.
    """

    weight = 1  # share of the width of its row
    takes_rest = False  # of the height of a page, up to its largest

    needed = Signal(object)  # Questions
    walk = Signal(object)  # Walk
    filter_requested = Signal(object)  # domain.reports.request.Filter
    range_requested = Signal(object)  # (first day, last day)
    file_requested = Signal(object)  # widgets.tables.breakdown.TableFile
    annotation_requested = Signal(object)  # day of a new annotation, or a SeriesAnnotation to edit
    annotation_removed = Signal(object)  # SeriesAnnotation to delete
    file_saving = Signal(object)  # widgets.files.saving.NewFile
    grown = Signal()  # its `whole_height` may be another

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)

    @property
    def dimension(self) -> str | None:
        """Dimension whose first rows this section shows in default order; None for none."""
        return None

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Dimensions whose first rows are to come with the figures."""
        return (self.dimension,) if self.dimension is not None else ()

    @property
    def takes_figures(self) -> bool:
        """True when the section shows figures of the range. Without such a section a page does not ask for them."""
        return type(self).show_figures is not Section.show_figures

    @property
    def courses(self) -> Collection[str]:
        """Courses over time that the figures are to have, by their fields in `Overview`."""
        return ()

    @property
    def is_empty(self) -> bool:
        """True when the replies had nothing to show: perhaps there was no visit at all."""
        return False

    @property
    def shows_places(self) -> bool:
        """True when the licence of the place database wants its owner named in this section."""
        return False

    def questions(self) -> Questions:
        """Return the reports that this section needs besides the figures, by name."""
        return {}

    def show_range(self, request: ReportRequest) -> None:
        """Note the range and options that are about to be asked for."""

    def show_loading(self) -> None:
        """Announce newer content; the old one stays meanwhile."""

    def show_figures(self, figures: Figures) -> None:
        """Show the figures of the range, as far as the section has any."""

    def show_replies(self, replies: Mapping[str, Any]) -> None:
        """Show the replies to `questions`, or to those of `needed`."""

    def show_places_source(self, source: PlacesSource) -> None:
        """Name the place database in use, see `shows_places`."""

    def show_error(self, error: AppError) -> None:
        """Show that a question of this section failed; the others of the page did not."""

    def stop_loading(self, error: AppError) -> None:
        """End `show_loading`: the page failed to ask. What was shown stays, and the page says that it is older."""

    def set_low(self, is_low: bool) -> None:
        """Take less height where there is little."""

    def set_spare(self, pixels: int) -> None:
        """Take a part of the height that a high page has to spare, whatever is below: nothing moves with its rows."""

    def whole_height(self) -> int:
        """Return the height in pixels at which it shows everything, 0 where others may decide."""
        return 0

    def forget(self) -> None:
        """Remove what is shown: another website follows."""

    def open_search(self) -> bool:
        """Open the section's search. False when it has none."""
        return False
