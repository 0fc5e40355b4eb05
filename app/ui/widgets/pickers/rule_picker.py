"""Rule picker: a search over the pages and events of a website, a click on one of them, or on a rule for several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.domain.reports.matching import MatchOperator, MatchRule, MatchType
from app.ui import format
from app.ui.style import theme
from app.ui.style.icons import icon
from app.ui.style.theme import ROW_HEIGHT
from app.ui.texts import plain_tip, rule_text
from app.ui.widgets.fields import SearchField
from app.ui.widgets.parts import column, label
from app.ui.widgets.pickers.kept_items import show_items
from app.ui.widgets.tables.detail_delegate import DETAIL_ROLE, DetailDelegate

RULE_ICONS: dict[MatchType, str] = {"page_view": "page", "event": "event"}
_RULE = Qt.ItemDataRole.UserRole
_PAGE_OPERATORS: tuple[MatchOperator, ...] = ("contains", "starts_with", "ends_with")
_EVENT_OPERATORS: tuple[MatchOperator, ...] = ("contains",)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page or the name of an event that the website has had, with its visitors."""

    type: MatchType
    value: str
    visitors: int


class RulePicker(QWidget):
    """Search field with a list below it. Arrow keys move in the list while the field has the focus, Enter chooses.

    needed: the text to search for; `show_seen` answers it. chosen: carries a MatchRule. picked: the rule that the owner
    has taken; Enter on it, or on none, is for the form around.
    """

    needed = Signal(str)
    chosen = Signal(object)

    def __init__(
        self,
        name: str,
        title: str,
        types: Sequence[MatchType] = ("page_view", "event"),
        *,
        has_operators: bool = True,
    ) -> None:
        """has_operators: a rule for several pages or events can be chosen, too."""
        super().__init__()
        self._has_operators = has_operators
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._types = tuple(types)
        self._seen: tuple[Seen, ...] = ()
        self.picked: MatchRule | None = None
        self.search = SearchField(self.tr("Search pages and events"), f"{name}_search")
        self.search.searched.connect(self.needed)
        self.search.textChanged.connect(self._on_typed)
        self.list = QListWidget()
        self.list.setObjectName(f"{name}_list")
        self.list.setAccessibleName(title)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setItemDelegate(DetailDelegate(self.list))
        self.list.itemClicked.connect(self._on_item)
        for part in (self.search, self.list):
            part.installEventFilter(self)
        self._note = label("", "caption", f"{name}_note")
        self._note.hide()
        self.setLayout(column(self.search, self.list, self._note, gap=1))
        self.setFocusProxy(self.search)

    def show_seen(self, seen: Sequence[Seen]) -> None:
        """Show what the website has had, most visitors first."""
        self._seen = tuple(one for one in seen if one.type in self._types)
        self._note.hide()
        self._show_rows(self._seen)

    def show_failure(self, text: str) -> None:
        """Show why nothing can be suggested. Typed texts can be chosen still."""
        self._note.setText(text)
        self._note.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and self.list.count():
            self.list.setCurrentRow(min(self.list.count() - 1, max(0, self.list.currentRow() + step)))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item = self.list.currentItem()
            if item is None or item.data(_RULE) == self.picked:
                return False
            self._on_item(item)
            return True
        return False

    def _on_typed(self, text: str) -> None:
        """Show the known values that contain the text, until the server has searched all of them."""
        self.picked = None  # typed again, it can be chosen again
        term = text.strip().casefold()
        self._show_rows([one for one in self._seen if term in one.value.casefold()])
        if not term:
            self.list.setCurrentRow(-1)

    def _rules(self, seen: Sequence[Seen]) -> list[tuple[MatchRule, str]]:
        """Return the rules to choose from, each with a detail."""
        text = self.search.text().strip()
        known = [
            (
                MatchRule(one.type, one.value),
                self.tr("%1 visitors", n=one.visitors).replace("%1", format.count(one.visitors)),
            )
            for one in seen
        ]
        if not text:
            return known
        others = [rule for rule in _typed(text, self._types) if self._has_operators or rule.operator == "equals"]
        return known + [(rule, "") for rule in others if rule not in (one for one, _ in known)]

    def _show_rows(self, seen: Sequence[Seen]) -> None:
        items = []
        for rule, detail in self._rules(seen):
            item = QListWidgetItem(icon(RULE_ICONS[rule.type], "muted"), rule_text(rule) if not detail else rule.value)
            item.setData(DETAIL_ROLE, detail)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{rule_text(rule)}. {detail}")
            item.setData(_RULE, rule)
            item.setToolTip(plain_tip(rule_text(rule)))
            item.setSizeHint(QSize(0, theme.current().sized(ROW_HEIGHT)))
            items.append(item)
        show_items(self.list, items, _RULE)
        if self.search.text().strip():
            self.list.setCurrentRow(0)

    def _on_item(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_RULE))


def _typed(text: str, types: Sequence[MatchType]) -> list[MatchRule]:
    """Return the rules that a typed text may mean."""
    rules: list[MatchRule] = []
    if "page_view" in types:
        if text.startswith(("/", "http://", "https://")):
            rules.append(MatchRule("page_view", text))
        rules += [MatchRule("page_view", text, operator) for operator in _PAGE_OPERATORS]
    if "event" in types:
        rules.append(MatchRule("event", text))
        rules += [MatchRule("event", text, operator) for operator in _EVENT_OPERATORS]
    return rules
