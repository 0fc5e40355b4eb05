"""Cards of the Sharing page: the link, its sections, and the sites that may embed it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from app.api.sharing import ShareReply
from app.domain.sharing import MAX_SHARED_DAYS, SECTIONS, Embedding, Section
from app.ui.snippets import is_loopback
from app.ui.style import theme
from app.ui.style.theme import SPACE
from app.ui.translation import translator
from app.ui.widgets.fields import CopyButton
from app.ui.widgets.parts import Card, button, column, follow_text, frame, label, paragraph, reveal, row, set_tone
from app.ui.widgets.toast import Banner

_tr = translator("sharing")

_CHECK_WIDTH = 36 * SPACE
_ORIGIN_LINES = 3
_SNIPPET_LINES = 4
_TEXT_FRAME = 28  # pixels of a text field around its lines


class LinkCard(Card):
    """Public link, with buttons to copy, open, renew and stop it."""

    open_requested = Signal()
    renew_requested = Signal()
    stop_requested = Signal()

    def __init__(self) -> None:
        super().__init__("share_link_card")
        self._url = QLineEdit()
        self._url.setObjectName("share_url")
        self._url.setAccessibleName(self.tr("Address of the public page"))
        self._url.setReadOnly(True)
        copy = CopyButton(self._url.text, "share_copy", self.tr("Copy link"), role="primary")
        browse = button(self.tr("Open in browser"), "share_open", self.open_requested.emit, icon_name="external")
        dots = "\N{HORIZONTAL ELLIPSIS}"
        renew = button(self.tr("New link") + dots, "share_renew", self.renew_requested.emit, icon_name="refresh")
        stop = button(self.tr("Stop sharing") + dots, "share_stop", self.stop_requested.emit, icon_name="close")
        self._changes = (renew, stop)
        self._local = Banner("share_local", "warning")
        explained = paragraph(
            self.tr(
                "Anyone with this link can see the reports, up to %1 days at a time, without signing in. Search "
                "engines are asked not to list it."
            ).replace("%1", str(MAX_SHARED_DAYS)),
            "muted",
        )
        line = row(self._url, copy, gap=2)
        line.setStretch(0, 1)
        title = label(self.tr("Public link"), "heading")
        self.setLayout(column(title, explained, line, self._local, row(browse, renew, None, stop), gap=3, margins=4))

    @property
    def url(self) -> str:
        return self._url.text()

    def offer_changes(self, *, is_offered: bool) -> None:
        """Show the buttons that replace the link and end it, or hide them from those who may not use them."""
        for push in self._changes:
            push.setVisible(is_offered)

    def show_sharing(self, sharing: ShareReply) -> None:
        """Show the link. sharing: of a website that is shared."""
        self._url.setText(sharing.share_url or "")
        self._url.setCursorPosition(0)
        if is_loopback(self.url):
            self._local.show_text(
                self.tr(
                    "This address works only on the computer that runs the server. For other computers, set the public "
                    "address of the server under Server, Settings."
                )
            )
        else:
            self._local.hide()


class SectionsCard(Card):
    """Breakdowns that the link shows. changed carries the selected sections, in order."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__("share_sections_card")
        title = label(self.tr("Contents"), "heading")
        always = paragraph(self.tr("The totals, the chart, and these breakdowns:"), "muted")
        layout = column(title, always, gap=2, margins=4)
        self._boxes: dict[Section, QCheckBox] = {}
        for section in SECTIONS:
            name, detail = section_text(section)
            self._boxes[section] = box = QCheckBox(name)
            box.setObjectName(f"share_section_{section}")
            box.setAccessibleDescription(detail)
            box.clicked.connect(self._on_clicked)
            layout.addLayout(_checked_row(box, detail))
        self.setLayout(layout)

    def show_sharing(self, sharing: ShareReply) -> None:
        for section, box in self._boxes.items():
            box.setChecked(section in sharing.sections)

    def _on_clicked(self) -> None:
        self.changed.emit(tuple(section for section, box in self._boxes.items() if box.isChecked()))


