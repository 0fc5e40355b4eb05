"""Sharing: the link and its options."""

from __future__ import annotations

import pytest

from app.api.sharing import ShareChange
from app.api.wire import WebsiteReply
from app.domain.errors import AppError
from app.domain.websites import NewWebsite
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    api = running.api
    website = await api.add_website(
        NewWebsite("Shared shop", "example.org")
    )  # the website of the other walks is left unchanged
    assert (await call(api.sharing, website.id)).share_id is None
    first = await call(api.share_website, website.id)
    second = await call(api.renew_share_link, website.id)
    assert first.share_id != second.share_id
    chosen = await call(api.change_sharing, website.id, ShareChange(embedding="anywhere", sections=("pages",)))
    assert (chosen.share_url, chosen.embedding, chosen.sections) == (second.share_url, "anywhere", ("pages",))
    assert second.share_id is not None
    seen = await call(api.shared_site, second.share_id)
    assert (seen.name, seen.metrics) == ("Shared shop", ("page",))
    overview = await call(api.shared_overview, second.share_id, seen.today, seen.today)
    assert (overview.stats.visitors, list(overview.metrics)) == (0, ["page"])
    await call(api.unshare_website, website.id)
    with pytest.raises(AppError, match="Sharing is not enabled"):
        await api.renew_share_link(website.id)
    await api.delete_website(website.id)
