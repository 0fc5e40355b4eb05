"""Tracking pixels: every call of the client."""

from __future__ import annotations

from app.api.items.pixels import NewPixel, PixelChange
from app.api.wire import WebsiteReply
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    api, site = running.api, website.id
    pixel = await call(api.add_pixel, site, NewPixel(name="Mail", default_url=f"https://{website.domain}/mail"))
    pixel = await call(api.change_pixel, site, pixel.id, PixelChange(default_url=None))
    assert (pixel.name, pixel.default_url) == ("Mail", None)
    assert await call(api.list_pixels, site) == (pixel,)
    await call(api.delete_pixel, site, pixel.id)
    assert await api.list_pixels(site) == ()
