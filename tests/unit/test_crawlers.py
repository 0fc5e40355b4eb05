"""Programs and people told apart by their user agents: our own rules, the list that ships, and woothee together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.domain.ingest.bots import Signals, is_program_name, ua_signals
from app.domain.ingest.crawlers import Crawlers
from app.resources import read_text, resource_path
from app.server.ingest.user_agents import AgentParser
from scripts.crawlers import names_of, shortest

PEOPLE = (Path(__file__).parent / "user_agents_of_people.txt").read_text("utf-8").splitlines()
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36"
PROGRAMS = (
    "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/534+ (KHTML, like Gecko) BingPreview/1.0b",
    f"{CHROME} DatadogSynthetics",
    f"{CHROME} RuxitSynthetic/1.0 v3975717906 t6703941201591042144 athfa3c3975",
    f"{CHROME} NewRelicSynthetics/1.0",
    f"{CHROME} Checkly/1.0 (https://www.checklyhq.com)",
    f"{CHROME} PTST/240401.133427",
    f"{CHROME} StatusCake",
    f"{CHROME} Site24x7",
    f"{CHROME} Silktide",
    f"{CHROME} Robot_Framework",
    f"{CHROME} Prerender (+https://github.com/prerender/prerender)",
    f"{CHROME} Rendertron",
    f"{CHROME} vercel-screenshot/1.0",
    f"{CHROME}; Devin/1.0; +https://devin.ai",
    f"{CHROME} (compatible; Google-Read-Aloud; +https://developers.google.com/search/docs)",
    f"{CHROME} (compatible; GoogleOther)",
    f"{CHROME} Google Web Preview",
    f"{CHROME} Google-PageRenderer Google (+https://developers.google.com/+/web/snippet/)",
    f"{CHROME} Chrome-Lighthouse",
    f"{CHROME} GTmetrix",
    CHROME.replace("Chrome/", "HeadlessEdg/"),
    CHROME.replace("Chrome/", "YLT Chrome/"),
    "Mozilla/5.0 (linux) AppleWebKit/537.36 (KHTML, like Gecko) jsdom/22.1.0",
    "Mozilla/5.0 (X11; Linux x86_64; Rigor) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/86.0.4240.75 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/602.1 (KHTML, like Gecko) splash Version/10.0 Safari/602.1",
    "Mozilla/5.0 (Linux; Android 9; CUBOT_NOTE_7) AppleWebKit/537.36 (compatible; GoogleOther)",
    "WhatsApp/2.23.20.0",
    "Notion/1.0 (https://notion.so; team@makenotion.com)",
    "livedoor FeedFetcher/0.01 (http://reader.livedoor.com/; 1 subscriber)",  # known to woothee alone
    "UnwindFetchor/1.0 (+http://www.gnip.com/)",
)


@pytest.fixture(scope="module")
def parser() -> AgentParser:
    return AgentParser(1_000)


def is_program(parser: AgentParser, user_agent: str) -> bool:
    return parser.parse(user_agent).is_program or ua_signals(user_agent) is Signals.UA_SIGNATURE


@pytest.mark.parametrize("user_agent", PROGRAMS)
def test_automation_tools_are_recognised_as_programs(parser: AgentParser, user_agent: str) -> None:
    assert is_program(parser, user_agent)


@pytest.mark.parametrize("user_agent", PEOPLE)
def test_browsers_and_apps_of_people_are_not_programs(parser: AgentParser, user_agent: str) -> None:
    assert not is_program(parser, user_agent)


def test_a_name_matches_at_the_start_of_a_word_or_with_a_caret_of_the_user_agent() -> None:
    crawlers = Crawlers.parse("# comment\n\nGrabber/\nGrapnel\n^Viewer\n")
    for user_agent in ("Grabber/1.0", "Mozilla/5.0 (compatible;Grapnels)", "Viewer 2", "x Grapnel"):
        assert crawlers.has(user_agent)
    for user_agent in ("", "Grabber 1.0", "MyGrabber/1.0", "my Viewer", "grapnel", "# comment", "Gr"):
        assert not crawlers.has(user_agent)


def test_the_shipped_list_names_its_source_and_each_of_its_names_matches() -> None:
    text = read_text("crawlers.txt")
    assert resource_path("crawlers.txt").stat().st_size < 200_000
    assert re.search("Source: npm package crawler-user-agents [0-9.]+, https://", text)
    assert re.search("Date: taken 20[0-9]{2}-[0-9]{2}-[0-9]{2}", text)
    assert "Licence: MIT" in text
    crawlers, names = Crawlers.parse(text), [line for line in text.splitlines() if line and line[0] != "#"]
    assert len(names) > 700
    for name in names:
        assert len(name.removeprefix("^")) >= 3
        assert crawlers.has(name[1:] if name.startswith("^") else f"Mozilla/5.0 ({name}")
        assert not is_program_name(name.removeprefix("^"))


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        (r"Checkly", ["Checkly"]),
        (r"Google\/Fetch", ["Google/Fetch"]),
        (r"[wW]eb[aA]", ["weba", "webA", "Weba", "WebA"]),
        (r"(one|two) eyes", ["one eyes", "two eyes"]),
        (r"one|two", ["one", "two"]),
        (r"(^| )PTST\/", ["PTST/"]),
        (r"^curlew$", ["^curlew"]),
        (r"WhatsApp", ["^WhatsApp"]),
        (r"Somebot[^-]", []),
        (r"MetaIAB Facebook", []),
    ],
)
def test_an_expression_is_turned_into_the_names_it_stands_for(pattern: str, names: list[str]) -> None:
    assert list(names_of(pattern)) == names


@pytest.mark.parametrize("pattern", [r"a\db", "a.*b", "a+", "a?b"])
def test_an_expression_with_wildcards_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="cannot spell out"):
        list(names_of(pattern))


def test_of_names_that_begin_alike_only_the_shortest_is_kept() -> None:
    assert shortest(["Web", "WebScan", "^Web", "^Zoo", "; Owl", "Spiderling"]) == ["Owl", "Web", "^Zoo"]
