"""Reports as mail: HTML that mail programs can show, which know neither pictures in SVG nor much of CSS, and as text.

Every style stands at its element, and the layout is made of tables. There are no pictures: nothing is fetched when a
mail is opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from app.report.content import Figure, ReportTable, SiteReport, Tone
from app.report.writing import visible

MOST_DAYS = 31  # of the course that are listed
FIGURES_A_ROW = 3

# The colours of `resources/report/report.css`, those of paper.
_TEXT, _FAINT, _LINE, _BAR, _GROUND = "#1A1A1A", "#565653", "#DFDFDB", "#D9F2E6", "#F6F6F5"
_TONES: dict[Tone, str] = {"up": "#047857", "down": "#C81E1E", "flat": _FAINT}
_FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_FIRST_COLUMN = "38%"  # legible on a phone too
_CELL = f"padding:6px 3px;border-bottom:1px solid {_LINE};font-size:13px"


def mail_page(report: SiteReport, links: Sequence[tuple[str, str]]) -> str:
    """Return a report as the HTML part of a mail. links: text and URL of each link at the end."""
    root, page = page_of_mail(report.language, f"{report.site} \N{EN DASH} {report.period}")
    _add(page, "h1", report.site, "font-size:22px;margin:0")
    _add(page, "p", report.domain, f"color:{_FAINT};margin:2px 0 12px")
    _add(page, "p", report.period, "font-size:16px;font-weight:600;margin:0")
    _add(page, "p", report.compared, f"color:{_FAINT};margin:2px 0 12px;font-size:13px")
    for note in report.notes:
        _add(page, "p", note, f"color:{_FAINT};margin:2px 0;font-size:13px")
    _add_figures(page, report.figures)
    if report.nothing:
        _add(page, "p", report.nothing, "margin:24px 0")
    _add_course(page, report)
    for table in report.tables:
        _add_table(page, table)
    for text in report.footer:
        _add(page, "p", text, f"color:{_FAINT};font-size:12px;margin:4px 0")
    add_links(page, links)
    return text_of_page(root)


def page_of_mail(language: str, title: str) -> tuple[Element, Element]:
    """Return an empty page and the element that takes its content."""
    root = Element("html", lang=language)
    head = SubElement(root, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    SubElement(head, "title").text = visible(title)
    body = SubElement(root, "body", style=f"margin:0;padding:8px;background:{_GROUND};color:{_TEXT};{_FONT}")
    outer = SubElement(
        SubElement(body, "table", {"role": "presentation", "width": "100%", "style": "max-width:640px;margin:0 auto"}),
        "tr",
    )
    return root, SubElement(outer, "td", style="background:#ffffff;padding:20px 16px;border-radius:8px")


def add_links(page: Element, links: Sequence[tuple[str, str]]) -> None:
    """Add links at the end of a page, by their text and URL."""
    for text, url in links:
        line = SubElement(page, "p", style="font-size:12px;margin:4px 0")
        _add(line, "a", text, f"color:{_FAINT}").set("href", url)


def add_sentence(page: Element, text: str, *, is_title: bool = False) -> None:
    """Add a paragraph."""
    _add(page, "h1" if is_title else "p", text, "font-size:20px;margin:0 0 12px" if is_title else "margin:0 0 12px")


def text_of_page(root: Element) -> str:
    """Return a page as HTML."""
    return "<!doctype html>\n" + tostring(root, "unicode", "html") + "\n"


def _add(parent: Element, tag: str, text: str, style: str) -> Element:
    child = SubElement(parent, tag, style=style)
    child.text = visible(text)
    return child


def _add_figures(page: Element, figures: Sequence[Figure]) -> None:
    table = SubElement(page, "table", {"role": "presentation", "width": "100%", "style": "margin:16px 0"})
    for at in range(0, len(figures), FIGURES_A_ROW):
        line = SubElement(table, "tr")
        for figure in figures[at : at + FIGURES_A_ROW]:
            cell = SubElement(line, "td", {"width": f"{100 // FIGURES_A_ROW}%", "style": "padding:8px 0"})
            cell.set("valign", "top")
            _add(cell, "div", figure.title, f"color:{_FAINT};font-size:13px")
            _add(cell, "div", figure.value, "font-size:22px;font-weight:600")
            if figure.change:
                _add(cell, "div", figure.change, f"color:{_TONES[figure.tone]};font-size:13px")


def _add_course(page: Element, report: SiteReport) -> None:
    course = report.course
    if not 1 < len(course.names) <= MOST_DAYS:
        return
    values = course.lines[0].values
    highest = max(1, *values, 0)
    texts = zip(*(line.texts for line in course.lines), strict=True)
    rows = [(name, cells, value / highest) for name, value, cells in zip(course.names, values, texts, strict=False)]
    _add_rows(page, (report.course_period, *(line.title for line in course.lines)), rows)


def _add_table(page: Element, table: ReportTable) -> None:
    rows = [(row.label, row.cells, row.bar) for row in table.rows]
    _add_rows(page, (table.title, *table.columns), rows)
    if table.more:
        _add(page, "p", table.more, f"color:{_FAINT};font-size:12px;margin:4px 0 0")


def _add_rows(page: Element, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str], float]]) -> None:
    """Add a table whose first column has a bar behind its text."""
    style = "width:100%;margin:24px 0 0;border-collapse:collapse;table-layout:fixed"
    table = SubElement(page, "table", {"style": style, "cellspacing": "0"})
    line = SubElement(table, "tr")
    for at, title in enumerate(heads):
        place = f"text-align:left;width:{_FIRST_COLUMN}" if at == 0 else "text-align:right"
        _add(line, "th", title, f"{_CELL};{place};font-size:12px;font-weight:600").set("scope", "col")
    for label, cells, bar in rows:
        line = SubElement(table, "tr")
        share = f"{100 * bar:.0f}%"
        ground = f"background:linear-gradient(90deg,{_BAR} {share},transparent {share})"
        first = SubElement(line, "td", style=f"{_CELL};word-break:break-word;{ground}")
        _add(first, "bdi", label, "")
        for cell in cells:
            _add(line, "td", cell, f"{_CELL};text-align:right;white-space:nowrap")


def mail_text(report: SiteReport, links: Sequence[tuple[str, str]]) -> str:
    """Return a report as the text part of a mail. links: as in `mail_page`."""
    lines = [f"{report.site} ({report.domain})", report.period, report.compared, *report.notes, ""]
    for figure in report.figures:
        change = f" ({figure.change})" if figure.change else ""
        lines.append(f"{figure.title}: {figure.value}{change}")
    lines += ["", report.nothing] if report.nothing else []
    for table in report.tables:
        lines += ["", f"{table.title} ({', '.join(column for column in table.columns if column)})"]
        lines += [f"  {row.label}: {', '.join(cell for cell in row.cells if cell)}" for row in table.rows]
        lines += [f"  {table.more}"] if table.more else []
    lines += ["", *report.footer, "", *(f"{text}: {url}" for text, url in links)]
    return "\n".join(visible(line) for line in lines) + "\n"
