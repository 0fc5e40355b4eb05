"""Tab of what few owners need: the caches of the server, its process and its folder."""

from __future__ import annotations

from operator import attrgetter

from PySide6.QtWidgets import QLabel, QWidget

from app.domain.server_status import ServerStatus
from app.ui import format
from app.ui.models.caches import cache_columns
from app.ui.models.columns import RowsPage
from app.ui.widgets.parts import column, frame, label, paragraph
from app.ui.widgets.tables.table import DataTable

_SHOWN_ROWS = 4


class MorePanel(QWidget):
    """Caches with their hit rates, and facts about the process."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("server_more")
        self._about: QLabel = paragraph("", "muted", "server_process")
        self._about.setText(format.NOTHING)
        key = attrgetter("name")
        table = DataTable("caches", self.tr("Caches"), cache_columns(), key, shown_rows=_SHOWN_ROWS)
        table.set_use("read")
        self._caches = table.rows
        caches = self.tr("What is asked for often is kept in memory. A low hit rate after a start is normal.")
        process = column(label(self.tr("Process"), "heading"), self._about, margins=4)
        rows = column(label(self.tr("Caches"), "heading"), paragraph(caches, "muted"), table, margins=4)
        cards = (frame("card", "process_card", process), frame("card", "caches_card", rows))
        self.setLayout(column(*cards, None, gap=4, margins=(4, 4, 4, 2)))

    def show_status(self, status: ServerStatus) -> None:
        facts = (
            self.tr("Process %1").replace("%1", str(status.pid)),
            self.tr("started %1").replace("%1", format.moment(status.started_at)),
            self.tr("Memory %1").replace("%1", format.data_size(status.memory_bytes)),
            self.tr("Data folder %1").replace("%1", status.data_dir),
        )
        self._about.setText("\n".join(facts))
        self._caches.show_first(RowsPage(status.caches))

    def clear(self) -> None:
        """Clear what belonged to another server or start."""
        self._about.setText(format.NOTHING)
        self._caches.show_first(RowsPage(()))
