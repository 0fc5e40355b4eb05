"""Source of places and the city database: client methods."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
import msgspec

from app.api.bounded import REPLY_LIMIT_BYTES, read_whole
from app.api.connection import CONNECT_LIMIT_S, ApiConnection
from app.api.wire import Data
from app.domain.errors import AppError
from app.domain.server_status import CityDownload, PlacesSource

UPLOAD_LIMITS = aiohttp.ClientTimeout(total=3600.0, connect=CONNECT_LIMIT_S)


class PlacesCalls(ApiConnection):
    """Calls for the source of places."""

    async def places_source(self) -> PlacesSource:
        return await self._data("GET", "/api/places", PlacesSource)

    async def replace_city_database(self, path: Path) -> PlacesSource:
        """Upload a file as the city database. Raises AppError, also when it cannot be read here."""
        try:
            file = await asyncio.to_thread(path.open, "rb")
        except OSError as error:
            raise AppError("bad_request", f"{path.name} cannot be read: {error.strerror}.") from error
        with file:
            async with self._request("PUT", "/api/places/city-database", body=file, limits=UPLOAD_LIMITS) as response:
                text = await read_whole(response, REPLY_LIMIT_BYTES)
                try:
                    return msgspec.json.decode(text, type=Data[PlacesSource]).data
                except (ValueError, RecursionError) as error:
                    raise self._not_ours("its reply cannot be read") from error

    async def fetch_city_database(self) -> CityDownload:
        """Have the server fetch DB-IP City Lite. The server status shows how far it is."""
        return await self._data("POST", "/api/places/city-database/fetch", CityDownload)

    async def stop_fetching_city_database(self) -> None:
        await self._send("DELETE", "/api/places/city-database/fetch")
