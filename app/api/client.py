"""The one client of the API, used by the window and the command line. Every failure is an AppError."""

from __future__ import annotations

from app.api.access import AccountCalls, SecurityCalls
from app.api.annotations import AnnotationCalls
from app.api.funnels import FunnelCalls
from app.api.goals import GoalCalls
from app.api.reports.attribution import AttributionCalls
from app.api.reports.custom_events import EventCalls
from app.api.reports.engagement import HabitCalls
from app.api.reports.exports import ExportCalls
from app.api.reports.journeys import JourneyCalls
from app.api.reports.overview import ReportCalls
from app.api.reports.retention import CohortCalls
from app.api.reports.sessions import VisitCalls
from app.api.saved_reports import SavedReportCalls
from app.api.segments import SegmentCalls
from app.api.server import ServerCalls
from app.api.sharing import SharingCalls
from app.api.websites import WebsiteCalls


class ApiClient(
    AccountCalls,
    AnnotationCalls,
    AttributionCalls,
    CohortCalls,
    EventCalls,
    ExportCalls,
    FunnelCalls,
    GoalCalls,
    HabitCalls,
    JourneyCalls,
    ReportCalls,
    SavedReportCalls,
    SecurityCalls,
    SegmentCalls,
    ServerCalls,
    SharingCalls,
    VisitCalls,
    WebsiteCalls,
):
    """Talks to one server. base_url: scheme, host and port; token: an API key or the owner's token.

    session_token: what `session_token` of an earlier client was, to go on where that one ended.

    Everything but the constructor belongs on the asyncio thread. All methods raise AppError: the server's own, or
    `unreachable` when it cannot be reached or does not answer as this program does.
    """
