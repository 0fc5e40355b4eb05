"""PDF for the command line, where there is neither a window nor a display."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from app.report.content import SiteReport
from app.ui.printing.pdf import pdf_file


def pdf_file_offscreen(report: SiteReport) -> bytes:
    """Return a report as a PDF file, with an application object that opens no display."""
    application = QGuiApplication.instance() or QGuiApplication(["sparklytics", "-platform", "offscreen"])
    content = pdf_file(report)
    del application
    return content
