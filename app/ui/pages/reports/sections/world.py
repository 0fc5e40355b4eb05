"""Map section: the visitors of a range by country, on a map of the world."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.domain.reports.request import Filter
from app.domain.reports.results import MetricsRow
from app.ui import format
from app.ui.charts.maps.map_view import CLOSEST
from app.ui.charts.maps.world import WorldMap
from app.ui.charts.maps.world_shapes import world_shapes
from app.ui.pages.reports.sections.section import Figures, Section
from app.ui.ranges import CompareChoice, compared_days
from app.ui.translation import translator
from app.ui.widgets.files.pictures import add_picture_actions
from app.ui.widgets.parts import button, column, icon_button, label, passing_menu, popup_below, row

_tr = translator("map_section")

_COUNTRY = "country"
_MAP_HEIGHT = 340
_STEP = 2.0  # of a click on a button


class MapSection(Section):
    """Countries coloured by their visitors. A click filters by one."""

    weight = 2

    def __init__(self) -> None:
        super().__init__("map_panel")
        self.setProperty("role", "panel")
        self._rows: tuple[MetricsRow, ...] = ()
        self._compared = ""
        self.map = WorldMap("world_map", _tr("Visitors by country"))
        self.map.setMinimumHeight(_MAP_HEIGHT)
        self.map.chosen.connect(self._on_chosen)
        self.map.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.map.customContextMenuRequested.connect(lambda at: self._menu().popup(self.map.mapToGlobal(at)))
        self._closer = icon_button("plus", _tr("Zoom in"), "map_closer", lambda: self.map.zoom(_STEP))
        self._farther = icon_button("minus", _tr("Zoom out"), "map_farther", lambda: self.map.zoom(1 / _STEP))
        self._whole = button(_tr("Whole world"), "map_whole", lambda: self.map.zoom(0), role="link")
        self.map.zoomed.connect(self._on_zoomed)
        self._on_zoomed(1.0)
        self._more = icon_button("more", _tr("More"), "map_more", self._on_more, panel=self.map.accessibleName())
        head = row(
            label(_tr("Visitors by country"), "heading"),
            None,
            self._whole,
            self._farther,
            self._closer,
            self._more,
            gap=1,
        )
        self.setLayout(column(head, self.map, gap=2, margins=3))

    def whole_height(self) -> int:
        """Return the height at which the whole world is as wide as the map."""
        world = world_shapes().size
        return round(self.map.width() * world.height() / world.width()) + self.height() - self.map.height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.grown.emit()

    @property
    def dimension(self) -> str | None:
        return _COUNTRY

    def show_figures(self, figures: Figures) -> None:
        request = figures.request
        choice = CompareChoice(request.compare, request.compare_start, request.compare_end)
        days = compared_days((request.start, request.end), choice)
        self._compared = format.day_range(*days) if days is not None else ""
        report = figures.breakdown(_COUNTRY)
        assert report is not None
        self._rows = report.data.rows
        self.map.show_rows(self._rows, self._compared)
        page = report.pagination
        if page.has_more:
            offsets = range(page.limit, page.total, page.limit)
            params = {"type": _COUNTRY, "limit": str(page.limit)}
            self.needed.emit({str(at): Question(ApiClient.metrics, {**params, "offset": str(at)}) for at in offsets})

    def show_replies(self, replies: Mapping[str, Any]) -> None:
        for offset in sorted(replies, key=int):
            self._rows += replies[offset].data.rows
        self.map.show_rows(self._rows, self._compared)

    def forget(self) -> None:
        self._rows = ()
        self.map.show_rows((), "")

    def _on_zoomed(self, closeness: float) -> None:
        self._whole.setVisible(closeness > 1)
        self._farther.setEnabled(closeness > 1)
        self._closer.setEnabled(closeness < CLOSEST)

    def _on_chosen(self, code: str, is_excluded: bool) -> None:
        self.filter_requested.emit(Filter(_COUNTRY, code, is_excluded))

    def _on_more(self) -> None:
        popup_below(self._menu(), self._more)

    def _menu(self) -> QMenu:
        menu = passing_menu(self)
        if code := self.map.current:
            menu.addAction(_tr("Show only this"), partial(self._on_chosen, code, False))
            menu.addAction(_tr("Exclude this"), partial(self._on_chosen, code, True))
            menu.addSeparator()
        add_picture_actions(menu, self, self.map.picture, "map", self.file_saving.emit)
        return menu
