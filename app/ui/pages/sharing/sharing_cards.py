"""The parts of the Sharing page: the link, what it shows, and the pages that may show it in a frame."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
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
from app.ui.style import theme
from app.ui.style.theme import SPACE
from app.ui.widgets.fields import CopyButton
from app.ui.widgets.parts import button, column, frame, label, paragraph, row, set_tone
from app.ui.widgets.toast import Banner
from app.ui.windows.snippet_view import is_loopback

_CHECK_WIDTH = 36 * SPACE
_ORIGIN_LINES = 3
_SNIPPET_LINES = 4
_TEXT_FRAME = 28  # pixels of a text field around its lines


class LinkCard(QFrame):
    """The address of the public page, and what can be done with it."""

    open_requested = Signal()
    renew_requested = Signal()
    stop_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setObjectName("share_link_card")
        self._url = QLineEdit()
        self._url.setObjectName("share_url")
        self._url.setAccessibleName(self.tr("Address of the public page"))
        self._url.setReadOnly(True)
        copy = CopyButton(self._url.text, "share_copy", self.tr("Copy link"), role="primary")
        look = button(self.tr("Open in browser"), "share_open", self.open_requested.emit, icon_name="external")
        dots = "\N{HORIZONTAL ELLIPSIS}"
        renew = button(self.tr("New link") + dots, "share_renew", self.renew_requested.emit, icon_name="refresh")
        stop = button(self.tr("Stop sharing") + dots, "share_stop", self.stop_requested.emit, icon_name="close")
        self._local = Banner("share_local", "warning")
        explained = paragraph(
            self.tr(
                "Everybody who has this link sees the numbers, up to %1 days at once, without signing in. Search "
                "engines are asked to leave it out."
            ).replace("%1", str(MAX_SHARED_DAYS)),
            "muted",
        )
        line = row(self._url, copy, gap=2)
        line.setStretch(0, 1)
        title = label(self.tr("Public link"), "heading")
        self.setLayout(column(title, explained, line, self._local, row(look, renew, None, stop), gap=3, margins=4))

    @property
    def url(self) -> str:
        return self._url.text()

    def show_sharing(self, sharing: ShareReply) -> None:
        """sharing: of a website that is shared."""
        self._url.setText(sharing.share_url or "")
        self._url.setCursorPosition(0)
        if is_loopback(self.url):
            self._local.show_text(
                self.tr(
                    "This address opens only on the computer the server runs on. For others, set its public_url under "
                    "Server, Settings."
                )
            )
        else:
            self._local.hide()


class SectionsCard(QFrame):
    """The breakdowns that the link shows. changed carries the sections that are on, in their order."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setObjectName("share_sections_card")
        title = label(self.tr("What is shown"), "heading")
        always = paragraph(self.tr("Totals and the chart always, and of the breakdowns:"), "muted")
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


class EmbedCard(QFrame):
    """Which pages may show the public page in a frame, and the element for them.

    changed carries (embedding, origins as they were typed).
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setObjectName("share_embed_card")
        self._shown: ShareReply | None = None
        self._group = QButtonGroup(self)
        self._choices: dict[Embedding, QRadioButton] = {
            "nowhere": QRadioButton(self.tr("On no page")),
            "listed": QRadioButton(self.tr("On pages of these sites")),
            "anywhere": QRadioButton(self.tr("On every page")),
        }
        layout = column(
            label(self.tr("Inside other pages"), "heading"),
            paragraph(self.tr("Where the public page may stand in a frame, as on your own site."), "muted"),
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
        """Show what is kept. What is being chosen and typed stays, unless what is kept has changed meanwhile."""
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
        """Choose what is kept."""
        if self._shown is not None:
            self._choices[self._shown.embedding].setChecked(True)
            self._show_parts()

    def forget(self) -> None:
        """Show another website next: nothing that was chosen or typed stays."""
        self._shown = None

    def show_error(self, sentence: str) -> None:
        """Say below the sites what is wrong with them; empty: nothing."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self._origins.setAccessibleDescription(sentence)
        if sentence:
            self._choices["listed"].setChecked(True)
            self._show_parts()
            self._origins.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sites_part(self) -> QWidget:
        self._origins = _text_field("share_origins", self.tr("Sites, one a line"), _ORIGIN_LINES)
        self._origins.setPlaceholderText("https://example.com")
        self._origins.textChanged.connect(self._on_typed)
        self._save: QPushButton = button(self.tr("Save sites"), "share_origins_save", self._on_saved)
        self._error: QLabel = paragraph("", "caption", "share_origins_error")
        set_tone(self._error, "down")
        title = label(self.tr("Sites, one a line"), "caption")
        title.setBuddy(self._origins)
        made = QWidget()
        made.setLayout(column(title, self._origins, self._error, row(self._save, None), gap=1, margins=(6, 0, 0, 2)))
        return made

    def _snippet_part(self) -> QWidget:
        self._code = _text_field("share_snippet", self.tr("Element for the page"), _SNIPPET_LINES)
        self._code.setProperty("role", "code")
        self._code.setFont(theme.current().fixed_font())
        self._code.setReadOnly(True)
        copy = CopyButton(self._code.toPlainText, "share_snippet_copy", self.tr("Copy element"))
        text = paragraph(self.tr("Put this element where the numbers are to stand."), "muted")
        made = QWidget()
        made.setLayout(column(frame("hairline"), text, self._code, row(copy, None), gap=2, margins=(0, 2, 0, 0)))
        return made

    def _chosen(self) -> Embedding:
        return next(key for key, choice in self._choices.items() if choice.isChecked())

    def _show_parts(self) -> None:
        embedding = self._chosen()
        self._sites.setVisible(embedding == "listed")
        kept = self._shown.embedding if self._shown is not None else "nowhere"
        self._snippet.setVisible(embedding != "nowhere" and embedding == kept)

    def _show_save(self) -> None:
        kept = self._shown.embed_origins if self._shown is not None else ()
        self._save.setEnabled(bool(self._typed()) and self._typed() != kept)

    def _on_chosen(self) -> None:
        embedding = self._chosen()
        self._show_parts()
        if embedding == "listed" and not self._typed():
            self._origins.setFocus(Qt.FocusReason.OtherFocusReason)  # there is nothing to keep yet
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
    """Return what a section is called and what is in it."""
    texts: dict[Section, tuple[str, str]] = {
        "pages": (_tr("Pages"), _tr("Their paths, never what follows a question mark")),
        "events": (_tr("Events"), _tr("Their names, never their data")),
        "sources": (_tr("Sources"), _tr("Referring sites and campaigns")),
        "places": (_tr("Places"), _tr("Countries, regions and cities")),
        "systems": (_tr("Systems"), _tr("Browsers, operating systems, devices, screens and languages")),
    }
    return texts[section]


def _checked_row(box: QCheckBox, detail: str) -> QHBoxLayout:
    box.setFixedWidth(_CHECK_WIDTH)
    text = paragraph(detail, "muted")
    made = row(box, text, gap=2)
    made.setStretch(1, 1)
    return made


def _text_field(name: str, title: str, lines: int) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setObjectName(name)
    made.setAccessibleName(title)
    made.setTabChangesFocus(True)
    made.setFixedHeight(QFontMetrics(made.font()).lineSpacing() * lines + _TEXT_FRAME)
    return made


def _tr(text: str) -> str:
    return QCoreApplication.translate("sharing", text)
