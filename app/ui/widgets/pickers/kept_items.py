"""Kept items: a list is read again without losing the item that is pressed, current or hovered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.ui.widgets.tables.detail_delegate import DETAIL_ROLE

_ROLE = Qt.ItemDataRole
_SHOWN = (_ROLE.DisplayRole, _ROLE.DecorationRole, _ROLE.ToolTipRole, _ROLE.AccessibleTextRole, DETAIL_ROLE)


def show_items(view: QListWidget, items: Sequence[QListWidgetItem], key_role: int) -> None:
    """Show these items in their order. One with the key of an item on screen only gives that one its texts.

    key_role: the role of the keys, each of which occurs once.
    """
    keys = [item.data(key_role) for item in items]
    for at in reversed(range(view.count())):
        if view.item(at).data(key_role) not in keys:
            view.takeItem(at)
    for at, item in enumerate(items):
        shown = next((old for old in range(at, view.count()) if view.item(old).data(key_role) == keys[at]), None)
        if shown is None:
            view.insertItem(at, item)
            continue
        if shown != at:
            view.insertItem(at, view.takeItem(shown))
        kept = view.item(at)
        kept.setSizeHint(item.sizeHint())
        for role in _SHOWN:
            kept.setData(role, item.data(role))
