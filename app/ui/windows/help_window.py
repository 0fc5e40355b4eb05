"""Manual: a reader for the documents that ship with the program. It opens nothing from elsewhere by itself."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QListWidget, QSplitter, QTextBrowser, QWidget

from app.ui.focus.reading_order import step
from app.ui.style.dress import dress
from app.ui.style.theme import SPACE
from app.ui.widgets.fields import ComboBox
from app.ui.widgets.parts import column
from app.ui.windows.help_texts import DOCUMENTS, ManualPage, document, slug_of

_SIZE = QSize(900, 640)
_LINE_PERCENT = 130
_LIST_WIDTH = 60 * SPACE
_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML


class HelpWindow(QDialog):
    """Shows one section of a document at a time, with the list of them at its side."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        dress(self)
        self.setObjectName("help_window")
        self.setWindowTitle(self.tr("Help"))
        self._document: ManualPage = document(DOCUMENTS[0])
        self._documents = ComboBox()
        self._documents.setObjectName("help_documents")
        self._documents.setAccessibleName(self.tr("Document"))
        self._documents.addItems([document(name).sections[0].title for name in DOCUMENTS])
        self._documents.activated.connect(self._on_document)
        self._sections = QListWidget()
        self._sections.setObjectName("help_sections")
        self._sections.setAccessibleName(self.tr("Sections"))
        self._sections.currentRowChanged.connect(self._show_section)
        self._text = _Reader()
        self._text.setObjectName("help_text")
        self._text.setAccessibleName(self.tr("Text"))
        self._text.anchorClicked.connect(self._on_link)
        left = QWidget()
        left.setLayout(column(self._documents, self._sections))
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self._text)
        split.setStretchFactor(1, 1)
        split.setSizes([_LIST_WIDTH, _SIZE.width() - _LIST_WIDTH])
        self.setLayout(column(split, margins=3))
        self.resize(_SIZE)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        return step(self, is_next=is_next)

    @property
    def heading(self) -> str:
        """Heading of the section on screen."""
        return self._document.sections[self._sections.currentRow()].title

    def show_place(self, target: str) -> None:
        """Show a place such as `window.md#goals`, and the window."""
        name, _, slug = target.partition("#")
        self._document = document(name)
        self._documents.setCurrentIndex(DOCUMENTS.index(name))
        self._sections.blockSignals(True)
        self._sections.clear()
        self._sections.addItems([section.title for section in self._document.sections])
        self._sections.blockSignals(False)
        self._sections.setCurrentRow(self._document.place_of(slug) or 0)
        self._text.scroll_to(slug)
        self.show()
        self.raise_()
        self.activateWindow()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _show_section(self, at: int) -> None:
        self._text.setMarkdown(self._document.sections[at].text)

    def _on_document(self, at: int) -> None:
        self.show_place(DOCUMENTS[at])

    def _on_link(self, url: QUrl) -> None:
        if url.scheme():
            QDesktopServices.openUrl(url)
        else:
            self.show_place(f"{url.path() or self._document.name}#{url.fragment()}")


class _Reader(QTextBrowser):
    """Text with links, which it does not follow by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.document().setDocumentMargin(3 * SPACE)

    def setMarkdown(self, text: str) -> None:
        self.document().setMarkdown(text, _FEATURES)
        self._set_spacing()

    def loadResource(self, kind: int, url: QUrl | str) -> object:
        """Load nothing: pictures of the documents are not part of the manual."""
        return None

    def _set_spacing(self) -> None:
        """Set paragraphs apart, but not the lines of code and the cells of tables."""
        cursor = QTextCursor(self.document())
        while True:
            spacing = cursor.blockFormat()
            if not spacing.nonBreakableLines() and cursor.currentTable() is None:
                spacing.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
                spacing.setBottomMargin(2 * SPACE)
                cursor.setBlockFormat(spacing)
            if not cursor.movePosition(QTextCursor.MoveOperation.NextBlock):
                break
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def scroll_to(self, slug: str) -> None:
        """Scroll to a heading below the first one."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() > 2 and slug_of(block.text()) == slug:
                rect = self.document().documentLayout().blockBoundingRect(block)
                self.verticalScrollBar().setValue(round(rect.top()))
                return
            block = block.next()
