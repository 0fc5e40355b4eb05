"""Enrichment: what clients of one kind share, and what each has for itself."""

from __future__ import annotations

from app.domain.ingest.events import Event
from app.server.ingest.collect_body import CollectEvent
from app.server.ingest.enrich import Enricher
from app.server.ingest.geoip import Places
from app.server.ingest.journal import ClientFacts
from app.server.ingest.queue import EnrichedEvent, QueuedRequest
from tests.server.ingest.conftest import website

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1"


def enriched(enricher: Enricher, address: str, agent: str, screen: str) -> Event:
    raw = [CollectEvent(website_id="site_shop", url="https://shop.example/", screen=screen)]
    request = QueuedRequest(1, 0, ClientFacts(address, agent, True, True), raw, [website()], [0], 100, 1)
    enricher.remember(enricher.make_profiles([request]))
    (result,) = enricher.enrich(request, enricher.profiles(request))
    assert isinstance(result, EnrichedEvent)
    return result.event


def test_clients_of_one_kind_share_their_place_and_device() -> None:
    enricher = Enricher(Places([]), None)
    events = [enriched(enricher, f"192.0.2.{number}", FIREFOX, "1920x1080") for number in range(1, 4)]
    assert len({event.visitor for event in events}) == 3
    assert len({id(event.context) for event in events}) == 1
    assert (events[0].context.browser, events[0].context.screen) == ("Firefox", "1920x1080")


def test_another_screen_or_device_is_another_context() -> None:
    enricher = Enricher(Places([]), None)
    asked = (("192.0.2.1", FIREFOX, "1920x1080"), ("192.0.2.2", FIREFOX, "800x600"), ("192.0.2.3", SAFARI, "1920x1080"))
    contexts = [enriched(enricher, *facts).context for facts in asked]
    assert [(context.browser, context.screen) for context in contexts] == [
        ("Firefox", "1920x1080"),
        ("Firefox", "800x600"),
        ("Safari", "1920x1080"),
    ]
