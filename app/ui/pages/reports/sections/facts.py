"""Facts section: the first values of some dimensions, or the shares of given ones, as a row of cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.reports.filters import NULL_VALUES
from app.domain.reports.results import MetricsReport, MetricsRow, Stats
from app.ui import format
from app.ui.pages.reports.sections.section import Figures, Section
from app.ui.style import theme
from app.ui.style.icons import NORMAL
from app.ui.style.marks import mark
from app.ui.style.theme import SPACE
from app.ui.texts import plain_tip
from app.ui.translation import filled, translator
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.grid import ResponsiveGrid
from app.ui.widgets.parts import column, follow_text, row

_tr = translator("facts")

_CARD_WIDTH = 122  # five in a row beside the sidebar of the smallest window
_UNKNOWN = "(none)"


@dataclass(frozen=True, slots=True)
class Fact:
    """Card of one dimension. value: the one whose share is shown; blank for the name of the first that is known."""

    dimension: str
    title: Callable[[], str]
    value: str = ""


class FactsSection(Section):
    """One card a fact. Their rows come with the figures of the page. more: cards that a subclass fills."""

    def __init__(self, facts: Sequence[Fact], more: Sequence[PlainCard] = ()) -> None:
        super().__init__("facts")
        self.cards = {fact: FactCard(fact) for fact in facts}
        self._all = (*self.cards.values(), *more)
        columns = (len(self._all), 2, 1)
        self.setLayout(column(ResponsiveGrid(self._all, _CARD_WIDTH, columns, "fact_cards")))

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fact.dimension for fact in self.cards))

    def show_figures(self, figures: Figures) -> None:
        for fact, card in self.cards.items():
            report = figures.breakdown(fact.dimension)
            if report is None:
                card.clear()
            else:
                card.show_report(report, figures.overview.stats)

    def set_low(self, is_low: bool) -> None:
        for card in self._all:
            card.set_low(is_low)

    def forget(self) -> None:
        for card in self._all:
            card.clear()


class PlainCard(QFrame):
    """A value with its mark, and a few words about it."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.mark = _Mark()
        self.value = ElidedLabel("title", f"{name}_value", ("heading", "text"))
        self.note = ElidedLabel("caption", f"{name}_note")
        shown = row(self.mark, self.value, gap=2)
        shown.setStretch(1, 1)
        self._heading = ElidedLabel("caption", f"{name}_title")
        self._rows = column(self._heading, shown, self.note, gap=1, margins=3)
        self.setLayout(self._rows)
        self.show_title(title)
        self.clear()

    def show_title(self, title: str) -> None:
        self._heading.setText(title)
        self.setAccessibleName(title)

    def show_text(self, text: str, note: str) -> None:
        self.value.setText(text)
        self.note.setText(note)
        self.setToolTip(plain_tip(note))  # there is none below the value where there is little height
        self.setAccessibleDescription(f"{text}. {note}".strip())

    def set_low(self, is_low: bool) -> None:
        """Leave out the words below the value."""
        self.note.setVisible(not is_low)
        gap = (2 if is_low else 3) * SPACE
        self._rows.setContentsMargins(3 * SPACE, gap, 3 * SPACE, gap)

    def clear(self) -> None:
        """Show that there is no such value."""
        self.mark.show_value("", "")
        self.show_text(format.NOTHING, "")


class FactCard(PlainCard):
    """The value of a fact, or its share."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(fact.title(), f"fact_{fact.dimension}_{fact.value}".rstrip("_"))
        self._fact = fact

    def show_report(self, report: MetricsReport, stats: Stats) -> None:
        """Show the value of the fact. stats: of all visitors, of which it is a share."""
        rows = report.data.rows
        if self._fact.value:
            self._show_share(next((one for one in rows if one.value == self._fact.value), None), stats)
            return
        named = sorted((one for one in rows if one.value != _UNKNOWN), key=lambda one: one.value in NULL_VALUES)
        first = next(iter(named), None)  # direct only where nothing else is known
        if first is None:
            self.clear()
            return
        before = _before(first, stats)
        text = _tr("%1 of visitors \N{MIDDLE DOT} %3 in all")
        if before:
            text = _tr("%1 of visitors \N{MIDDLE DOT} before: %2")
        share, total = _share(first.visitors, stats.visitors), format.exact(report.pagination.total)
        name = format.value_name(self._fact.dimension, first.value)
        self._show(first.value, name, filled(text, share, before, total))

    def _show_share(self, given: MetricsRow | None, stats: Stats) -> None:
        visitors, before = (given.visitors, _before(given, stats)) if given is not None else (0, "")
        text = _tr("%1 visitors", visitors)
        if before:
            text = _tr("%1 visitors \N{MIDDLE DOT} before: %2", visitors)
        self._show(self._fact.value, _share(visitors, stats.visitors), filled(text, format.count(visitors), before))

    def _show(self, value: str, text: str, note: str) -> None:
        self.mark.show_value(self._fact.dimension, value)
        self.show_text(text, note)


class _Mark(QWidget):
    """The mark of a value, hidden where values of the dimension have none."""

    def __init__(self) -> None:
        super().__init__()
        self._value = "", ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        follow_text(self, lambda: self.setFixedSize(*(theme.current().sized(NORMAL),) * 2))

    def show_value(self, dimension: str, value: str) -> None:
        self._value = dimension, value
        self.setVisible(bool(value) and mark(*self._value) is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        drawing = mark(*self._value)
        if drawing is not None:
            drawing.paint(QPainter(self), self.rect())


def _share(visitors: int, of_all: int) -> str:
    return format.share(visitors / of_all) if of_all else format.NOTHING


def _before(row: MetricsRow, stats: Stats) -> str:
    """Return the share of a row in the comparison range, blank without a comparison."""
    return _share(row.prev_visitors, stats.prev_visitors) if isinstance(row.prev_visitors, int) else ""
