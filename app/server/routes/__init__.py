"""Handlers by subject: `TABLES` in every mode, `SIGN_IN_TABLES` with sign-in, `TENANT_TABLES` in cloud mode."""

from app.server.routes import (
    bots,
    collect,
    health,
    home,
    ingest_limits,
    mcp,
    openapi,
    other_trackers,
    places,
    recompute,
    server,
    share_page,
    shared,
    sharing,
    tracked,
    tracker,
    usage,
    websites,
)
from app.server.routes.access import api_keys, audit_log, auth, auth_sessions, second_factor, tenants
from app.server.routes.histories import imports, sample
from app.server.routes.items import annotations, funnels, goals, links, pixels, saved_reports, segments, trackers
from app.server.routes.notifications import alerts, history, subscriptions, unsubscribe
from app.server.routes.reports import (
    attribution,
    custom_events,
    engagement,
    exports,
    journeys,
    overview,
    retention,
    sessions,
    sql_query,
    summary,
)
from app.server.routes.reports import (
    bots as bot_reports,
)

TABLES = (
    collect.routes,
    websites.routes,
    ingest_limits.routes,
    usage.routes,
    bots.routes,
    bot_reports.routes,
    recompute.routes,
    imports.routes,
    overview.routes,
    attribution.routes,
    exports.routes,
    saved_reports.routes,
    summary.routes,
    custom_events.routes,
    sessions.routes,
    engagement.routes,
    segments.routes,
    annotations.routes,
    retention.routes,
    journeys.routes,
    goals.routes,
    funnels.routes,
    links.routes,
    pixels.routes,
    trackers.routes,
    subscriptions.routes,
    alerts.routes,
    history.routes,
    unsubscribe.routes,
    sample.routes,
    server.routes,
    sql_query.routes,
    places.routes,
    home.routes,
    health.routes,
    tracker.routes,
    tracked.routes,
    other_trackers.routes,
    sharing.routes,
    shared.routes,
    share_page.routes,
    mcp.routes,
    openapi.routes,
)
SIGN_IN_TABLES = (auth.routes, api_keys.routes, auth_sessions.routes, audit_log.routes, second_factor.routes)
TENANT_TABLES = (tenants.routes,)
