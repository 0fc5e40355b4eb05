"""First hour of a newcomer, from the first site to a second server: once by mouse alone, once by keyboard alone."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from tests.e2e.person import ByKeyboard, ByMouse, Person, at_the_desk
from tests.e2e.window import Customer, accepted
from tests.program import serving

PUSH = "path => { history.pushState(null, '', path); document.title = 'Page ' + path }"
TRACK = "name => sparklytics.track(name, { total: 49.9 })"
# Nothing is stored before the last of the five events: until then the window shows pushed events.
FIVE_EVENTS = {"FLUSH_MAX_EVENTS": "5", "FLUSH_INTERVAL_MS": "3600000"}
PATHS = ("/", "/shoes", "/shoes/red")
LIMIT_S = 20.0


class Newcomer(Person):
    """The acts of a first hour that differ between mouse and keyboard."""

    @abstractmethod
    def open_page(self, key: str, title: str) -> None: ...

    @abstractmethod
    def compare(self) -> None: ...

    @abstractmethod
    def clear_filter(self) -> None: ...

    @abstractmethod
    def pick(self, picker: str, value: str) -> None:
        """Pick a page or an event from the list of a picker of rules."""

    @abstractmethod
    def command(self, menu: str, text: str, keys: str = "") -> None:
        """Run a command of the window: from its menu; with its keys, or by the palette if it has none."""


class MouseNewcomer(ByMouse, Newcomer):
    def open_page(self, key: str, title: str) -> None:
        self.press(f"nav_{key}")

    def compare(self) -> None:
        self.press("compare_picker")
        self.press("compare_picker_previous_period")

    def clear_filter(self) -> None:
        self.press("chip_page_/shoes")

    def pick(self, picker: str, value: str) -> None:
        self.choose(f"{picker}_list", value)

    def command(self, menu: str, text: str, keys: str = "") -> None:
        self.choose("QMenuBar", menu)
        self.choose(menu, text)


class KeyboardNewcomer(ByKeyboard, Newcomer):
    def open_page(self, key: str, title: str) -> None:
        self.palette(title)

    def compare(self) -> None:
        self.key("C")

    def clear_filter(self) -> None:
        self.key("Shift+F")

    def pick(self, picker: str, value: str) -> None:
        self.write(f"{picker}_search", value)
        self.until(lambda: [row[0] for row in self.rows(f"{picker}_list")][:1] == [value])
        self.key("Return")

    def command(self, menu: str, text: str, keys: str = "") -> None:
        if keys:
            self.key(keys)
        else:
            self.palette(text)


def result(shopper: Customer, visit: Coroutine[Any, Any, object]) -> None:
    shopper.go(visit).result(LIMIT_S)


async def visit(customer: Customer, snippet: str) -> None:
    """Open the shop and walk through it: three views and an event, each accepted before the next."""
    customer.shop.put("/", snippet)
    await accepted(customer.page, customer.page.goto(customer.shop.url))
    for path in PATHS[1:]:
        await accepted(customer.page, customer.page.evaluate(PUSH, path))
    await accepted(customer.page, customer.page.evaluate(TRACK, "order"))


def has_cards(person: Person) -> bool:
    return [person.text(f"card_{name}_number") for name in ("visitors", "pageviews", "sessions")] == ["1", "3", "1"]


def add_site(person: Newcomer) -> str:
    """Go through the first run up to the check, and return the snippet from the clipboard."""
    person.write("site_name", "Corner Shop")
    person.write("site_domain", "127.0.0.1")
    person.submit("first_run_add")
    person.press("snippet_copy")
    snippet = person.until(person.clipboard)
    person.press("first_run_next")
    assert "Waiting" in person.find("live_check_title").text
    return str(snippet)


def see_the_visit(person: Newcomer, shopper: Customer) -> None:
    """Visit the site and find the visit in the window while it is not stored yet, and after."""
    result(shopper, visit(shopper, add_site(person)))
    person.until(lambda: "It works" in person.text("live_check_title"))
    person.press("first_run_open")
    person.until(lambda: has_cards(person))
    person.open_page("realtime", "Realtime")
    pages = [f"Page {path}" for path in reversed(PATHS)]
    person.until(lambda: [row[0] for row in person.rows("realtime_events")] == ["order", *pages])
    result(shopper, accepted(shopper.page, shopper.page.evaluate(TRACK, "newsletter")))
    person.until(lambda: len(person.rows("realtime_events")) == 5)
    person.open_page("overview", "Overview")
    person.until(lambda: has_cards(person))


def narrow_down(person: Newcomer) -> None:
    """Filter by a page, compare, and keep the filter as a segment."""
    person.until(lambda: sorted(row[0] for row in person.rows("pages_panel_table")) == list(PATHS))
    person.choose("pages_panel_table", "/shoes")
    person.until(lambda: person.look("chip_page_/shoes"))
    person.compare()
    person.until(lambda: "Previous period" in person.text("compare_picker"))
    person.press("filters_save")
    person.write("segment_name", "Shoes")
    person.submit("record_save")
    person.open_page("segments", "Segments")
    person.until(lambda: [row[:2] for row in person.rows("segments_table")] == [("Shoes", "1")])
    person.clear_filter()
    person.until(lambda: person.look("chip_page_/shoes") is None)


def count_orders(person: Newcomer) -> None:
    """Make a goal and a funnel of what was seen, and see both count."""
    person.open_page("goals", "Goals")
    person.press("goals_state_button")
    person.pick("goal_rule", "order")
    person.until(lambda: person.text("goal_name") == "order")
    person.press("record_save")
    person.until(lambda: [row[:2] for row in person.rows("goals_table")] == [("order", "1")])
    person.open_page("funnels", "Funnels")
    person.press("funnels_state_button")
    for value in ("/shoes/red", "order"):
        person.pick("funnel_steps_picker", value)
    person.write("funnel_name", "Red shoes")
    person.submit("record_save")
    steps = ("Step 1, /shoes/red: 1 session", "Step 2, order: 1 session")
    person.until(lambda: all(step in person.find("funnel_bars").description for step in steps))


def keep(person: Newcomer, home: Path) -> None:
    """Write a note, export the events of the site, and print its report."""
    person.open_page("annotations", "Annotations")
    person.press("annotations_state_button")
    person.write("annotation_text", "Opened")
    person.submit("record_save")
    person.until(lambda: [row[1] for row in person.rows("annotations_table")] == ["Opened"])
    person.open_page("site", "Site settings")
    person.press("export_save")
    person.submit("Save", "QFileDialog")
    exported = person.until(lambda: list(home.glob("*.csv")))
    assert exported[0].read_text().count("newsletter") == 1
    person.command("File", "Print or save report\N{HORIZONTAL ELLIPSIS}", "Ctrl+P")
    person.submit("Save", "QFileDialog")
    printed = person.until(lambda: list((home / "Documents").glob("*.pdf")))
    assert printed[0].read_bytes().startswith(b"%PDF-")


def share(person: Newcomer, shopper: Customer) -> None:
    """Create a public link, copy it, and open it as a visitor."""
    person.open_page("sharing", "Sharing")
    person.press("sharing_state_button")
    person.until(lambda: "Visitors: 1" in person.find("share_preview").description)
    person.press("share_copy")
    link = person.until(lambda: person.clipboard() if "/share" in person.clipboard() else "")
    result(shopper, shopper.page.goto(str(link)))
    result(shopper, expect(shopper.page.locator("#cards .number").nth(1)).to_have_text("3"))


def connect(person: Newcomer, url: str) -> None:
    """Go to another server, which has no site yet."""
    person.command("File", "Connect to server\N{HORIZONTAL ELLIPSIS}")
    person.write("connect_url", url)
    person.submit("connect_ok")
    person.find("first_run")


@pytest.mark.timeout(120)  # on a busy computer
@pytest.mark.parametrize("kind", [MouseNewcomer, KeyboardNewcomer], ids=["mouse", "keyboard"])
def test_the_first_hour_of_a_newcomer(kind: type[Newcomer], tmp_path: Path, shopper: Customer) -> None:
    with serving(tmp_path / "nas") as nas, at_the_desk(kind, tmp_path, **FIVE_EVENTS) as person:
        see_the_visit(person, shopper)
        narrow_down(person)
        count_orders(person)
        keep(person, tmp_path / "home")
        share(person, shopper)
        connect(person, nas.url)
        person.command("File", "Quit", "Ctrl+Q")
        assert person.program.wait() == 0
    assert "Traceback" not in person.program.err.join()
