"""Story of yesterday: how it compares with the same weekday of the weeks before, and where most came from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.domain.reports.results import MetricsRow, SeriesPoint
from app.ui.pages.reports.story import Story, StoryLine, read_story, story_text

SUNDAY = date(2026, 3, 15)


def course(*visitors: int) -> list[SeriesPoint]:
    """Return the 29 days up to the Sunday: the last days as given, no visitors before."""
    numbers = [0] * (29 - len(visitors)) + list(visitors)
    first = SUNDAY - timedelta(days=28)
    return [SeriesPoint((first + timedelta(days=at)).isoformat(), n * 2, n) for at, n in enumerate(numbers)]


def sources(*rows: tuple[str, int]) -> list[MetricsRow]:
    return [MetricsRow(name, visitors, visitors, 0.0, 0.0) for name, visitors in rows]


MONTH = course(20, *[9] * 6, 30, *[9] * 6, 28, *[9] * 6, 38, *[9] * 6, 41)  # on Sundays 29 in the mean


MORE = "41 visitors yesterday, 12 more than on a usual Sunday."


@pytest.mark.parametrize(
    ("days", "by_source", "text"),
    [
        (
            MONTH,
            (("news.example", 22),),
            f"{MORE} Most came from news.example.",
        ),
        (
            MONTH,
            (("(direct)", 20), ("a.example", 9)),
            f"{MORE} The strongest source was a.example.",
        ),
        (MONTH, (("(direct)", 21),), f"{MORE} Most came directly."),
        (MONTH, (("(direct)", 5),), MORE),
        (course(44, *[9] * 6, 30, *[9] * 6, 1), (), "1 visitor yesterday, 36 fewer than on a usual Sunday."),
        (course(5, *[9] * 6, 5), (), "5 visitors yesterday, as many as on a usual Sunday."),
        (course(5, *[9] * 6, 0), (), "0 visitors yesterday, 5 fewer than on a usual Sunday."),
        (course(1, 0, 0, 2300), (), "2,300 visitors yesterday."),
    ],
)
def test_a_story_compares_a_day_with_its_weekday_and_names_its_strongest_source(
    days: Sequence[SeriesPoint], by_source: Sequence[tuple[str, int]], text: str
) -> None:
    story = read_story(SUNDAY, days, sources(*by_source))
    assert story is not None
    assert story_text(story) == text


@pytest.mark.parametrize("days", [course(), course(7), course(3, 4, 5)])
def test_a_site_of_few_days_has_no_story(days: Sequence[SeriesPoint]) -> None:
    assert read_story(SUNDAY, days, ()) is None


def test_a_story_that_takes_the_place_of_that_of_the_day_before_is_seen_too(qtbot: QtBot) -> None:
    line = StoryLine()
    qtbot.addWidget(line)
    for day in (SUNDAY, SUNDAY + timedelta(days=1)):
        with qtbot.waitSignal(line.seen):
            line.show_story(Story(day, 20, None))
