"""The handlers of the API, by subject. `TABLES` is all of them."""

from app.server.routes import collect, health, limits, openapi, reports, sample, server, tracker, websites

TABLES = (
    collect.routes,
    websites.routes,
    limits.routes,
    reports.routes,
    sample.routes,
    server.routes,
    health.routes,
    tracker.routes,
    openapi.routes,
)
