"""Dialog that looks for what keeps the visits of a website from being counted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.api.client import ApiClient
from app.api.doctor import examine
from app.api.wire import WebsiteReply
from app.domain.doctor import Finding, FindingState, written
from app.domain.errors import AppError
from app.ui.bridge import Bridge
from app.ui.pages.site.doctor_texts import finding_texts
from app.ui.texts import sentence_of
from app.ui.translation import translator
from app.ui.widgets.fields import CopyButton
from app.ui.widgets.parts import button, column, label, paragraph, row
from app.ui.widgets.themed_icon import ThemedIcon
from app.ui.windows.fitted_dialog import FittedDialog

_tr = translator("DoctorDialog")

_WIDTH = 620
_ICON = 18
_LOOKS: dict[FindingState, tuple[str, str]] = {
    "problem": ("error", "down"),
    "hint": ("warning", "warning"),
    "ok": ("check", "up"),
}
_LONGEST = 300  # characters of a detail


class DoctorDialog(FittedDialog):
    """Shows the findings, problems first. page_url: page of the website that is looked at."""

    def __init__(
        self, bridge: Bridge, client: ApiClient, site: WebsiteReply, page_url: str, parent: QWidget | None
    ) -> None:
        super().__init__("doctor_dialog", _WIDTH, parent)
        self._bridge, self._client, self._site, self._page_url = bridge, client, site, page_url
        self._findings: Sequence[Finding] = ()
        self.setWindowTitle(_tr("Are visits counted?"))
        about = _tr(
            "This computer loads the page and the script as a visitor would, and asks the server for its health."
        )
        self._rows: QVBoxLayout = column(gap=3)
        self._state = paragraph("", "muted", "doctor_state")
        self._copy = CopyButton(self._shareable, "doctor_copy", _tr("Copy without names and addresses"))
        self._again: QPushButton = button(_tr("Look again"), "doctor_again", self.look, icon_name="refresh")
        close: QPushButton = button(_tr("Close"), "doctor_close", self.reject, role="primary")
        buttons = row(self._copy, None, self._again, close)
        self.setLayout(column(paragraph(about, "muted"), self._state, self._rows, buttons, gap=4, margins=5))
        self.look()

    def look(self) -> None:
        """Look, and show what is found in place of what was found before."""
        self._again.setEnabled(False)
        self._copy.setEnabled(False)
        self._state.setText(_tr("Looking\N{HORIZONTAL ELLIPSIS}"))
        self._state.show()
        examined = examine(self._client, self._site, self._page_url)
        self._bridge.run(examined, self._on_findings, self._on_failed)

    def _on_findings(self, findings: Sequence[Finding]) -> None:
        self._findings = sorted(findings, key=lambda finding: list(_LOOKS).index(finding.state))
        self._state.hide()
        self._clear()
        for at, finding in enumerate(self._findings):
            self._rows.addWidget(_finding_row(finding, f"doctor_finding_{at}"))
        self._end()

    def _on_failed(self, error: AppError) -> None:
        self._state.setText(sentence_of(error))
        self._end()

    def _end(self) -> None:
        self._again.setEnabled(True)
        self._copy.setEnabled(bool(self._findings))

    def _clear(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.deleteLater()

    def _shareable(self) -> str:
        """Return the findings for someone who helps: in English, with nothing private."""
        return written(self._findings, is_private=False)


def _finding_row(finding: Finding, name: str) -> QWidget:
    icon_name, ink = _LOOKS[finding.state]
    title, advice = finding_texts(finding)
    texts = [label(title, "", name)]
    texts[0].setWordWrap(True)
    if finding.state != "ok":
        texts += [paragraph(text, "caption") for text in (finding.detail[:_LONGEST], advice) if text]
    lines = column(*texts, gap=1)
    whole = row(column(ThemedIcon(icon_name, ink, _ICON), None), lines, gap=3)
    whole.setStretch(1, 1)
    part = QWidget()
    part.setLayout(whole)
    return part