class EmbedCard(Card):
    """Sites that may embed the public page, and the element for them.

    changed carries (embedding, origins as typed).
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__("share_embed_card")
        self._shown: ShareReply | None = None
        self._group = QButtonGroup(self)
        self._choices: dict[Embedding, QRadioButton] = {
            "nowhere": QRadioButton(self.tr("Nowhere")),
            "listed": QRadioButton(self.tr("On these sites")),
            "anywhere": QRadioButton(self.tr("On any site")),
        }
        layout = column(
            label(self.tr("Embedding"), "heading"),
            paragraph(self.tr("Sites that can show the public page in a frame, such as your own."), "muted"),
            gap=2,
            margins=4,
        )
        self._sites = self._sites_part()
        for key, choice in self._choices.items():
            choice.setObjectName(f"share_embed_{key}")
            self._group.addButton(choice)
            layout.addWidget(choice)
            if key == "listed":
                layout.addWidget(self._sites)
        self._group.buttonClicked.connect(self._on_chosen)
        self._snippet = self._snippet_part()
        layout.addWidget(self._snippet)
        self.setLayout(layout)

    def show_sharing(self, sharing: ShareReply) -> None:
        """Show the saved sharing. Unsaved choices stay unless the saved ones have changed."""
        before, self._shown = self._shown, sharing
        if before is None or before.embed_origins != sharing.embed_origins:
            self._origins.setPlainText("\n".join(sharing.embed_origins))
        if before is None or before.embedding != sharing.embedding:
            self.go_back()
        if before is None or before.embed_snippet != sharing.embed_snippet:
            self._code.setPlainText(sharing.embed_snippet or "")
        self._show_parts()
        self._show_save()

    def go_back(self) -> None:
        """Select the saved embedding."""
        if self._shown is not None:
            self._choices[self._shown.embedding].setChecked(True)
            self._show_parts()

    def forget(self) -> None:
        """Discard unsaved choices before another website is shown."""
        self._shown = None

    def show_error(self, sentence: str) -> None:
        """Show an error below the sites, or hide it when the sentence is empty."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self._origins.setAccessibleDescription(sentence)
        if sentence:
            self._choices["listed"].setChecked(True)
            self._show_parts()
            self._origins.setFocus(Qt.FocusReason.OtherFocusReason)
            reveal(self._error, self._sites)

    def _sites_part(self) -> QWidget:
        self._origins = _text_field("share_origins", self.tr("Sites, one per line"), _ORIGIN_LINES)
        self._origins.setPlaceholderText("https://example.com")
        self._origins.textChanged.connect(self._on_typed)
        self._save: QPushButton = button(self.tr("Save sites"), "share_origins_save", self._on_saved)
        self._error: QLabel = paragraph("", "caption", "share_origins_error")
        set_tone(self._error, "down")
        title = label(self.tr("Sites, one per line"), "caption")
        title.setBuddy(self._origins)
        part = QWidget()
        part.setLayout(column(title, self._origins, self._error, row(self._save, None), gap=1, margins=(6, 0, 0, 2)))
        return part

    def _snippet_part(self) -> QWidget:
        self._code = _text_field("share_snippet", self.tr("Embed code"), _SNIPPET_LINES)
        self._code.setProperty("role", "code")
        self._code.setFont(theme.current().fixed_font())
        self._code.setReadOnly(True)
        copy = CopyButton(self._code.toPlainText, "share_snippet_copy", self.tr("Copy code"))
        text = paragraph(self.tr("Paste this code where the reports should appear."), "muted")
        part = QWidget()
        part.setLayout(column(frame("hairline"), text, self._code, row(copy, None), gap=2, margins=(0, 2, 0, 0)))
        return part

    def _chosen(self) -> Embedding:
        return next(key for key, choice in self._choices.items() if choice.isChecked())

    def _show_parts(self) -> None:
        embedding = self._chosen()
        self._sites.setVisible(embedding == "listed")
        saved = self._shown.embedding if self._shown is not None else "nowhere"
        self._snippet.setVisible(embedding != "nowhere" and embedding == saved)

    def _show_save(self) -> None:
        saved = self._shown.embed_origins if self._shown is not None else ()
        self._save.setEnabled(bool(self._typed()) and self._typed() != saved)

    def _on_chosen(self) -> None:
        embedding = self._chosen()
        self._show_parts()
        if embedding == "listed" and not self._typed():
            self._origins.setFocus(Qt.FocusReason.OtherFocusReason)  # there is nothing to save yet
            reveal(self._sites)
        else:
            self.changed.emit((embedding, self._typed()))

    def _on_typed(self) -> None:
        self.show_error("")
        self._show_save()

    def _on_saved(self) -> None:
        self.changed.emit(("listed", self._typed()))

    def _typed(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self._origins.toPlainText().splitlines())
        return tuple(line for line in lines if line)


def section_text(section: Section) -> tuple[str, str]:
    """Return the title and the description of a section."""
    texts: dict[Section, tuple[str, str]] = {
        "pages": (_tr("Pages"), _tr("Paths, never query strings")),
        "events": (_tr("Events"), _tr("Names, never their data")),
        "sources": (_tr("Sources"), _tr("Referring sites and campaigns")),
        "places": (_tr("Places"), _tr("Countries, regions and cities")),
        "systems": (_tr("Systems"), _tr("Browsers, operating systems, devices, screens and languages")),
    }
    return texts[section]


def _checked_row(box: QCheckBox, detail: str) -> QHBoxLayout:
    follow_text(box, lambda: box.setFixedWidth(theme.current().sized(_CHECK_WIDTH)))
    text = paragraph(detail, "muted")
    checked_row = row(box, text, gap=2)
    checked_row.setStretch(1, 1)
    return checked_row


def _text_field(name: str, title: str, lines: int) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setObjectName(name)
    field.setAccessibleName(title)
    field.setTabChangesFocus(True)
    follow_text(field, lambda: field.setFixedHeight(QFontMetrics(field.font()).lineSpacing() * lines + _TEXT_FRAME))
    return field
