"""Item data roles that models fill and delegates paint, beyond the roles of Qt."""

from __future__ import annotations

from PySide6.QtCore import Qt

DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1  # second, quieter text of a list item
