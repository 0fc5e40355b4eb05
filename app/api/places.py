"""Source of places and the city database: client methods."""

from __future__ import annotations

from pathlib import Path

import aiohttp

from app.api.connection import CONNECT_LIMIT_S, ApiConnection
from app.domain.server_status import CityDownload, PlacesSource

UPLOAD_LIMITS = aiohttp.ClientTimeout(total=3600.0, connect=CONNECT_LIMIT_S)


class PlacesCalls(ApiConnection):
    """Calls for the source of places."""

    async def places_source(self) -> PlacesSource:
        return await self._data("GET", "/api/places", PlacesSource)

    async def replace_city_database(self, path: Path) -> PlacesSource:
        """Upload a file as the city database. Raises AppError, also when it cannot be read here."""
        return await self._upload("PUT", "/api/places/city-database", PlacesSource, path, UPLOAD_LIMITS)

    async def fetch_city_database(self) -> CityDownload:
        """Have the server fetch DB-IP City Lite. The server status shows how far it is."""
        return await self._data("POST", "/api/places/city-database/fetch", CityDownload)

    async def stop_fetching_city_database(self) -> None:
        await self._send("DELETE", "/api/places/city-database/fetch")
