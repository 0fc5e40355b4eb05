"""Source of places and the city database."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.api.wire import WebsiteReply
from app.domain.errors import AppError
from app.domain.server_status import PlacesSource
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    api = running.api
    assert await call(api.places_source) == PlacesSource()
    with pytest.raises(AppError, match="not a database"):
        await call(api.replace_city_database, Path(__file__))
    assert (await call(api.fetch_city_database)).is_going_on
    await call(api.stop_fetching_city_database)
