"""Reports to keep: their numbers are the API's, texts of strangers stay texts, and the file needs no network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser

import pytest

from app.api.items.goals import NewGoalBody
from app.domain.errors import AppError
from app.domain.reports.request import Filter, ReportRequest
from app.report import english
from app.report.compose import compose
from app.report.content import ReportTable, SiteReport
from app.report.gather import BREAKDOWNS, Answers, gather
from app.report.html import html_page
from app.report.writing import ReportTexts, filled
from tests.server.conftest import Running

MARKUP = "<img src=x onerror=alert(1)>\"'&amp;</style><script>alert(2)</script>"


class Page(HTMLParser):
    """Elements and texts of a page, as a browser reads them."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.fixture
def running(emptied_server: Running) -> Running:
    return emptied_server


async def visited(running: Running, name: str = "Tea shop", **changes: str) -> str:
    """Add a website with a few visits of today and return its id."""
    site = await running.add_website(name, "tea.example", **changes)
    for url in ("https://tea.example/", "https://tea.example/shop?utm_source=news&utm_campaign=spring"):
        await running.collect(site, url=url, referrer="https://search.example/")
    await running.collect(site, type="event", event_name="order", event_data={"total": 12.5})
    return site


async def answers_of(running: Running, site_id: str, request: ReportRequest | None = None) -> Answers:
    now = datetime.now(UTC)
    site = await running.api.website(site_id)
    return await gather(running.api, site, request or ReportRequest(now.date(), now.date()), now)


def table(report: SiteReport, title: str) -> ReportTable:
    return next(one for one in report.tables if one.title == title)


def figures(report: SiteReport) -> Mapping[str, str]:
    return {figure.title: figure.value for figure in report.figures}


async def test_the_figures_are_those_of_the_api(running: Running) -> None:
    answers = await answers_of(running, await visited(running))
    stats = await running.api.stats(answers.site.id, answers.request)
    assert stats.visitors == 1
    assert figures(compose(answers, english)) == {
        "Pageviews": english.count(stats.pageviews),
        "Visitors": english.count(stats.visitors),
        "Sessions": english.count(stats.sessions),
        "Bounce rate": english.share(stats.bounce_rate),
        "Avg. duration": english.duration(stats.avg_duration_seconds),
        "Pages / session": english.decimal(stats.pageviews / stats.sessions),
    }


async def test_every_table_has_the_rows_of_its_breakdown(running: Running) -> None:
    answers = await answers_of(running, await visited(running))
    report = compose(answers, english)
    for name in BREAKDOWNS:
        rows = (await running.api.metrics(answers.site.id, answers.request, name)).data.rows
        title = {"entry_page": "Entry pages", "exit_page": "Exit pages", "utm_campaign": "Campaigns"}.get(name)
        shown = [one for one in report.tables if one.title == (title or english.tab_name(name))]
        labels = [row.label for one in shown for row in one.rows]
        assert labels == [english.value_name(name, row.value) for row in rows], name


async def test_the_course_has_the_values_of_the_series(running: Running) -> None:
    site = await visited(running)
    today = datetime.now(UTC).date()
    answers = await answers_of(running, site, ReportRequest(today - timedelta(days=9), today + timedelta(days=4)))
    series = await running.api.pageviews(site, answers.request)
    course = compose(answers, english).course
    assert len(course.names) == len(series.series) == 14
    for line, name in zip(course.lines, ("visitors", "pageviews"), strict=True):
        assert list(line.values) == [getattr(point, name) for point in series.series[:10]], "no value of a coming day"
    assert course.is_filling


async def test_events_and_goals_are_listed_with_their_money(running: Running) -> None:
    site = await visited(running)
    goal = NewGoalBody("Order", "event", "order", None, "event_property", None, "total", "EUR")
    await running.api.add_goal(site, goal)
    report = compose(await answers_of(running, site), english)
    assert [row.cells[:2] for row in table(report, "Events").rows] == [("1", "1")]
    assert table(report, "Goals").rows[0].cells == ("1", "100.0%", "12.50 EUR")


