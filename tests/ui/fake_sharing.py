"""Sharing on a fake server."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.api.sharing import (
    ShareChange,
    SharedOverview,
    SharedRows,
    SharedSeries,
    SharedSite,
    ShareLink,
    ShareReply,
    changed_options,
)
from app.domain.errors import AppError, NotFound
from app.domain.sharing import OVERVIEW_METRICS, ShareOptions, embed_snippet, share_url
from tests.ui.samples import MONTH, SITE, STATS, report_of, series_of

PUBLIC_URL = "https://stats.tea.example"
NOT_SHARED = ShareReply(None, None, None, "nowhere", (), ShareOptions().sections)


def shared(number: int = 1, public_url: str = PUBLIC_URL, **changes: object) -> ShareReply:
    """Return the sharing of a website by its n-th link."""
    share_id = f"00000000-0000-4000-8000-{number:012}"
    url = share_url(public_url, share_id)
    sharing = replace(NOT_SHARED, share_id=share_id, share_url=url, embed_snippet=embed_snippet(url, "Tea shop"))
    return replace(sharing, **changes)  # type: ignore[arg-type]  # fields by name


class FakeSharing:
    """Sharing of one website, as in `shared_as`. sharing_error: raised by every call about sharing."""

    def __init__(self) -> None:
        self.shared_as = NOT_SHARED
        self.sharing_error: AppError | None = None
        self.picture_error: AppError | None = None  # raised in place of what visitors see
        self.links = 0
        self.sharing_calls: list[str] = []

    async def sharing(self, website_id: str) -> ShareReply:
        self._record("sharing", website_id)
        return self.shared_as

    async def change_sharing(self, website_id: str, change: ShareChange) -> ShareReply:
        self._record("change", website_id)
        now = self.shared_as
        options = changed_options(ShareOptions(now.embedding, now.embed_origins, now.sections), change)
        self.shared_as = replace(
            now, embedding=options.embedding, embed_origins=options.embed_origins, sections=options.sections
        )
        return self.shared_as

    async def shared_site(self, share_id: str) -> SharedSite:
        if self.picture_error is not None:
            raise self.picture_error
        options = ShareOptions(sections=self.shared_as.sections)
        return SharedSite(SITE.name, SITE.domain, SITE.timezone, MONTH.end, 90, options.metrics)

    async def shared_overview(self, share_id: str, start: date, end: date) -> SharedOverview:
        options = ShareOptions(sections=self.shared_as.sections)
        kinds = [name for name in OVERVIEW_METRICS if name in options.metrics]
        rows = {name: SharedRows(report_of(name, 11, 0, 10, is_compared=False).data.rows) for name in kinds}
        return SharedOverview(STATS, SharedSeries(series_of(MONTH, "day").series, "day"), rows)

    async def share_website(self, website_id: str) -> ShareLink:
        self._record("share", website_id)
        return self._link()

    async def renew_share_link(self, website_id: str) -> ShareLink:
        self._record("renew", website_id)
        if self.shared_as.share_id is None:
            raise NotFound("Sharing is not enabled for this website")
        return self._link()

    async def unshare_website(self, website_id: str) -> None:
        self._record("unshare", website_id)
        if self.shared_as.share_id is None:
            raise NotFound("Sharing is not enabled for this website")
        self.shared_as = replace(self.shared_as, share_id=None, share_url=None, embed_snippet=None)

    def _link(self) -> ShareLink:
        self.links += 1
        new = shared(self.links)
        assert new.share_id is not None
        assert new.share_url is not None
        self.shared_as = replace(
            self.shared_as, share_id=new.share_id, share_url=new.share_url, embed_snippet=new.embed_snippet
        )
        return ShareLink(new.share_id, new.share_url)

    def _record(self, call: str, website_id: str) -> None:
        self.sharing_calls.append(f"{call} {website_id}")
        if self.sharing_error is not None:
            raise self.sharing_error
