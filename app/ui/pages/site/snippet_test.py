"""Test of the snippet: reads a page of the site at a click and says whether the line is in it."""

from __future__ import annotations

from concurrent.futures import Future

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from app.api.snippet_check import check_snippet
from app.api.wire import WebsiteReply
from app.domain.errors import AppError
from app.domain.snippet_check import PageProblem, SnippetCheck, SnippetVerdict
from app.ui.pages.page import WindowPage
from app.ui.pages.site.doctor_dialog import DoctorDialog
from app.ui.snippets import is_loopback, script_sources
from app.ui.style.tones import Tone
from app.ui.texts import sentence_of
from app.ui.translation import filled, translator
from app.ui.widgets.forms import line
from app.ui.widgets.parts import button, column, label, paragraph, row, set_tone

_tr = translator("SnippetTest")

_SHOWN_LENGTH = 200  # characters of what a page says


class SnippetTest(QWidget):
    """A page to test, prefilled with the start page of the site, and what was seen in it."""

    def __init__(self, page: WindowPage) -> None:
        super().__init__()
        self.setObjectName("snippet_test")
        self._page = page
        self._website: WebsiteReply | None = None
        self._call: Future[SnippetCheck] | None = None  # none of the page, which withdraws its own for another range
        self._address: QLineEdit = line("snippet_page", self.tr("Page to test"))
        self._address.returnPressed.connect(self._on_test)
        self._act: QPushButton = button(self.tr("Test it for me"), "snippet_check", self._on_test, icon_name="search")
        self._result: QLabel = paragraph("", "", "snippet_result")
        self._result.hide()
        title = label(self.tr("Is the line in your page?"), "")
        title.setBuddy(self._address)
        note = paragraph(
            self.tr("This computer reads the page once, as a visitor would, and looks for the line."), "caption"
        )
        self._doctor: QPushButton = button(
            self.tr("Check everything\N{HORIZONTAL ELLIPSIS}"), "snippet_doctor", self._on_doctor
        )
        fields = row(self._address, self._act, self._doctor)
        fields.setStretch(0, 1)
        self.setLayout(column(title, fields, note, self._result, gap=1))

    def show_website(self, website: WebsiteReply) -> None:
        """Offer the start page of a site. What was typed and seen stays while it is the same one."""
        before, self._website = self._website, website
        if before is None or (before.id, before.domain) != (website.id, website.domain):
            if self._call is not None:
                self._call.cancel()
            self._act.setEnabled(True)
            scheme = "http" if is_loopback(f"http://{website.domain}") else "https"
            self._address.setText(f"{scheme}://{website.domain}/")
            self._result.hide()

    def _on_test(self) -> None:
        if self._website is None or not self._act.isEnabled():
            return
        url = self._url()
        sources = script_sources(self._website.tracking_snippet, self._page.client.base_url)
        self._act.setEnabled(False)
        self._show(self.tr("Reading %1\N{HORIZONTAL ELLIPSIS}").replace("%1", url), "")
        check = check_snippet(url, self._website.id, sources)
        self._call = self._page.bridge.run(check, self._on_checked, self._on_failed)

    def _on_doctor(self) -> None:
        """Look at all that a visit needs, not at the page alone."""
        if self._website is not None:
            page = self._page
            DoctorDialog(page.bridge, page.client, self._website, self._url(), page).open()

    def _url(self) -> str:
        """Return the address of the page to test."""
        address = self._address.text().strip()
        return address if "://" in address else f"https://{address}"

    def _on_checked(self, check: SnippetCheck) -> None:
        self._act.setEnabled(True)
        self._show(check_text(check), "up" if check.verdict == "there" else "warning")

    def _on_failed(self, error: AppError) -> None:
        self._act.setEnabled(True)
        self._show(sentence_of(error), "down")

    def _show(self, text: str, tone: Tone) -> None:
        self._result.setText(text)
        self._result.setAccessibleName(text)
        self._result.show()
        set_tone(self._result, tone)


def check_text(check: SnippetCheck) -> str:
    """Return what was seen, and what to do about it."""
    texts: dict[SnippetVerdict, str] = {
        "there": _tr("The line is in %1. Its visits are counted."),
        "missing": _tr(
            "The line is not in %1. Paste it there before </head>. If a tag manager adds it, this test cannot see it."
        ),
        "other_site": _tr("The line in %1 is that of another site, %2. Put the one above in its place."),
        "other_server": _tr("The line in %1 loads the script from %2, not from this server."),
        "blocked": _tr(
            "The line is in %1, but the page's Content-Security-Policy blocks it. Add this server to %2 there."
        ),
        "refused": _tr("%1 answers with the status %2 instead of a page."),
        "no_page": _tr("%1 is not a page, but %2."),
        "too_large": _tr("The page %1 is too large to be read."),
        "moved": _tr("%1 leads to another host, which was not asked: %2. Test that address if it is yours."),
        "unreachable": _tr("%1 cannot be read: %2"),
    }
    problems: dict[PageProblem, str] = {
        "address": _tr("this is not the address of a page."),
        "host": _tr("there is no such host."),
        "closed": _tr("nothing answers there."),
        "certificate": _tr("its certificate is not valid."),
        "time": _tr("it does not answer in time."),
        "answer": _tr("its answer cannot be understood."),
        "loop": _tr("it redirects without end."),
    }
    detail = check.detail[:_SHOWN_LENGTH]
    if check.verdict == "unreachable":
        detail = next((text for problem, text in problems.items() if problem == check.detail), detail)
    return filled(texts[check.verdict], check.url[:_SHOWN_LENGTH], detail)
