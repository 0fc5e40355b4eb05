"""One known day of a website, and the files that other programs would have of it."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.domain.reports.exports import COLUMNS

DAY = datetime(2026, 3, 10, tzinfo=UTC)
HOST = "example.com"
PAGES = {"/": "Home", "/pricing": "Pricing", "/blog/a-b": 'A, "B" and\nC', "/ü": "Ümlaut"}
REFERRERS = (None, None, "www.google.com/", "news.example.net/item")


@dataclass(frozen=True)
class Person:
    """A visitor. agent: user agent, of which the other fields follow."""

    number: int
    browser: tuple[str, str]
    system: tuple[str, str]
    device: str
    screen: str
    country: str
    agent: str


@dataclass(frozen=True)
class Moment:
    """A pageview, or a custom event with a name. visit: of the person, from 1."""

    at: datetime
    person: Person
    visit: int
    path: str
    referrer: str | None
    name: str | None = None

    @property
    def title(self) -> str:
        return PAGES[self.path]


_KINDS = (
    (("Firefox", "127.0"), ("Windows", "10"), "desktop", "1920x1080", "DE"),
    (("Chrome", "126.0.0.0"), ("Android", "14"), "mobile", "412x915", "US"),
    (("Chrome", "120.0.0.0"), ("Linux", ""), "desktop", "1440x900", "FR"),
)
_AGENTS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0",
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
)


def known_day() -> list[Moment]:
    """Return the events of the day, in order of time: 30 people with one or two visits."""
    rng = random.Random(7)
    day: list[Moment] = []
    for number in range(30):
        person = Person(number, *_KINDS[number % 3], _AGENTS[number % 3])
        at = DAY + timedelta(seconds=rng.randrange(40_000))
        for visit in range(1, rng.choice((2, 2, 3))):
            for step in range(rng.randrange(1, 5)):
                referrer = rng.choice(REFERRERS) if step == 0 else None
                day.append(Moment(at, person, visit, rng.choice(list(PAGES)), referrer))
                if rng.random() < 0.2:
                    at += timedelta(seconds=3)
                    day.append(Moment(at, person, visit, day[-1].path, None, "signup"))
                at += timedelta(seconds=rng.randrange(1, 900))
            at += timedelta(hours=1)
    return sorted(day, key=lambda moment: moment.at)


def csv_of(header: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def own_csv(day: Sequence[Moment]) -> bytes:
    rows = []
    for moment in day:
        person = moment.person
        values = {
            "event_type": "event" if moment.name else "pageview",
            "url": f"https://{HOST}{moment.path}",
            "event_name": moment.name,
            "title": moment.title,
            "referrer_url": moment.referrer and f"https://{moment.referrer}",
            "created_at": moment.at.isoformat().replace("+00:00", "Z"),
            "visitor_id": f"{person.number:016x}",
            "session_id": f"{person.number * 100 + moment.visit:016x}",
            "browser": person.browser[0],
            "browser_version": person.browser[1],
            "os": person.system[0],
            "os_version": person.system[1],
            "device_type": person.device,
            "screen": person.screen,
            "country": person.country,
            "is_bot": "false",
        }
        rows.append([values.get(name) for name in COLUMNS])
    return csv_of(COLUMNS, rows)


def goatcounter_csv(day: Sequence[Moment]) -> bytes:
    header = (
        *("2Path", "Title", "Event", "UserAgent", "Browser", "System", "Session", "Bot", "Referrer"),
        *("Referrer scheme", "Screen size", "Location", "FirstVisit", "Date"),
    )
    rows = [
        (
            moment.name or moment.path,
            moment.title,
            "true" if moment.name else "false",
            "",
            " ".join(moment.person.browser),
            " ".join(moment.person.system).strip(),
            f"session {moment.person.number}",
            0,
            moment.referrer or "",
            "h" if moment.referrer else "o",
            moment.person.screen.replace("x", ",") + ",1",
            moment.person.country,
            "false",
            moment.at.isoformat().replace("+00:00", "Z"),
        )
        for moment in day
    ]
    return csv_of(header, rows)


_UMAMI_BROWSERS = {"Firefox": "firefox", "Chrome": "chrome"}
_UMAMI_SYSTEMS = {"Windows": "Windows 10", "Android": "Android OS", "Linux": "Linux"}


def umami_tables(day: Sequence[Moment]) -> tuple[bytes, bytes]:
    """Return the tables website_event, in no order of time, and session."""
    events = [
        (
            number,
            "site-a",
            f"session-{moment.person.number}",
            f"visit-{moment.person.number}-{moment.visit}",
            moment.at.isoformat(" ").replace("+00:00", "+00"),
            moment.path,
            "",
            "",
            "",
            (moment.referrer or "").partition("/")[0],
            moment.title,
            2 if moment.name else 1,
            moment.name or "",
            HOST,
        )
        for number, moment in enumerate(day)
    ]
    people = {moment.person.number: moment.person for moment in day}
    sessions = [
        (
            f"session-{person.number}",
            "site-a",
            _UMAMI_BROWSERS[person.browser[0]],
            _UMAMI_SYSTEMS[person.system[0]],
            "laptop" if person.device == "desktop" else person.device,
            person.screen,
            "en-GB",
            person.country,
            "2026-03-10 00:00:00+00",
        )
        for person in people.values()
    ]
    names = (
        *("event_id", "website_id", "session_id", "visit_id", "created_at", "url_path", "url_query", "referrer_path"),
        *("referrer_query", "referrer_domain", "page_title", "event_type", "event_name", "hostname"),
    )
    of_session = ("session_id", "website_id", "browser", "os", "device", "screen", "language", "country", "created_at")
    return csv_of(names, reversed(events)), csv_of(of_session, sessions)


def umami_zip(day: Sequence[Moment]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in zip(("website_event.csv", "session.csv"), umami_tables(day), strict=True):
            archive.writestr(name, text)
        archive.writestr("README.txt", "not of the format")
    return out.getvalue()


def access_log(day: Sequence[Moment]) -> bytes:
    """Return the pageviews as a log, between requests that are none."""
    lines = []
    for moment in day:
        if moment.name:
            continue
        at = moment.at.strftime("%d/%b/%Y:%H:%M:%S +0000")
        referrer = f"https://{moment.referrer}" if moment.referrer else "-"
        end = f'"{referrer}" "{moment.person.agent}"'
        sender = f"203.0.113.{moment.person.number} - - [{at}]"
        path = moment.path.encode("unicode_escape").decode()
        lines.append(f'{sender} "GET {path} HTTP/1.1" 200 512 {end}')
        lines.append(f'{sender} "GET /style.css?v=1 HTTP/1.1" 200 99 {end}')
        lines.append(f'{sender} "GET /none HTTP/1.1" 404 99 {end}')
        lines.append(f'{sender} "POST /form HTTP/1.1" 200 99 {end}')
    return ("\n".join(lines) + "\n").encode()
