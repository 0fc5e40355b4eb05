"""Reports as PDF, on A4. Needs an application object of Qt, but no screen, and may run on any thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from app.domain.errors import AppError
from app.report.content import SiteReport
from app.report.writing import filled
from app.ui.printing.blocks import GAP, Block, blocks_of
from app.ui.printing.paper import Paper

_DOTS_PER_INCH = 1_200
_MARGIN_MM = 14.0
WIDTH, HEIGHT = 688.0, 1_016.0  # of A4 within the margins, in units of 1/96 inch
_FOOTER = 14.0
_ROOM = HEIGHT - _FOOTER - GAP


def pdf_file(report: SiteReport) -> bytes:
    """Return a report as a PDF file. Raises AppError when it cannot be painted."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(f"{report.site} \N{EN DASH} {report.period}")
    writer.setCreator("Sparklytics Desktop")
    writer.setResolution(_DOTS_PER_INCH)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))
    painter = QPainter()
    if not painter.begin(writer):
        raise AppError("internal_server_error", "The PDF could not be painted.")
    painter.scale(_DOTS_PER_INCH / 96, _DOTS_PER_INCH / 96)
    paint_pages(report, painter, writer.newPage)
    painter.end()
    return bytes(buffer.data().data())


def paint_pages(report: SiteReport, painter: QPainter, new_page: Callable[[], object]) -> None:
    """Paint every page of a report. new_page: begins the next one."""
    paper = Paper(painter)
    pages = pages_of(blocks_of(report))
    for number, blocks in enumerate(pages, 1):
        if number > 1:
            new_page()
        top = 0.0
        for block in blocks:
            block.paint(paper, QRectF(0, top, WIDTH, block.height))
            top += block.height + GAP
        foot = QRectF(0, HEIGHT - _FOOTER, WIDTH, _FOOTER)
        numbered = filled(report.page_of, str(number), str(len(pages)))
        paper.text(foot, " \N{MIDDLE DOT} ".join(report.footer), 10, "muted")
        paper.right(foot, numbered, 10, "muted")


def pages_of(blocks: Iterable[Block]) -> list[list[Block]]:
    """Return the blocks of each page: as many as have room, at least one."""
    pages: list[list[Block]] = [[]]
    top = 0.0
    for block in blocks:
        if pages[-1] and top + block.height > _ROOM:
            pages.append([])
            top = 0.0
        pages[-1].append(block)
        top += block.height + GAP
    return pages
