"""Reports as HTML: one file without scripts that asks no network for anything.

The page is built as a tree, so that texts of strangers can never become markup.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from app.report.chart import course_picture
from app.report.content import Figure, ReportCourse, ReportTable, SiteReport
from app.report.writing import visible
from app.resources import read_text

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # enforced by the browser, should anything slip through


def html_page(report: SiteReport) -> bytes:
    """Return a report as an HTML file in UTF-8."""
    root = Element("html", lang=report.language)
    head = SubElement(root, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    SubElement(head, "meta", name="robots", content="noindex")
    _add(head, "title", f"{report.site} \N{EN DASH} {report.period}")
    SubElement(head, "style").text = read_text("report/report.css")
    page = SubElement(SubElement(root, "body"), "main", {"class": "page"})
    _add_top(page, report)
    figures = SubElement(page, "section", {"class": "figures"})
    for figure in report.figures:
        _add_figure(figures, figure)
    _add_course(page, report)
    if report.nothing:
        _add(page, "p", report.nothing, "card nothing")
    grid = SubElement(page, "div", {"class": "tables"})
    for table in report.tables:
        _add_table(grid, table)
    footer = SubElement(page, "footer")
    for text in report.footer:
        _add(footer, "span", text)
    page_text: bytes = tostring(root, "utf-8", "html")
    return b"<!doctype html>\n" + page_text + b"\n"


def _add(parent: Element, tag: str, text: str, css: str = "") -> Element:
    """Add an element with a text, in which control characters become visible."""
    child = SubElement(parent, tag, {"class": css} if css else {})
    child.text = visible(text)
    return child


def _add_foreign(parent: Element, text: str) -> None:
    """Add a text whose direction of writing must not change that of its neighbours."""
    _add(parent, "bdi", text)


def _add_top(page: Element, report: SiteReport) -> None:
    top = SubElement(page, "header", {"class": "top"})
    site = SubElement(top, "div")
    _add_foreign(SubElement(site, "h1"), report.site)
    _add_foreign(SubElement(site, "p", {"class": "muted"}), report.domain)
    when = SubElement(top, "div", {"class": "when"})
    _add(when, "p", report.period, "period")
    _add(when, "p", report.compared, "muted")
    if report.notes:
        notes = SubElement(page, "ul", {"class": "notes"})
        for note in report.notes:
            _add_foreign(SubElement(notes, "li"), note)


def _add_figure(parent: Element, figure: Figure) -> None:
    card = SubElement(parent, "div", {"class": "card figure"})
    _add(card, "span", figure.title, "title")
    _add(card, "span", figure.value, "value")
    if figure.change:
        _add(card, "span", figure.change, f"badge {figure.tone}")
    if figure.before:
        _add(card, "span", figure.before, "before")


def _add_course(page: Element, report: SiteReport) -> None:
    card = SubElement(page, "section", {"class": "card"})
    head = SubElement(card, "div", {"class": "head"})
    _add(head, "h2", report.course_title)
    legend = SubElement(head, "div", {"class": "legend"})
    entries: list[tuple[str, str]] = [(line.title, line.colour) for line in report.course.lines]
    if report.course_compared:
        entries.append((report.course_compared, "compared"))
    for title, css in entries:
        entry = SubElement(legend, "span", {"class": css})
        SubElement(entry, "i").tail = title
    plot = SubElement(card, "div", {"class": "plot"})
    plot.append(course_picture(report.course, report.course_title))
    _add_axes(plot, report.course)
    details = SubElement(card, "details")
    _add(details, "summary", report.course_numbers)
    _add_numbers(details, report)


def _add_axes(plot: Element, course: ReportCourse) -> None:
    """Add the texts of the axes. They are no part of the picture, which is stretched."""
    for at, text in course.times:
        place = 100 * at / max(1, len(course.names) - 1) if len(course.names) > 1 else 50
        _add(plot, "span", text, "x").set("style", f"left:{place:.2f}%")
    for value, text in course.counts:
        _add(plot, "span", text, "y").set("style", f"bottom:{100 * value / course.top:.2f}%")


def _add_numbers(parent: Element, report: SiteReport) -> None:
    table = SubElement(parent, "table")
    heads = SubElement(SubElement(table, "thead"), "tr")
    for title in (report.course_period, *(line.title for line in report.course.lines)):
        _add(heads, "th", title).set("scope", "col")
    body = SubElement(table, "tbody")
    texts = zip(*(line.texts for line in report.course.lines), strict=True)
    for name, cells in zip(report.course.names, texts, strict=False):
        row = SubElement(body, "tr")
        for cell in (name, *cells):
            _add(row, "td", cell)


def _add_table(parent: Element, content: ReportTable) -> None:
    card = SubElement(parent, "section", {"class": "card table"})
    table = SubElement(card, "table")
    heads = SubElement(SubElement(table, "thead"), "tr")
    for title in (content.title, *content.columns):
        _add(heads, "th", title).set("scope", "col")
    body = SubElement(table, "tbody")
    for content_row in content.rows:
        row = SubElement(body, "tr")
        label = SubElement(SubElement(row, "td"), "span", {"class": "label"})
        SubElement(label, "i", style=f"width:{100 * content_row.bar:.1f}%")
        _add_foreign(label, content_row.label)
        for at, cell in enumerate(content_row.cells):
            _add(row, "td", cell, "" if at == 0 else "faint")
    if content.more:
        _add(card, "p", content.more, "more")
