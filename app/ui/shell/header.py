"""Header: title of the page, date range, comparison, view options and filters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QWidget

from app.api.wire import WebsiteReply
from app.domain.ingest.urls import readable_host
from app.domain.reports.request import Filter, Granularity
from app.ui.pages_table import Control, PageSpec
from app.ui.servers.server_mark import ServerBadge, on_server
from app.ui.style.dress import dress
from app.ui.style.icons import SMALL, icon
from app.ui.style.theme import SPACE
from app.ui.texts import side_by_side
from app.ui.view import View, granularities
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.fields import Chip
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.parts import button, column, fix_square, icon_button, label, row, set_tone
from app.ui.widgets.pickers.compare_picker import ComparePicker
from app.ui.widgets.pickers.range_picker import DateRangePicker

_SIZES: tuple[Granularity, ...] = ("auto", "hour", "day", "week", "month")


class Header(QFrame):
    """Shows a View and signals changes the user makes; it does not change the view itself."""

    range_changed = Signal(object)  # (first day, last day)
    compare_changed = Signal(object)  # CompareChoice
    granularity_changed = Signal(str)
    bots_changed = Signal(object)  # True, or None for the policy of the website
    filter_removed = Signal(object)  # Filter
    filters_cleared = Signal()
    segment_requested = Signal()  # the filters under a name
    refresh_requested = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        dress(self)
        self.setProperty("role", "header")
        self.setObjectName("header")
        self._title = label("", "title", "page_title")
        self._site = ElidedLabel("caption", "page_site")
        policy = self._site.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # or everything below would jump on a page without a site
        self._site.setSizePolicy(policy)
        self._badge = label(self.tr("Sample data"), "badge", "sample_badge")
        set_tone(self._badge, "second")
        self.range_picker = DateRangePicker(today)
        self.range_picker.range_changed.connect(self.range_changed)
        self.compare_picker = ComparePicker()
        self.compare_picker.changed.connect(self.compare_changed)
        self.options = _Options()
        self.options.granularity_changed.connect(self.granularity_changed)
        self.options.bots_changed.connect(self.bots_changed)
        self._refresh = icon_button(
            "refresh", self.tr("Refresh (F5)"), "refresh", self.refresh_requested.emit, role="bordered"
        )
        self._chips = _ChipBar()
        self._chips.removed.connect(self.filter_removed)
        self._chips.bots_removed.connect(lambda: self.bots_changed.emit(None))
        self._chips.cleared.connect(self.filters_cleared)
        self._chips.saved.connect(self.segment_requested)
        self._server = ServerBadge("page_server")
        site = row(self._server, self._site, gap=2)
        site.setStretch(1, 1)
        name = column(row(self._title, self._badge, None, gap=2), site, gap=0)
        top = row(name, self.range_picker, self.compare_picker, self.options, self._refresh, gap=2)
        top.setStretch(0, 1)
        self.setLayout(column(top, self._chips, gap=2, margins=(4, 3, 4, 3)))

    def show_page(self, page: PageSpec) -> None:
        """Show the title of a page and the controls that apply to it."""
        self._title.setText(page.title())
        self.range_picker.setVisible(page.has_range)
        self.compare_picker.setVisible("compare" in page.controls)
        self.options.show_controls(page.controls)
        self._refresh.setVisible(page.has_range)
        self._chips.set_available("filters" in page.controls)
        self._site.setVisible(page.needs_site)

    def show_website(self, website: WebsiteReply | None) -> None:
        facts = (website.name, readable_host(website.domain)) if website else ()
        self._site.setText(side_by_side(facts))
        self._badge.setVisible(website is not None and website.is_sample)

    def show_server(self, name: str, *, can_save: bool) -> None:
        """Show the name of a remote server; blank for the local one. can_save: filters may be saved as a segment."""
        self._server.show_server(name)
        self._chips.offer_saving(is_offered=can_save)

    def show_view(self, view: View, today: date) -> None:
        """Show range, comparison, filters and options without emitting signals."""
        days = view.days(today)
        self.range_picker.set_days(days)
        self.compare_picker.set_primary(days)
        self.compare_picker.set_choice(view.compare)
        self.options.show_choices(view.granularity, granularities(days), has_bots=view.include_bots is True)
        self._chips.show_filters(view.filters, has_bots=view.include_bots is True)

    def focus_filters(self) -> bool:
        """Focus the first filter chip. False when no filter is set."""
        return self._chips.focus_first()


class _Options(QToolButton):
    """Button with less frequent options: bucket size and bots."""

    granularity_changed = Signal(str)
    bots_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bordered")
        self.setObjectName("view_options")
        self.setIcon(icon("settings"))
        self.setIconSize(QSize(SMALL, SMALL))
        fix_square(self)
        self.setToolTip(self.tr("View options"))
        self.setAccessibleName(self.toolTip())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        steps = menu.addAction(self.tr("Chart steps"))
        steps.setEnabled(False)  # a heading: the style draws no text in a section
        group = QActionGroup(menu)
        self._sizes: dict[Granularity, QAction] = {}
        for size in _SIZES:
            action = menu.addAction(granularity_name(size))
            action.setObjectName(f"granularity_{size}")
            action.setCheckable(True)
            action.setData(size)
            group.addAction(action)
            self._sizes[size] = action
        group.triggered.connect(self._on_size)
        self._of_steps = (steps, *self._sizes.values(), menu.addSeparator())
        self._bots = menu.addAction(self.tr("Include bots"))
        self._bots.setObjectName("include_bots")
        self._bots.setCheckable(True)
        self._bots.triggered.connect(self._on_bots)
        self.setMenu(menu)

    def show_controls(self, controls: frozenset[Control]) -> None:
        """Show the options that apply to a page; nothing when none does."""
        for action in self._of_steps:
            action.setVisible("steps" in controls)
        self._bots.setVisible("bots" in controls)
        self.setVisible(not controls.isdisjoint(("steps", "bots")))

    def show_choices(self, chosen: Granularity, offered: tuple[Granularity, ...], *, has_bots: bool) -> None:
        for size, action in self._sizes.items():
            action.setEnabled(size in offered)
            action.setChecked(size == (chosen if chosen in offered else "auto"))
        self._bots.setChecked(has_bots)

    def _on_size(self, action: QAction) -> None:
        self.granularity_changed.emit(action.data())

    def _on_bots(self, is_on: bool) -> None:
        self.bots_changed.emit(True if is_on else None)


class _ChipBar(QWidget):
    """Filters, one chip each. Hidden when there is none."""

    removed = Signal(object)
    bots_removed = Signal()
    cleared = Signal()
    saved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("filter_bar")
        self.setAccessibleName(self.tr("Filters"))
        self._flow = FlowLayout(SPACE * 2)
        self.setLayout(self._flow)
        self._shown: tuple[tuple[Filter, ...], bool] = ((), False)
        self._is_available = True
        self._is_saving_offered = True
        self.hide()

    def set_available(self, is_available: bool) -> None:
        """Show the filters only on pages they apply to."""
        self._is_available = is_available
        self._update_visible()

    def show_filters(self, filters: tuple[Filter, ...], *, has_bots: bool) -> None:
        if (filters, has_bots) == self._shown:
            return
        self._shown = (filters, has_bots)
        self._flow.clear()
        for known in filters:
            chip = Chip(known)
            chip.removed.connect(self.removed)
            self._flow.addWidget(chip)
        if has_bots:
            bots = button(self.tr("Bots included"), "chip_bots", self.bots_removed.emit, role="chip", icon_name="bot")
            bots.setToolTip(self.tr("Click to exclude bots again."))
            self._flow.addWidget(bots)
        if len(filters) + has_bots > 1:
            self._flow.addWidget(button(self.tr("Clear all"), "filters_clear", self.cleared.emit, role="link"))
        if filters and self._is_saving_offered:
            save = button(_save_text(), "filters_save", self.saved.emit, role="link")
            self._flow.addWidget(save)
        self._update_visible()

    def offer_saving(self, *, is_offered: bool) -> None:
        """Offer from the next change on to keep the filters under a name."""
        self._is_saving_offered = is_offered

    def focus_first(self) -> bool:
        item = self._flow.itemAt(0)
        widget = item.widget() if item is not None else None
        if widget is None or self.isHidden():
            return False
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _update_visible(self) -> None:
        self.setVisible(self._is_available and self._flow.count() > 0)


def _save_text() -> str:
    return QCoreApplication.translate("header", "Save as segment\N{HORIZONTAL ELLIPSIS}")


def page_title(page: PageSpec, website: WebsiteReply | None, server: str) -> str:
    """Return the title of the window, to which Qt adds the name of the program. server: blank for the local one."""
    if not page.needs_site:
        return on_server(page.title(), server)
    return f"{on_server(website.name, server)} \N{EN DASH} {page.title()}" if website else server


def granularity_name(size: Granularity) -> str:
    """Return the title of a bucket size."""
    names: dict[Granularity, str] = {
        "auto": QCoreApplication.translate("granularity", "Automatic"),
        "hour": QCoreApplication.translate("granularity", "Hours"),
        "day": QCoreApplication.translate("granularity", "Days"),
        "week": QCoreApplication.translate("granularity", "Weeks"),
        "month": QCoreApplication.translate("granularity", "Months"),
    }
    return names[size]
