"""Panel section: a section that consists of a table panel, whose states and wishes it passes on."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import Any

from app.domain.errors import AppError
from app.domain.reports.request import ReportRequest
from app.ui.models.columns import RowsQuery
from app.ui.pages.reports.sections.section import Questions, Section
from app.ui.widgets.parts import column
from app.ui.widgets.tables.table_panel import TablePanel


class PanelSection(Section):
    """A panel of rows. Subclasses say what a query asks, and save all rows."""

    panel: TablePanel[Any]  # Any: of the rows of the subclass

    def __init__(self, panel: TablePanel[Any]) -> None:
        super().__init__(f"{panel.objectName()}_section")
        self.panel = panel
        panel.needed.connect(lambda query: self.needed.emit(self.asked(query)))
        panel.filter_requested.connect(self.filter_requested)
        panel.saving.connect(self.save)
        panel.file_saving.connect(self.file_saving)
        panel.shown.connect(self.grown)
        self.setLayout(column(panel))

    @abstractmethod
    def asked(self, query: RowsQuery) -> Questions:
        """Return the question for a page of rows."""

    @abstractmethod
    def save(self, path: Path) -> None:
        """Write all rows to a file."""

    @property
    def is_empty(self) -> bool:
        return self.panel.stack.state == "empty" and not self.panel.query.search

    def whole_height(self) -> int:
        return self.panel.whole_height()

    def questions(self) -> Questions:
        return self.asked(self.panel.ask())

    def show_range(self, request: ReportRequest) -> None:
        self.panel.ask(is_other=True)

    def show_loading(self) -> None:
        self.panel.show_loading()

    def show_error(self, error: AppError) -> None:
        self.panel.show_error(error)

    def stop_loading(self, error: AppError) -> None:
        if self.panel.stack.state in ("first_loading", "loading"):
            self.panel.show_error(error)

    def forget(self) -> None:
        self.panel.forget()

    def open_search(self) -> bool:
        return self.panel.open_search()
