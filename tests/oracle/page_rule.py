"""Match rule in plain Python, written apart from the program: tests compare the two."""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote, urlsplit

from app.domain.ingest.events import Event
from app.domain.reports.matching import MatchOperator, MatchRule


def rule_matches(rule: MatchRule, item: Event) -> bool:
    """Return True when an event matches a rule."""
    if rule.type == "event":
        return item.kind == "event" and compares(item.event_name or "", rule.operator, rule.value)
    return item.kind == "pageview" and page_matches(rule.value, rule.operator, item)


def page_matches(value: str, operator: MatchOperator, item: Event) -> bool:
    """Return True when one of the two spellings of an event's page matches: with or without `/` at the end."""
    text = lower_host(value)
    if operator == "equals":
        text = text.partition("#")[0]
        path, mark, query = text.partition("?")
        text = path.removesuffix("/") + mark + query
        before, after = parts_to_equal(text, item)
        return text in both_spellings(before, item, after)
    query = query_of(item)
    origins = [item.origin.lower(), ""]
    queries = [query] if "?" in value else [query, ""]
    texts = [text for origin in origins for after in queries for text in both_spellings(origin, item, after)]
    return any(compares(spelling, operator, text) for spelling in texts) or letters_match(value, operator, item)


def letters_match(value: str, operator: MatchOperator, item: Event) -> bool:
    """Return True when the page matches with its host in its own letters; those of the host match in any case."""
    origin = in_letters(item.origin)
    if origin != item.origin.lower():
        value = unicodedata.normalize("NFC", unquote(value))
    size, query = len(value), query_of(item) if "?" in value else ""
    for text in both_spellings(origin, item, query):
        starts = {"starts_with": [0], "ends_with": [len(text) - size]}.get(operator, range(len(text) - size + 1))
        for start in starts:
            in_host = max(0, len(origin) - start)
            if 0 <= start < len(origin) and value[:in_host].lower() + value[in_host:] == text[start : start + size]:
                return True
    return False


def in_letters(origin: str) -> str:
    scheme, mark, host = origin.lower().partition("//")
    labels = [
        label.removeprefix("xn--").encode().decode("punycode") if label.startswith("xn--") else label
        for label in host.split(".")
    ]
    return scheme + mark + ".".join(labels)


def parts_to_equal(text: str, item: Event) -> tuple[str, str]:
    """Return what stands before and after the path of an event's page when it is compared with a whole text."""
    return item.origin.lower() if is_url(text) else "", query_of(item) if "?" in text else ""


def both_spellings(before: str, item: Event, after: str) -> tuple[str, str]:
    bare = item.path[:-1] if item.path.endswith("/") else item.path
    return before + bare + after, before + bare + "/" + after


def query_of(item: Event) -> str:
    return item.query_and_fragment.partition("#")[0]


def is_url(value: str) -> bool:
    return value.lower().startswith(("http://", "https://"))


def lower_host(value: str) -> str:
    if not is_url(value):
        return value
    parts = urlsplit(value)
    origin = f"{parts.scheme}://{parts.netloc}"
    return origin.lower() + value[len(origin) :]


def compares(text: str, operator: MatchOperator, value: str) -> bool:
    if operator == "equals":
        return text == value
    if operator == "contains":
        return value in text
    return text.startswith(value) if operator == "starts_with" else text.endswith(value)
