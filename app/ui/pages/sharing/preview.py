"""Picture of the public page, painted from the replies that visitors of the link get."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.api.sharing import SharedOverview, SharedSite
from app.domain.reports.results import MetricsRow, Stats
from app.domain.sharing import METRICS_OF, Section
from app.ui import format
from app.ui.pages.sharing.sharing_cards import section_text
from app.ui.style import theme
from app.ui.style.theme import SPACE
from app.ui.translation import translator
from app.ui.widgets.parts import Card, column, follow_text, label, paragraph
from app.ui.widgets.sparkline import draw_line

_tr = translator("preview")

SHOWN_DAYS = 30  # of the public page while no range is chosen
_HEIGHT, _MARGIN, _ROW = 370, 3 * SPACE, 5 * SPACE  # pixels at a scale of 1
_ROWS = 5
_PANELS: tuple[tuple[Section, ...], ...] = (("pages", "events"), ("sources",), ("places",), ("systems",))


@dataclass(frozen=True, slots=True)
class PublicPage:
    """Replies that a visitor of a share link gets first."""

    site: SharedSite
    overview: SharedOverview


class PreviewCard(Card):
    """Shows the public page as others see it."""

    def __init__(self) -> None:
        super().__init__("share_preview_card")
        self._picture = PagePicture()
        self._note = paragraph(_tr("Loading\N{HORIZONTAL ELLIPSIS}"), "muted", "share_preview_note")
        title = label(_tr("What others see"), "heading")
        self.setLayout(column(title, self._note, self._picture, gap=2, margins=4))

    def show_page(self, page: PublicPage) -> None:
        self._picture.show_page(page)
        self._note.setText(_tr("The last %1 days, in the first tab of each panel.").replace("%1", str(SHOWN_DAYS)))

    def show_problem(self, sentence: str) -> None:
        """Show why there is no picture, or none of the newest choices."""
        self._note.setText(sentence)

    def forget(self) -> None:
        """Clear the picture before another website is shown."""
        self._picture.show_page(None)
        self._note.setText(_tr("Loading\N{HORIZONTAL ELLIPSIS}"))


class PagePicture(QWidget):
    """Small painted page: name, totals, course, and the first rows of each breakdown. Screen readers get its parts."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("share_preview")
        self.setAccessibleName(_tr("What others see"))
        self._page: PublicPage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_text(self, lambda: self.setFixedHeight(theme.current().sized(_HEIGHT)))

    def show_page(self, page: PublicPage | None) -> None:
        self._page = page
        self.setAccessibleDescription("" if page is None else described(page))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().sized(80 * SPACE), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("border"))
        painter.setBrush(look.colour("canvas"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 8, 8)
        if self._page is None:
            return
        gap = look.sized(_MARGIN)
        area = self.rect().adjusted(gap, gap, -gap, -gap)
        site, overview = self._page.site, self._page.overview
        half = look.sized(_ROW)
        _write(painter, _cut(area, 0, half), site.name, "text", look.font("heading", QFont.Weight.DemiBold))
        _write(painter, _cut(area, half, half), site.domain, "muted", look.font("caption"))
        totals = _cut(area, 2 * half + gap // 2, 2 * half + SPACE)
        _paint_totals(painter, totals, overview.stats)
        course = _cut(area, totals.bottom() - area.top() + gap, 4 * half)
        _panel(painter, course)
        if len(points := overview.pageviews.series) > 1:
            dots = [(at / (len(points) - 1), point.visitors) for at, point in enumerate(points)]
            draw_line(painter, course.adjusted(SPACE, SPACE, -SPACE, -SPACE), dots, "accent")
        panels = panels_of(self._page)
        rest = _cut(area, course.bottom() - area.top() + gap, area.bottom() - course.bottom() - gap)
        for box, (title, rows) in zip(_split(rest, max(len(panels), 1), gap // 2), panels, strict=False):
            _paint_rows(painter, box, title, rows)


def panels_of(page: PublicPage) -> list[tuple[str, tuple[tuple[str, int], ...]]]:
    """Return the panels of a public page: title, and (name, number) of the first rows of its first tab."""
    panels = []
    for sections in _PANELS:
        shown = [section for section in sections if METRICS_OF[section][0] in page.site.metrics]
        if shown:
            kind = METRICS_OF[shown[0]][0]
            rows = page.overview.metrics[kind].rows[:_ROWS] if kind in page.overview.metrics else ()
            panels.append((section_text(shown[0])[0], tuple(_named(kind, row) for row in rows)))
    return panels


def described(page: PublicPage) -> str:
    """Return a public page in words."""
    totals = [f"{title}: {value}" for title, value in _totals(page.overview.stats)]
    panels = [f"{title}: {', '.join(name for name, _ in rows)}" for title, rows in panels_of(page)]
    return ". ".join([page.site.name, *totals, *panels])


def _named(kind: str, row: MetricsRow) -> tuple[str, int]:
    return format.value_name(kind, row.value), row.pageviews if kind == "page" else row.visitors


def _totals(stats: Stats) -> list[tuple[str, str]]:
    pages = stats.pageviews / stats.sessions if stats.sessions else 0.0
    return [
        (_tr("Visitors"), format.count(stats.visitors)),
        (_tr("Pageviews"), format.count(stats.pageviews)),
        (_tr("Sessions"), format.count(stats.sessions)),
        (_tr("Bounce rate"), format.share(stats.bounce_rate)),
        (_tr("Average visit"), format.duration(stats.avg_duration_seconds)),
        (_tr("Pages a visit"), format.decimal(pages)),
    ]


def _paint_totals(painter: QPainter, area: QRect, stats: Stats) -> None:
    look, totals = theme.current(), _totals(stats)
    for box, (title, value) in zip(_split(area, len(totals), SPACE), totals, strict=True):
        _panel(painter, box)
        inner = box.adjusted(SPACE, 2, -SPACE, -2)
        half = inner.height() // 2
        _write(painter, _cut(inner, 0, half), title, "muted", look.font("caption"))
        _write(painter, _cut(inner, half, half), value, "text", look.font("text"))


def _paint_rows(painter: QPainter, box: QRect, title: str, rows: Sequence[tuple[str, int]]) -> None:
    look = theme.current()
    _panel(painter, box)
    inner, height = box.adjusted(SPACE, SPACE, -SPACE, -SPACE), look.sized(_ROW)
    _write(painter, _cut(inner, 0, height), title, "muted", look.font("caption"))
    most = max((number for _, number in rows), default=0) or 1
    for at, (name, number) in enumerate(rows, 1):
        line = _cut(inner, at * (height + 2), height)
        if line.bottom() > inner.bottom():
            return
        bar = QRect(line.left(), line.top(), round(line.width() * number / most), line.height())
        painter.fillRect(bar, look.colour("bar"))
        text = format.count(number)
        room = painter.fontMetrics().horizontalAdvance(text) + SPACE
        _write(painter, line.adjusted(SPACE, 0, -room - SPACE, 0), name, "text", look.font("caption"))
        _write(painter, line, text, "muted", look.font("caption"), Qt.AlignmentFlag.AlignRight)


def _panel(painter: QPainter, box: QRect) -> None:
    look = theme.current()
    painter.setPen(look.colour("border"))
    painter.setBrush(look.colour("panel"))
    painter.drawRoundedRect(box, 5, 5)


def _write(
    painter: QPainter,
    box: QRect,
    text: str,
    colour: str,
    font: QFont,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Write a text on one line, cut to its box."""
    painter.setFont(font)
    painter.setPen(theme.current().colour(colour))
    short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, short)


def _cut(box: QRect, top: int, height: int) -> QRect:
    """Return the part of a box from `top` on."""
    return QRect(box.left(), box.top() + top, box.width(), height)


def _split(box: QRect, number: int, gap: int) -> list[QRect]:
    """Return boxes side by side that fill a box."""
    width = (box.width() - (number - 1) * gap) // number
    return [QRect(box.left() + at * (width + gap), box.top(), width, box.height()) for at in range(number)]