async def test_an_empty_period_has_a_sentence_in_place_of_tables(running: Running) -> None:
    site = await visited(running)
    report = compose(await answers_of(running, site, ReportRequest(date(2020, 1, 1), date(2020, 1, 31))), english)
    assert report.tables == ()
    assert report.nothing.encode() in html_page(report)
    assert report.compared == "nothing was counted in Dec 1 – Dec 31, 2019"


async def test_a_change_is_compared_with_the_days_before(running: Running) -> None:
    site = await visited(running)
    today = datetime.now(UTC).date()
    report = compose(await answers_of(running, site), english)
    assert report.compared.endswith(english.day_range(today - timedelta(days=1), today - timedelta(days=1)))
    assert table(report, "Pages").columns == ("Pageviews", "Visitors"), "no changes where there was nothing before"


async def test_filters_are_named_and_applied(running: Running) -> None:
    site = await visited(running)
    today = datetime.now(UTC).date()
    request = ReportRequest(today, today, filters=(Filter("page", "/%2"), Filter("browser", "Opera", True)))
    report = compose(await answers_of(running, site, request), english)
    assert report.notes[0] == "Only visits where Page is /%2 and Browser is not Opera."
    assert figures(report)["Visitors"] == "0"


async def test_texts_of_strangers_never_become_markup(running: Running) -> None:
    site = await visited(running, name=MARKUP[:100])
    await running.collect(site, type="event", event_name=MARKUP, url="https://tea.example/" + MARKUP)
    page = Page(html_page(compose(await answers_of(running, site), english)))
    assert {"img", "script", "a", "iframe", "link"}.isdisjoint(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert page.texts.count(MARKUP) == 1, "the name of the event, as it was sent"


async def test_a_name_written_from_right_to_left_does_not_turn_its_neighbours(running: Running) -> None:
    site = await visited(running, name="\N{RIGHT-TO-LEFT OVERRIDE}shop\x07")
    content = html_page(compose(await answers_of(running, site), english)).decode()
    assert "<bdi>\N{RIGHT-TO-LEFT OVERRIDE}shop\N{REPLACEMENT CHARACTER}</bdi>" in content


async def test_the_file_stands_alone_in_light_in_dark_and_on_paper(running: Running) -> None:
    page = Page(html_page(compose(await answers_of(running, await visited(running)), english)))
    refused = {"src", "href", "srcset", "action", "data", "poster", "xlink:href", "background"}
    assert refused.isdisjoint(name for name, _ in page.attributes)
    style = next(text for text in page.texts if ":root" in text)
    assert not re.search(r"url\(|@import|//", style)
    assert "@media screen and (prefers-color-scheme: dark)" in style
    assert "@media print" in style
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes


async def test_a_report_that_failed_is_an_error_and_no_empty_table(running: Running) -> None:
    site = await visited(running)
    wrong = ReportRequest(date(2026, 1, 1), date(2026, 1, 2), timezone="Mars/Olympus")
    with pytest.raises(AppError, match="timezone"):
        await answers_of(running, site, wrong)


async def test_other_words_reach_every_part(running: Running) -> None:
    """A text that is written in the code would stay English in every language."""
    answers = await answers_of(running, await visited(running))
    names = [name for name in ReportTexts.__dataclass_fields__ if name not in ("language", "nothing", "page_of")]
    texts = replace(ReportTexts(), **{name: f"[{getattr(ReportTexts(), name)}]" for name in names})
    report = compose(answers, english, texts)
    assert all(figure.title.startswith("[") for figure in report.figures)
    assert {column[0] for one in report.tables for column in one.columns} == {"["}
    assert all(text.startswith("[") for text in (report.compared, report.course_title, *report.notes, *report.footer))


def test_marks_within_values_are_left_alone() -> None:
    assert filled("%1 of %2", "%2", "%1") == "%2 of %1"
