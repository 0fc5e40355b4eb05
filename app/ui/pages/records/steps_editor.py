"""Steps editor: the steps of a funnel at the left, the pages and events to make steps of at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from app.domain.items.funnels import MAX_LABEL_LENGTH, MAX_STEPS, NewStep
from app.domain.reports.matching import MatchRule
from app.ui.style import theme
from app.ui.style.icons import icon
from app.ui.style.theme import ROW_HEIGHT, SPACE
from app.ui.texts import plain_tip, rule_text
from app.ui.translation import translator
from app.ui.widgets.parts import column, follow_text, frame, icon_button, label, row
from app.ui.widgets.pickers.rule_picker import RULE_ICONS, RulePicker
from app.ui.widgets.tables.detail_delegate import DETAIL_ROLE, DetailDelegate

_tr = translator("StepsEditor")

_STEP = Qt.ItemDataRole.UserRole
_SHOWN_STEPS = 7  # without scrolling


class StepList(QListWidget):
    """The steps in order. Dragged, or moved by Alt+Up and Alt+Down; Delete removes one, F2 names it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(_tr("Steps"))
        self.setAccessibleDescription(_tr("Alt+Up and Alt+Down move a step, Delete removes it, F2 names it."))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setMouseTracking(True)
        self.setItemDelegate(DetailDelegate(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_current(step)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_current()
        else:
            super().keyPressEvent(event)

    def move_current(self, by: int) -> None:
        """Move the current step up (-1) or down (1)."""
        at = self.currentRow()
        if at >= 0 and 0 <= at + by < self.count():
            item = self.takeItem(at)
            self.insertItem(at + by, item)
            self.setCurrentItem(item)

    def remove_current(self) -> None:
        """Remove the current step."""
        if self.currentRow() >= 0:
            self.takeItem(self.currentRow())


class StepsEditor(QWidget):
    """Edits the steps of a funnel. changed: there is another step, order or name."""

    changed = Signal()

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.picker = RulePicker(f"{name}_picker", _tr("Pages and events"))
        self.picker.chosen.connect(self.add)
        self.list = StepList(f"{name}_list")
        follow_text(self, self._fit_text)
        model = self.list.model()
        for signal in (model.rowsInserted, model.rowsRemoved, model.rowsMoved):
            signal.connect(self._on_rows)
        self.list.itemChanged.connect(self._on_renamed)
        self.list.currentRowChanged.connect(self._show_buttons)
        self._is_numbering = False
        self._up = icon_button("arrow-up", _tr("Move up (Alt+Up)"), f"{name}_up", lambda: self.list.move_current(-1))
        self._down = icon_button(
            "arrow-down", _tr("Move down (Alt+Down)"), f"{name}_down", lambda: self.list.move_current(1)
        )
        self._remove = icon_button("trash", _tr("Remove (Delete)"), f"{name}_remove", self.list.remove_current)
        self._note = label("", "muted", f"{name}_note")
        bar = row(self._note, None, self._up, self._down, self._remove, gap=1)
        bar.setContentsMargins(2 * SPACE, 0, 0, 0)
        steps = frame("panel", f"{name}_steps", column(bar, self.list, gap=1, margins=1))
        layout = row(steps, self.picker, gap=3)
        layout.setStretch(0, 1)
        layout.setStretch(1, 1)
        layout.setAlignment(self.picker, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)
        self.setFocusProxy(self.picker)
        self._on_rows()

    @property
    def steps(self) -> tuple[NewStep, ...]:
        """The steps in order; label: None while it is only the value."""
        steps = []
        for at in range(self.list.count()):
            item = self.list.item(at)
            rule: MatchRule = item.data(_STEP)
            name = item.text().strip()
            steps.append(NewStep(rule.type, rule.value, rule.operator, name if name not in ("", rule.value) else None))
        return tuple(steps)

    def show_steps(self, steps: Sequence[tuple[MatchRule, str]]) -> None:
        """Show steps, each a rule with its name."""
        self.list.clear()
        for rule, name in steps:
            self._insert(rule, name)

    def add(self, rule: MatchRule) -> None:
        """Add a step at the end, as far as there is room."""
        if self.list.count() < MAX_STEPS:
            self._insert(rule, rule.value[:MAX_LABEL_LENGTH])
            self.list.setCurrentRow(self.list.count() - 1)
            if self.picker.search.text():
                self.picker.search.clear()
            self.picker.picked = rule

    def _fit_text(self) -> None:
        """Set the sizes that depend on the size of the text: both columns end on one line."""
        sized = theme.current().sized
        for at in range(self.list.count()):
            self.list.item(at).setSizeHint(QSize(0, sized(ROW_HEIGHT)))
        height = _SHOWN_STEPS * sized(ROW_HEIGHT) + 2
        self.list.setFixedHeight(height)
        self.picker.list.setFixedHeight(height + 3 * SPACE)

    def _insert(self, rule: MatchRule, name: str) -> None:
        item = QListWidgetItem(icon(RULE_ICONS[rule.type], "muted"), name)
        item.setData(_STEP, rule)
        item.setToolTip(plain_tip(rule_text(rule)))
        item.setSizeHint(QSize(0, theme.current().sized(ROW_HEIGHT)))
        flags = Qt.ItemFlag
        item.setFlags(flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsEditable | flags.ItemIsDragEnabled)
        self.list.addItem(item)

    def _on_rows(self, *_: object) -> None:
        count = self.list.count()
        self._is_numbering = True
        for at in range(count):
            self.list.item(at).setData(DETAIL_ROLE, str(at + 1))
        self._is_numbering = False
        text = _tr("%1 steps, no more fit") if count == MAX_STEPS else _tr("%1 steps", count)
        self._note.setText(text.replace("%1", str(count)) if count else _tr("No steps yet"))
        self.picker.setEnabled(count < MAX_STEPS)
        self._show_buttons()
        self.changed.emit()

    def _on_renamed(self, item: QListWidgetItem) -> None:
        if self._is_numbering:
            return
        if not item.text().strip():
            item.setText(item.data(_STEP).value)
        self.changed.emit()

    def _show_buttons(self, *_: object) -> None:
        at = self.list.currentRow()
        self._up.setEnabled(at > 0)
        self._down.setEnabled(0 <= at < self.list.count() - 1)
        self._remove.setEnabled(at >= 0)
