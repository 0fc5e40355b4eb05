"""Attribution section: the conversions and revenue of a goal, credited to the first and to the last touch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.domain.errors import AppError
from app.domain.items.goals import Goal
from app.domain.reports.attribution import AttributionReport, AttributionRow, Model, RevenueSummary
from app.domain.reports.request import Filter
from app.ui import format
from app.ui.models.columns import RowsPage, TableColumn
from app.ui.pages.reports.sections.section import Questions, Section
from app.ui.style.marks import mark
from app.ui.style.theme import SPACE
from app.ui.translation import translator
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.fields import ComboBox
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.grid import ResponsiveGrid
from app.ui.widgets.parts import column, frame, label, level_with_choices
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.stat_card import StatCard
from app.ui.widgets.tables.table_panel import TablePanel

_tr = translator("attribution")

PAGE_ROWS = 100
_SUMMARY = "revenue"
_CARD_WIDTH, _PANEL_WIDTH = 150, 460  # a narrower table has no room for its money
_ALL = 100  # stretch of the tables, to one of the room below short ones
_HINT_STRETCH = 5  # of the sentence below a table, to one of the number of rows
MODELS: tuple[Model, ...] = ("first_touch", "last_touch")


@dataclass(frozen=True, slots=True)
class _Rows:
    """A kind of rows. dimension: by which a value is named and filtered, blank for one that cannot be filtered by."""

    title: Callable[[], str]
    dimension: str


_KINDS: dict[str, _Rows] = {
    "channel_group": _Rows(lambda: _tr("Channels"), "channel"),
    "source": _Rows(lambda: _tr("Sources"), "source"),
    "channel": _Rows(lambda: _tr("Source / medium"), ""),
    "utm_campaign": _Rows(lambda: _tr("Campaigns"), "utm_campaign"),
    "page": _Rows(lambda: _tr("Pages"), "page"),
}


class AttributionSection(Section):
    """Goal and kind of rows to choose, its totals, and two tables side by side. A row chosen in one is in both."""

    takes_rest = True

    def __init__(self) -> None:
        super().__init__("attribution")
        self._goals: dict[str, Goal] = {}
        self._is_other = False  # what is shown is about another choice
        self.goal = ComboBox()
        self.goal.setObjectName("attribution_goal")
        self.goal.setAccessibleName(_tr("Goal"))
        self.goal.setMinimumWidth(50 * SPACE)
        self.goal.activated.connect(lambda _: self.ask_again())
        kinds = tuple((key, kind.title()) for key, kind in _KINDS.items())
        self.kind = SegmentedControl(kinds, "attribution_kind", _tr("Rows"))
        self.kind.chosen.connect(lambda _: self.ask_again())
        self.cards = {
            "conversions": StatCard(_tr("Conversions"), "attribution_conversions", has_spark=False),
            "visitors": StatCard(_tr("Visitors who converted"), "attribution_visitors", has_spark=False),
            "average": StatCard(_tr("Average value"), "attribution_average", has_spark=False),
            "revenue": StatCard(_tr("Revenue"), "attribution_revenue", has_spark=False),
        }
        titles = {"first_touch": _tr("First touch"), "last_touch": _tr("Last touch")}
        self.panels = {model: self._new_panel(model, titles[model]) for model in MODELS}
        self._lay_out()

    @property
    def goal_id(self) -> str:
        """Id of the chosen goal, blank without goals."""
        return str(self.goal.currentData() or "")

    @property
    def is_empty(self) -> bool:
        return all(panel.stack.state == "empty" for panel in self.panels.values())

    def show_goals(self, goals: Sequence[Goal]) -> None:
        """Offer the goals of the website. The chosen one stays chosen while it exists."""
        chosen = self.goal_id
        self._goals = {goal.id: goal for goal in goals}
        self.goal.clear()
        for goal in goals:
            self.goal.addItem(goal.name, goal.id)
        if chosen not in self._goals:  # one with a value tells most
            chosen = next((goal.id for goal in goals if goal.value_mode != "none"), "")
        self.goal.setCurrentIndex(max(0, self.goal.findData(chosen)))

    def ask_again(self) -> None:
        """Ask for everything of the section again, dimming what is shown."""
        self._is_other = True
        self.show_loading()
        self.needed.emit(self.questions())

    def params(self, model: Model) -> dict[str, str]:
        """Return the own parameters of a model's rows."""
        return {"goal_id": self.goal_id, "model": model, "type": self.kind.value}

    def questions(self) -> Questions:
        if not self.goal_id:
            return {}
        rows: dict[str, Question] = {
            model: Question(ApiClient.attribution, self.params(model) | {"limit": str(PAGE_ROWS)}) for model in MODELS
        }
        return {_SUMMARY: Question(ApiClient.revenue_summary, {"goal_id": self.goal_id}), **rows}

    def show_loading(self) -> None:
        for panel in self.panels.values():
            panel.show_loading()

    def show_replies(self, replies: Mapping[str, Any]) -> None:
        self._is_other = False
        self._show_summary(replies[_SUMMARY].data)
        for model, panel in self.panels.items():
            report: AttributionReport = replies[model]
            panel.ask(is_other=True)
            panel.show_page(RowsPage.by_offset(report.data.rows, report.pagination))

    def show_error(self, error: AppError) -> None:
        for card in self.cards.values():
            card.clear()
        for panel in self.panels.values():
            panel.ask(is_other=True)
            panel.show_error(error)

    def stop_loading(self, error: AppError) -> None:
        if self._is_other:
            self.show_error(error)
            return
        for panel in self.panels.values():
            panel.stack.stop_loading(error)

    def forget(self) -> None:
        self._goals = {}
        self.goal.clear()
        for card in self.cards.values():
            card.clear()
        for panel in self.panels.values():
            panel.forget()

    def _lay_out(self) -> None:
        choices = FlowLayout(2 * SPACE)
        for widget in (label(_tr("Goal"), "muted"), self.goal, self.kind):
            level_with_choices(widget)
            choices.addWidget(widget)
        head = frame("panel", "attribution_head", column(choices, margins=3))
        cards = ResponsiveGrid(tuple(self.cards.values()), _CARD_WIDTH, (4, 2), "attribution_cards")
        sides: tuple[QWidget, ...] = tuple(self.panels.values())
        tables = ResponsiveGrid(sides, _PANEL_WIDTH, (2, 1), "attribution_tables", grows=True)
        for panel in self.panels.values():
            panel.shown.connect(tables.limit_soon)
        layout = column(head, cards, tables, gap=2)
        layout.setStretch(2, _ALL)
        layout.addStretch(1)
        self.setLayout(layout)

    def _new_panel(self, model: Model, title: str) -> TablePanel[AttributionRow]:
        columns = self._columns()
        shown = columns if model == "first_touch" else (*columns[:2], self._difference_column(), *columns[2:])
        panel: TablePanel[AttributionRow] = TablePanel(title, f"attribution_{model}", shown, lambda row: row.value)
        panel.file_columns = columns
        hints = {
            "first_touch": _tr("Credits the first source of the visit that converted."),
            "last_touch": _tr("Credits the last known source before the conversion."),
        }
        hint = ElidedLabel("caption", f"attribution_{model}_hint")
        hint.setText(hints[model])
        hint.setAlignment(Qt.AlignmentFlag.AlignRight)
        panel.foot.addWidget(hint, _HINT_STRETCH)
        panel.empty_text = _no_conversions
        panel.filter_requested.connect(self.filter_requested)
        panel.current_changed.connect(partial(self._on_current, model))
        return panel

    def _columns(self) -> tuple[TableColumn[AttributionRow], ...]:
        return (
            TableColumn(
                "value",
                lambda: _KINDS[self.kind.value].title(),
                lambda row: row.value,
                self._name,
                mark=lambda row: mark(_KINDS[self.kind.value].dimension, row.value),
                filter=self._filter,
            ),
            TableColumn(
                "conversions",
                lambda: _tr("Conversions"),
                lambda row: row.conversions,
                format.count,
                look="bar",
                align="right",
                width=110,
            ),
            TableColumn("share", lambda: _tr("Share"), lambda row: row.share, _share, align="right", width=70, rank=1),
            TableColumn(
                "revenue",
                lambda: _tr("Revenue"),
                lambda row: "; ".join(format.money_lines(row.revenue_by_currency)),
                align="right",
                width=120,
                hide_below=360,
            ),
        )

    def _difference_column(self) -> TableColumn[AttributionRow]:
        return TableColumn(
            "difference",
            lambda: _tr("\N{PLUS-MINUS SIGN} first"),
            self._difference,
            lambda more: format.signed(more) if more else "",
            align="right",
            width=72,
            hide_below=340,
            hint=lambda: _tr("Conversions more or fewer than with the first touch"),
            is_quiet=True,
        )

    def _name(self, value: str) -> str:
        return format.value_name(_KINDS[self.kind.value].dimension, value)

    def _filter(self, row: AttributionRow) -> Filter | None:
        dimension = _KINDS[self.kind.value].dimension
        return Filter(dimension, row.value) if dimension else None

    def _show_summary(self, summary: RevenueSummary) -> None:
        goal = self._goals[summary.goal_id]
        number, before = format.count(summary.conversions), summary.prev_conversions
        if isinstance(before, int):
            self.cards["conversions"].set_value(
                number, summary.conversions, before, format.count(before), exact=format.exact(summary.conversions)
            )
        else:
            self.cards["conversions"].set_plain(number)
        self.cards["visitors"].set_plain(
            format.count(summary.visitors),
            _tr("in %1 sessions", summary.sessions).replace("%1", format.exact(summary.sessions)),
        )
        if goal.value_mode == "none":
            for name in ("average", "revenue"):
                self.cards[name].set_plain(format.NOTHING, _tr("this goal has no value"))
            return
        self._show_revenue(summary)
        if summary.average_value is None:
            self.cards["average"].set_plain(format.NOTHING, _tr("several currencies"))
        else:
            self.cards["average"].set_plain(format.decimal(summary.average_value, 2), _tr("a conversion"))

    def _show_revenue(self, summary: RevenueSummary) -> None:
        card, before = self.cards["revenue"], summary.prev_revenue_by_currency
        first, *others = format.money_lines(summary.revenue_by_currency) or [format.NOTHING]
        amount, _, currency = first.partition(" ")
        if isinstance(before, dict) and not others and list(before) == [currency]:
            previous = before[currency]
            card.set_value(amount, summary.revenue_by_currency[currency], previous, format.money(previous, currency))
        else:
            card.set_plain(amount, " \N{MIDDLE DOT} ".join(filter(None, (currency, *others))))

    def _difference(self, row: AttributionRow) -> int | None:
        """Return the conversions more than with the first touch, None while the row of that one is not loaded."""
        first = self.panels["first_touch"].model
        at = first.row_of(row.value)
        if at < 0 and first.has_more:
            return None
        return row.conversions - (first.rows[at].conversions if at >= 0 else 0)

    def _on_current(self, model: Model, row: AttributionRow) -> None:
        """Show the value of the row in the other table, too."""
        other = self.panels["last_touch" if model == "first_touch" else "first_touch"]
        current = other.table.current
        if current is None or current.value != row.value:
            other.table.select(row.value)


def _share(fraction: float) -> str:
    return format.share(fraction, 1)


def _no_conversions() -> tuple[str, str]:
    return _tr("No conversions in this range"), _tr("Choose more days, or check the goal on the Goals page.")
