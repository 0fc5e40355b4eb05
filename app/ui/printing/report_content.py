"""Content of a report's file, in the language of the window."""

from __future__ import annotations

from app.report.compose import compose
from app.report.files import FileKind
from app.report.gather import Answers
from app.report.html import html_page
from app.ui import format
from app.ui.printing.pdf import pdf_file
from app.ui.printing.report_texts import report_texts


def report_content(answers: Answers, kind: FileKind) -> bytes:
    """Return a file of a kind with the report of these answers."""
    report = compose(answers, format, report_texts())
    return pdf_file(report) if kind == "pdf" else html_page(report)
