"""Campaign links: every call of the client."""

from __future__ import annotations

from app.api.items.links import LinkChange, NewLink
from app.api.wire import WebsiteReply
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    api, site = running.api, website.id
    link = await call(api.add_link, site, NewLink(name="Mail", destination_url=f"https://{website.domain}/"))
    link = await call(api.change_link, site, link.id, LinkChange(utm_source="mail"))
    assert (link.name, link.utm_source) == ("Mail", "mail")
    assert await call(api.list_links, site) == (link,)
    await call(api.delete_link, site, link.id)
    assert await api.list_links(site) == ()
