"""Site picker: a button with the current site, and a searchable list of all sites."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QPushButton, QSizePolicy

from app.api.wire import WebsiteReply
from app.domain.ingest.urls import readable_host
from app.ui.style import theme
from app.ui.style.icons import NORMAL, SMALL
from app.ui.style.theme import SPACE
from app.ui.texts import plain_tip
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.fields import SearchField
from app.ui.widgets.parts import button, column, label, row
from app.ui.widgets.pickers.kept_items import show_items
from app.ui.widgets.tables.detail_delegate import DETAIL_ROLE, DetailDelegate
from app.ui.widgets.themed_icon import ThemedIcon

SEARCH_FROM = 6  # with this many sites, typing is faster than looking
_ID = Qt.ItemDataRole.UserRole
_LIST_HEIGHT = 320
_ROW_HEIGHT = 44  # pixels at a scale of 1


class SitePicker(QPushButton):
    """Button of the current site. website_chosen carries an id. The search covers names and domains."""

    website_chosen = Signal(str)
    add_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("site_picker")
        self.setProperty("role", "site_picker")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._name = ElidedLabel("", "site_picker_name")
        self._domain = ElidedLabel("caption", "site_picker_domain")
        for text in (self._name, self._domain):
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._arrow = ThemedIcon("chevron-down", size=SMALL)
        self._mark = ThemedIcon("sites", size=NORMAL)
        self._mark.hide()
        self._layout = row(column(self._name, self._domain, gap=0), self._arrow, self._mark, margins=(2, 1, 2, 1))
        self._layout.setAlignment(self._mark, Qt.AlignmentFlag.AlignCenter)
        self._layout.setStretch(0, 1)
        self.setLayout(self._layout)
        self._popup = _SiteList(self)
        self.clicked.connect(self.open_list)
        self.show_websites((), None)

    def show_websites(
        self, websites: Sequence[WebsiteReply], shown: WebsiteReply | None, *, can_add: bool = True
    ) -> None:
        """Fill the list. can_add: the user may add further websites."""
        self._name.setText(shown.name if shown else self.tr("No site yet"))
        advice = self.tr("Add your first site") if can_add else ""
        self._domain.setText(_second_line(shown) if shown else advice)
        self.setToolTip(plain_tip(f"{shown.name}\n{readable_host(shown.domain)}") if shown else "")
        self.setAccessibleName(self.tr("Site: %1").replace("%1", shown.name) if shown else self.tr("Choose a site"))
        self._popup.set_websites(websites, shown)
        self._popup.add.setVisible(can_add)

    def fold(self, *, is_folded: bool) -> None:
        """Show an icon alone, or the name and the domain of the site."""
        for part in (self._name, self._domain, self._arrow):
            part.setVisible(not is_folded)
        self._mark.setVisible(is_folded)
        self._layout.setStretch(0, 0 if is_folded else 1)

    def open_list(self) -> None:
        """Open the list below the button, with the search focused."""
        self._popup.open_at(self.mapToGlobal(QPoint(0, self.height() + SPACE)), max(self.width(), 70 * SPACE))


class _SiteList(QFrame):
    """Popup with the list. Arrow keys work while the search field has the focus."""

    def __init__(self, picker: SitePicker) -> None:
        super().__init__(picker, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setObjectName("site_list_popup")
        self._picker = picker
        self._search = SearchField(self.tr("Search sites"), "site_search")
        self._search.textChanged.connect(self._on_text_changed)
        self._search.installEventFilter(self)
        self._list = QListWidget()
        self._list.setObjectName("site_list")
        self._list.setAccessibleName(self.tr("Sites"))
        self._list.setUniformItemSizes(True)
        self._list.setItemDelegate(DetailDelegate(self._list, is_below=True))
        self._list.itemClicked.connect(self._choose)
        self._list.itemActivated.connect(self._choose)
        self._none = label(self.tr("No matching site"), "muted", "site_list_none")
        self.add = button(self.tr("Add site\N{HORIZONTAL ELLIPSIS}"), "site_list_add", self._add, icon_name="plus")
        self.setLayout(column(self._search, self._list, self._none, self.add, margins=2))

    def set_websites(self, websites: Sequence[WebsiteReply], shown: WebsiteReply | None) -> None:
        items = []
        for website in sorted(websites, key=lambda site: site.name.casefold()):
            item = QListWidgetItem(website.name)
            item.setData(DETAIL_ROLE, _second_line(website))
            item.setData(_ID, website.id)
            item.setToolTip(plain_tip(website.domain))
            items.append(item)
        show_items(self._list, items, _ID)
        for at, item in enumerate(items):
            if shown is not None and item.data(_ID) == shown.id:
                self._list.setCurrentRow(at)
        self._search.setVisible(len(websites) >= SEARCH_FROM)

    def open_at(self, corner: QPoint, width: int) -> None:
        self._search.reset()
        self._on_text_changed("")
        row_height = theme.current().sized(_ROW_HEIGHT)
        for at in range(self._list.count()):
            self._list.item(at).setSizeHint(QSize(0, row_height))
        self._list.setFixedHeight(min(self._list.count() * row_height + SPACE, theme.current().sized(_LIST_HEIGHT)))
        self._list.setVisible(self._list.count() > 0)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move(corner)
        self.show()
        (self._list if self._search.isHidden() else self._search).setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self._list.currentItem())
                return True
        return False

    def _on_text_changed(self, text: str) -> None:
        term = text.strip().casefold()
        items = [self._list.item(at) for at in range(self._list.count())]
        for item in items:
            item.setHidden(term not in f"{item.text()} {item.data(DETAIL_ROLE)}".casefold())
        matching = [item for item in items if not item.isHidden()]
        self._none.setVisible(bool(items) and not matching)
        if matching and (self._list.currentItem() not in matching):
            self._list.setCurrentItem(matching[0])

    def _step(self, by: int) -> None:
        shown = [at for at in range(self._list.count()) if not self._list.item(at).isHidden()]
        if shown:
            at = shown.index(self._list.currentRow()) if self._list.currentRow() in shown else -1
            self._list.setCurrentRow(shown[(at + by) % len(shown)])

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and not item.isHidden():
            self.hide()
            self._picker.website_chosen.emit(item.data(_ID))

    def _add(self) -> None:
        self.hide()
        self._picker.add_requested.emit()


def _second_line(website: WebsiteReply) -> str:
    host = readable_host(website.domain)
    if website.is_sample:
        return QCoreApplication.translate("SitePicker", "%1 \N{MIDDLE DOT} sample data").replace("%1", host)
    return host
