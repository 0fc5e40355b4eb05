"""The handlers of the API, by subject. `TABLES` is all of them."""

from app.server.routes import collect, health, openapi, sample, server, tracker, websites

TABLES = (
    collect.routes,
    websites.routes,
    sample.routes,
    server.routes,
    health.routes,
    tracker.routes,
    openapi.routes,
)
