"""The handlers of the API, by subject: `TABLES` is always there, `SIGN_IN_TABLES` where people have to sign in."""

from app.server.routes import (
    annotations,
    api_keys,
    auth,
    cohorts,
    collect,
    goals,
    health,
    limits,
    openapi,
    reports,
    sample,
    second_factor,
    security_log,
    segments,
    server,
    sessions,
    shared,
    sharing,
    tracker,
    websites,
)

TABLES = (
    collect.routes,
    websites.routes,
    limits.routes,
    reports.routes,
    segments.routes,
    annotations.routes,
    cohorts.routes,
    goals.routes,
    sample.routes,
    server.routes,
    health.routes,
    tracker.routes,
    sharing.routes,
    shared.routes,
    openapi.routes,
)
SIGN_IN_TABLES = (auth.routes, api_keys.routes, sessions.routes, security_log.routes, second_factor.routes)
