"""Item data roles that models fill and delegates paint, beyond the roles of Qt."""

from __future__ import annotations

from PySide6.QtCore import Qt

ROW_ROLE = Qt.ItemDataRole.UserRole  # the value a row was made of
DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1  # second, quieter text of a cell or list item
BAR_ROLE = Qt.ItemDataRole.UserRole + 2  # length of the bar behind a cell, 0 to 1
