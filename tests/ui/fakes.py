"""A fake server: its client, its control, its events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.api.bots import BotPolicyReply, BotSummary
from app.api.imports import ImportReply
from app.api.items.trackers import OtherTrackersReply
from app.api.wire import IngestLimitSources, IngestLimitsReply, OwnIngestLimits, WebsiteReply
from app.config import ROWS, Settings, as_text, setting_views
from app.domain.backups import Backup, BackupList, BackupsStatus
from app.domain.errors import AppError, BadRequest, NotFound
from app.domain.ingest.bots import BotMode
from app.domain.live import ArrivedEvent, ArrivedEvents, LiveMessage
from app.domain.reports.results import (
    OffsetPage,
    Realtime,
    RealtimeCount,
    RealtimeEvent,
    RealtimeMinute,
    RealtimePagination,
)
from app.domain.reports.summary import DayCounts, SummaryReport, SummaryTotals, WebsiteSummary
from app.domain.server_control import ServerAddress, ServerState, SettingView
from app.domain.server_status import (
    CacheStatus,
    CityDownload,
    HealthCheck,
    LogLevel,
    PlacesSource,
    QueueStatus,
    Requeued,
    ServerStatus,
)
from app.domain.websites import NewWebsite, WebsiteChange
from tests.ui.fake_accounts import OWNER, FakeAccounts
from tests.ui.fake_records import FakeRecords
from tests.ui.fake_sharing import FakeSharing
from tests.ui.samples import NOBODY, NOW, SITE, FakeClient

BLOG = replace(SITE, id="site_blog", name="Blog", domain="blog.example", timezone="UTC")
SAMPLE = replace(SITE, id="site_sample", name="Sample shop", domain="sample.example", is_sample=True)


def arrived(path: str = "/tea", visitor: str = "v1", site: str = SITE.id, **changes: object) -> ArrivedEvent:
    event = ArrivedEvent(
        website_id=site,
        visitor_id=visitor,
        event_type="pageview",
        url=f"https://tea.example{path}",
        path=path,
        title=None,
        event_name=None,
        referrer_domain=None,
        country="DE",
        region=None,
        city="Berlin",
        browser="Firefox",
        os="Linux",
        device_type="desktop",
        is_bot=False,
        ts=datetime.now(UTC),
    )
    return replace(event, **changes)  # type: ignore[arg-type]  # fields by name


def batch(*events: ArrivedEvent) -> ArrivedEvents:
    return ArrivedEvents(events, 0)


def busy(now: datetime = NOW) -> Realtime:
    """Return half an hour with twelve visitors."""
    events = tuple(
        RealtimeEvent(
            "event" if at % 5 == 3 else "pageview",
            f"https://tea.example/page-{at}",
            f"/page-{at}",
            "How to brew sencha" if at % 3 == 0 else None,
            "newsletter" if at % 5 == 3 else None,
            ("google.com", None, "news.ycombinator.com")[at % 3],
            ("DE", "US", "JP")[at % 3],
            ("Firefox", "Chrome", "Safari")[at % 3],
            "desktop",
            now - timedelta(seconds=7 + at * 41),
        )
        for at in range(24)
    )
    minutes = tuple(
        RealtimeMinute(now.replace(second=0, microsecond=0) - timedelta(minutes=at), (at * 7) % 11 + 1)
        for at in range(29, -1, -1)
    )
    pages = tuple(RealtimeCount(f"/page-{at}", 9 - at) for at in range(6))
    sources = (RealtimeCount("(direct)", 7), RealtimeCount("google.com", 4), RealtimeCount("t.co", 1))
    countries = tuple(RealtimeCount(code, number) for code, number in (("DE", 6), ("US", 3), ("JP", 2), ("SG", 1)))
    return Realtime(12, events, RealtimePagination(100, 171), 5, minutes, pages, sources, countries)


def status(**changes: object) -> ServerStatus:
    queue = QueueStatus(
        depth=1_250,
        capacity=100_000,
        accepted=48_310,
        stored=47_050,
        quarantined=10,
        refused=3,
        rate_per_s=12.4,
        stored_rate_per_s=11.8,
        oldest_age_s=2.4,
        last_flush_age_s=1.2,
        last_flush_duration_s=0.034,
        journal_bytes=3_400_000,
    )
    status = ServerStatus(
        version="1.0.0",
        pid=4711,
        started_at=NOW,
        uptime_s=93_784.0,
        addresses=("http://127.0.0.1:3000", "http://192.168.1.20:3000"),
        data_dir="/home/tea/.local/share/sparklytics",
        auth="none",
        state="degraded",
        checks=(
            HealthCheck("database", "ok", "The database is available."),
            HealthCheck("disk", "degraded", "Only 400 MB are free on the disk."),
        ),
        queue=queue,
        stored_today=9_120,
        database_bytes=51_200_000,
        memory_bytes=182_000_000,
        caches=(CacheStatus("sessions", 1_204, 50_000, 9_030, 970), CacheStatus("user_agents", 0, 20_000, 0, 0)),
    )
    return replace(status, **changes)  # type: ignore[arg-type]  # fields by name


class FrameClient(FakeClient, FakeAccounts, FakeSharing, FakeRecords):
    """Client of a fake server; `push` sends on the live stream. refuse: raised by every change of the websites."""

    def __init__(self, *websites: WebsiteReply) -> None:
        FakeClient.__init__(self)
        FakeAccounts.__init__(self)
        FakeSharing.__init__(self)
        self.websites = list(websites)
        self.refuse: AppError | None = None
        newest = Backup("sparklytics-20260314-030000.duckdb", NOW - timedelta(hours=9), 49_000_000)
        self.backups = BackupList(BackupsStatus("/mnt/usb/backups", 24, newest=newest), (newest,) * 7)
        self.now_active = NOBODY
        self.is_closed = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._messages: asyncio.Queue[LiveMessage | None] | None = None

    @property
    def is_heard(self) -> bool:
        return self._messages is not None

    def push(self, message: LiveMessage) -> None:
        assert self._loop is not None
        assert self._messages is not None
        self._loop.call_soon_threadsafe(self._messages.put_nowait, message)

    def hang_up(self) -> None:
        """End the live stream."""
        assert self._loop is not None
        assert self._messages is not None
        self._loop.call_soon_threadsafe(self._messages.put_nowait, None)

    async def live(self, log: LogLevel | None = None) -> AsyncIterator[LiveMessage]:
        self.check(needs_admin=True)
        self._loop, self._messages = asyncio.get_running_loop(), asyncio.Queue()
        while (message := await self._messages.get()) is not None:
            yield message

    async def close(self) -> None:
        self.is_closed = True

    async def wait(self) -> None:
        await self._wait()

    async def summary(
        self, limit: int = 100, offset: int = 0, *, search: str = "", sort: str = "", order: str = ""
    ) -> SummaryReport:
        await self._wait()
        rows = tuple(
            WebsiteSummary(site.id, site.name, site.domain, site.timezone, 1, DayCounts(), DayCounts(), (0,) * 24, NOW)
            for site in self.websites
        )
        totals = SummaryTotals(len(rows), DayCounts(), DayCounts())
        return SummaryReport(rows, OffsetPage(len(rows), limit, offset, has_more=False), NOW, totals)

    async def list_websites(self) -> tuple[WebsiteReply, ...]:
        await self._wait()
        self.check()
        return tuple(self.websites)

    async def website(self, website_id: str) -> WebsiteReply:
        return next(site for site in self.websites if site.id == website_id)

    async def ingest_limits(self, website_id: str) -> IngestLimitsReply:
        own, sources = OwnIngestLimits(None, None), IngestLimitSources("default", "default")
        return IngestLimitsReply(website_id, 500, 50_000, own, sources)

    async def other_trackers(self, website_id: str) -> OtherTrackersReply:
        return OtherTrackersReply(website_id=website_id)

    async def list_imports(self, website_id: str) -> tuple[ImportReply, ...]:
        return ()

    async def bot_policy(self, website_id: str) -> BotPolicyReply:
        return BotPolicyReply(website_id, BotMode.BALANCED, 70, NOW)

    async def bot_summary(self, website_id: str) -> BotSummary:
        return BotSummary(website_id, NOW, NOW, 0, 0, 0.0, ())

    async def add_website(self, new: NewWebsite) -> WebsiteReply:
        if self.refuse is not None:
            raise self.refuse
        website = replace(SITE, id=f"site_{len(self.websites)}", name=new.name, domain=new.domain)
        self.websites.append(website)
        return website

    async def change_website(self, website_id: str, change: WebsiteChange) -> WebsiteReply:
        if self.refuse is not None:
            raise self.refuse
        old = next(site for site in self.websites if site.id == website_id)
        new = replace(old, name=change.name or old.name, domain=change.domain or old.domain)
        self.websites[self.websites.index(old)] = new
        return new

    async def delete_website(self, website_id: str) -> None:
        if website_id not in [site.id for site in self.websites]:
            raise NotFound("Website not found")
        self.websites = [site for site in self.websites if site.id != website_id]

    async def add_sample_website(self) -> WebsiteReply:
        if self.refuse is not None:
            raise self.refuse
        self.websites.append(SAMPLE)
        return SAMPLE

    async def confirm_clock(self) -> ServerStatus:
        self.check(needs_admin=True)
        if self.refuse is not None:
            raise self.refuse
        return status()

    async def pause_collecting(self, minutes: int) -> ServerStatus:
        self.calls.append(("pause_collecting", minutes))
        return status(pause_left_s=minutes * 60.0)

    async def resume_collecting(self) -> ServerStatus:
        self.calls.append(("resume_collecting",))
        return status()

    async def replace_city_database(self, path: Path) -> PlacesSource:
        self.calls.append(("replace_city_database", path))
        if self.refuse is not None:
            raise self.refuse
        return PlacesSource("Own-City", NOW.date())

    async def fetch_city_database(self) -> CityDownload:
        self.calls.append(("fetch_city_database",))
        if self.refuse is not None:
            raise self.refuse
        return CityDownload("running")

    async def stop_fetching_city_database(self) -> None:
        self.calls.append(("stop_fetching_city_database",))

    async def list_backups(self) -> BackupList:
        self.check(needs_admin=True)
        return self.backups

    async def start_backup(self) -> BackupsStatus:
        self.backups = BackupList(replace(self.backups.status, is_running=True), self.backups.backups)
        return self.backups.status

    async def requeue(self) -> Requeued:
        self.check(needs_admin=True)
        if self.refuse is not None:
            raise self.refuse
        return Requeued(40, 10)

    async def realtime(self, website_id: str, include_bots: bool | None = None) -> Realtime:
        self.calls.append(("realtime", website_id, include_bots))
        await self._wait()
        return self.now_active


class FakeControl:
    """Control of a server that starts at once. fail: raised by the next start instead."""

    def __init__(self) -> None:
        self.fail: AppError | None = None
        self.calls: list[str] = []
        self.values = {"port": "3000", "host": "localhost", "auth": "none"}
        self.pinned = {"cors_origins": "environment"}
        self.bootstrap_password: str | None = None
        self.on_start: Callable[[str], None] | None = None  # called with the sign-in mode
        self.stop_gate: asyncio.Event | None = None
        self._state: ServerState = "stopped"
        self._in_use: tuple[SettingView, ...] = ()

    @property
    def state(self) -> ServerState:
        return self._state

    @property
    def address(self) -> ServerAddress | None:
        return None

    async def start(self, *, may_begin_anew: bool = False) -> ServerAddress:
        self.calls.append("begin anew" if may_begin_anew else "start")
        if self.fail is not None:
            error, self.fail = self.fail, None
            self._state = "failed"
            raise error
        if self._state != "running":
            self._in_use = self.settings()
        self._state = "running"
        url = f"http://127.0.0.1:{self.values['port']}"
        if self.on_start is not None:
            self.on_start(self.values["auth"])
        return ServerAddress(url, url, int(self.values["port"]), OWNER, bootstrap_password=self.bootstrap_password)

    async def stop(self) -> None:
        self.calls.append("stop")
        await self._pass_gate()
        self._state, self._in_use = "stopped", ()

    async def restart(self) -> ServerAddress:
        self.calls.append("restart")
        await self._pass_gate()
        self._state = "stopped"
        return await self.start()

    async def _pass_gate(self) -> None:
        if self.stop_gate is not None:
            await self.stop_gate.wait()

    def settings(self) -> tuple[SettingView, ...]:
        return tuple(
            replace(
                view,
                value=(value := self.values.get(view.name, view.value)),
                source=self.pinned.get(view.name, "file" if value != view.value else view.source),  # type: ignore[arg-type]
            )
            for view in setting_views(Settings())
        )

    def settings_in_use(self) -> tuple[SettingView, ...]:
        return self._in_use

    async def change_setting(self, name: str, value: str) -> None:
        try:
            text = as_text(ROWS[name].metadata["read"](value)) if value else as_text(ROWS[name].default)
        except ValueError as error:
            raise BadRequest(f"{name} {error}", field=name) from error
        self.calls.append(f"{name}={value}")
        self.values[name] = text

    async def free_port(self) -> int:
        return 3001
