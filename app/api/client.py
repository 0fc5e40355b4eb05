"""Client of the API, used by the window. Every failure is an AppError."""

from __future__ import annotations

from app.api.access import AccountCalls, SecurityCalls
from app.api.bots import BotCalls
from app.api.imports import ImportCalls
from app.api.items.annotations import AnnotationCalls
from app.api.items.funnels import FunnelCalls
from app.api.items.goals import GoalCalls
from app.api.items.links import LinkCalls
from app.api.items.pixels import PixelCalls
from app.api.items.saved_reports import SavedReportCalls
from app.api.items.segments import SegmentCalls
from app.api.items.trackers import TrackerCalls
from app.api.mcp import McpCalls
from app.api.members import MemberCalls
from app.api.notifications import NotificationCalls
from app.api.places import PlacesCalls
from app.api.reports.attribution import AttributionCalls
from app.api.reports.batch import BatchCalls
from app.api.reports.custom_events import EventCalls
from app.api.reports.engagement import EngagementCalls
from app.api.reports.exports import ExportCalls
from app.api.reports.journeys import JourneyCalls
from app.api.reports.overview import ReportCalls
from app.api.reports.retention import RetentionCalls
from app.api.reports.sessions import SessionCalls
from app.api.reports.sql_query import SqlCalls
from app.api.server import ServerCalls
from app.api.sharing import SharingCalls
from app.api.tenants import TenantCalls
from app.api.websites import WebsiteCalls


class ApiClient(
    AccountCalls,
    AnnotationCalls,
    AttributionCalls,
    BatchCalls,
    BotCalls,
    RetentionCalls,
    EventCalls,
    ExportCalls,
    FunnelCalls,
    GoalCalls,
    EngagementCalls,
    ImportCalls,
    JourneyCalls,
    LinkCalls,
    McpCalls,
    MemberCalls,
    NotificationCalls,
    PixelCalls,
    PlacesCalls,
    ReportCalls,
    SavedReportCalls,
    SecurityCalls,
    SegmentCalls,
    ServerCalls,
    SharingCalls,
    SessionCalls,
    SqlCalls,
    TrackerCalls,
    TenantCalls,
    WebsiteCalls,
):
    """Client of one server. base_url: scheme, host and port; token: an API key or the owner's token.

    session_token: of an earlier client, to continue its session.

    Call everything except the constructor on the asyncio thread. All methods raise AppError: that of the server, or
    `unreachable` when the server cannot be reached or does not reply as this program does.
    """
