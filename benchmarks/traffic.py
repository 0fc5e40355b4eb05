"""Collect requests as browsers send them, written down for wrk and for the steady sender."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import vocabulary

LINES = 2_048
SEED = 1


def write_requests(path: Path, website_ids: Sequence[str], batch: int) -> Path:
    """Write one request a line: user agent, tab, JSON body. batch: events a request; 1 sends them bare."""
    chance = random.Random(SEED)
    events = _events(chance, website_ids)
    agents = vocabulary.user_agents(vocabulary.BROWSERS)
    names = chance.choices([text for _, text in agents], [share for share, _ in agents], k=LINES)
    bodies = ([next(events) for _ in range(batch)] for _ in range(LINES))
    lines = (f"{name}\t{json.dumps(body[0] if batch == 1 else body)}" for name, body in zip(names, bodies, strict=True))
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def _events(chance: random.Random, website_ids: Sequence[str]) -> Iterator[dict[str, object]]:
    """Yield pageviews and a few custom events in the shape the tracker sends, without end."""
    pages, sources = vocabulary.pages(), vocabulary.SOURCES
    screens = [screen for group in vocabulary.SCREENS.values() for screen in group]
    customs = [(name, has_data) for _, name, has_data in vocabulary.CUSTOM_EVENTS]
    while True:
        _, path, title, _ = chance.choice(pages)
        _, referrer, query = chance.choices(sources, [source[0] for source in sources])[0]
        event: dict[str, object] = {
            "website_id": chance.choice(website_ids),
            "type": "pageview",
            "url": f"https://www.meadow.example{path}{query if query.startswith('?') else ''}",
            "referrer": referrer,
            "language": "de-DE",
            "title": title,
            "screen": chance.choice(screens),
        }
        if chance.random() < 0.1:
            name, has_data = chance.choice(customs)
            event |= {"type": "event", "event_name": name}
            if has_data:
                event["event_data"] = {"label": path.split("/")[1], "value": chance.randrange(100)}
        yield event
