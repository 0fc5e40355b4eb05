"""Snippet view: the text to paste in four variants, each with a note and a copy button."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from app.api.wire import WebsiteReply
from app.ui.snippets import FIRST_PARTY_PATH, SnippetKind, is_loopback, snippets, source_of
from app.ui.style import theme
from app.ui.widgets.fields import CopyButton
from app.ui.widgets.parts import column, follow_text, frame, paragraph, row
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.toast import Banner

_KINDS: tuple[SnippetKind, ...] = ("direct", "first_party", "caddy", "nginx")
_LINES = 6


class SnippetView(QWidget):
    """Shows the snippet of a site. copied: the text is on the clipboard."""

    copied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("snippet_view")
        self._texts: dict[str, str] = {}
        self._tabs = SegmentedControl([(kind, kind_name(kind)) for kind in _KINDS], "snippet_kind", self.tr("Snippet"))
        self._tabs.chosen.connect(self._show)
        self._note: QLabel = paragraph("", "muted", "snippet_note")
        self._code = QPlainTextEdit()
        self._code.setObjectName("snippet_text")
        self._code.setProperty("role", "code")
        self._code.setAccessibleName(self.tr("Text to paste"))
        self._code.setReadOnly(True)
        self._code.setTabChangesFocus(True)
        self._code.setFont(theme.current().fixed_font())
        self._code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._copy = CopyButton(self._code.toPlainText, "snippet_copy", role="primary")
        self._copy.copied.connect(self.copied)
        self._local = Banner("snippet_local", "warning")
        # The style sheet would override a height of the text itself.
        code = frame("", "snippet_box", column(self._code))
        follow_text(code, lambda: code.setFixedHeight(_height()))
        self.setLayout(column(row(self._tabs, None), self._note, code, row(self._copy, None), self._local, gap=3))

    def show_website(self, website: WebsiteReply, server_url: str) -> None:
        """Show the snippet of a site. server_url: address of the server for a proxy on the same machine."""
        variants = snippets(website.tracking_snippet, website.id, server_url)
        self._texts = {snippet.kind: snippet.text for snippet in variants}
        if is_loopback(source_of(self._texts["direct"])):
            self._local.show_text(
                self.tr(
                    "This address works on this computer only. To count other visitors, use the first-party path or "
                    "set the public address of the server under Server, Settings."
                )
            )
        else:
            self._local.hide()
        self._show(self._tabs.value)

    def _show(self, kind: str) -> None:
        self._code.setPlainText(self._texts.get(kind, ""))
        self._note.setText(_note(kind))


def _height() -> int:
    return QFontMetrics(theme.current().fixed_font()).lineSpacing() * _LINES + 28


def kind_name(kind: SnippetKind) -> str:
    """Return the title of a variant."""
    names: dict[SnippetKind, str] = {
        "direct": QCoreApplication.translate("snippets", "Direct"),
        "first_party": QCoreApplication.translate("snippets", "First-party path"),
        "caddy": "Caddy",
        "nginx": "nginx",
    }
    return names[kind]


def _note(kind: str) -> str:
    notes = {
        "direct": QCoreApplication.translate("snippets", "Paste this line into every page, before </head>."),
        "first_party": QCoreApplication.translate(
            "snippets",
            "Served from your own domain, so ad blockers let it through. Your web server forwards %1 to this server: "
            "see Caddy and nginx.",
        ),
        "caddy": QCoreApplication.translate(
            "snippets", "Add this to the block of the site in your Caddyfile, then use the first-party snippet."
        ),
        "nginx": QCoreApplication.translate(
            "snippets", "Add this to the server block of the site in nginx, then use the first-party snippet."
        ),
    }
    return notes[kind].replace("%1", f"{FIRST_PARTY_PATH}/")
