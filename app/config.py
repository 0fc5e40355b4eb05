"""Table of settings: the dataclass `Settings`, whose fields carry default, reader and help text.

The name in `settings.toml` is the field's; the environment variable is the same in upper case after `SPARKLYTICS_`.
`app.config_loader` reads the values.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, TypeVar

from app import setting_values as read
from app.domain.server_control import SettingSource, SettingView
from app.setting_values import Auth, Https, Network

T = TypeVar("T")
Mode = Literal["selfhosted", "cloud"]
Visitors = Literal["epoch", "secret"]
Fsync = Literal["interval", "always", "never"]
SmtpSecurity = Literal["auto", "tls", "starttls", "none"]
Level = Literal["DEBUG", "INFO", "WARNING", "ERROR"]

PREFIX = "SPARKLYTICS_"
FILE_NAME = "settings.toml"
GEOIP_NAME = "GeoLite2-City.mmdb"
CITY_FILE = "city-database.mmdb"  # chosen in the window or fetched; used before those of the setting
MANY = 2_000_000_000  # upper bound of counts: fits 32 bits everywhere


def setting(
    default: T, reader: Callable[[str], T], help: str, *, only_outside: bool = False, is_secret: bool = False
) -> T:
    """Define a setting. only_outside: not allowed in the settings file; is_secret: its value is never shown."""
    metadata = {"read": reader, "help": help, "only_outside": only_outside, "is_secret": is_secret}
    return field(default=default, metadata=metadata, repr=not is_secret)


@dataclass(frozen=True, slots=True)
class Settings:
    """Checked settings. sources: origin of every value that is not a default."""

    host: str = setting(
        "localhost",
        read.host,
        "Address to listen on: `localhost` (this computer only), `all` (every network) or a single address.",
    )
    port: int = setting(3000, read.Whole(0, 65535), "Port to listen on; 0 picks a free one.")
    data_dir: Path = setting(
        Path("data"), read.path, "Folder of the database, the journal and the log.", only_outside=True
    )
    public_url: str = setting("", read.base_url, "URL of this server for others; base of share, link and pixel URLs.")
    tracking_public_base: str = setting("", read.base_url, "Base of the URL in the tracking snippet.")
    auth: Auth = setting(
        "none", read.choice("none", "password", "local"), "Sign-in mode: `none`, `password` or `local`."
    )
    password: str = setting("", read.password, "Password of the mode `password`.", only_outside=True, is_secret=True)
    bootstrap_password: str = setting(
        "",
        read.bootstrap_password,
        "Password required to set up the administrator in the mode `local`.",
        only_outside=True,
        is_secret=True,
    )
    session_days: int = setting(7, read.Whole(1, 30), "Days after which a session expires.")
    argon2_memory_kb: int = setting(65_536, read.Whole(8, 4_194_304), "Memory for hashing one password, in KiB.")
    https: Https = setting(
        "auto",
        read.https,
        "Limits cookies to HTTPS: `true`, `false` or `auto` (by the public URL or a trusted proxy).",
    )
    tls_cert: Path | None = setting(
        None,
        read.optional_path,
        "Certificate chain (PEM) for HTTPS without a proxy; reloaded when its file is renewed.",
    )
    tls_key: Path | None = setting(None, read.optional_path, "Private key (PEM) of that certificate.")
    max_connections: int = setting(4096, read.Whole(16, 60_000), "Maximum number of open connections.")
    max_connections_per_address: int = setting(
        512, read.Whole(8, 60_000), "Maximum number of open connections from one address, except from trusted proxies."
    )
    cors_origins: tuple[str, ...] = setting((), read.origins, "Origins whose pages may read reports.")
    trusted_proxies: tuple[Network, ...] = setting(
        (), read.networks, "Addresses or networks of reverse proxies whose forwarded headers are trusted."
    )
    allowed_hosts: tuple[str, ...] = setting((), read.host_names, "Additional host names of this server.")
    new_database: bool = setting(
        False,
        read.boolean,
        "Begins with an empty database although the journal belongs to one that is missing; also `--new-database`.",
        only_outside=True,
    )
    geoip_path: tuple[Path, ...] = setting(
        (Path(GEOIP_NAME),),
        read.databases,
        "City database (MMDB) for regions and cities: one file, or one for IPv4 and one for IPv6.",
    )
    duckdb_memory: str = setting("1GB", read.size, "Memory limit of the database engine, such as 512MB or 2GiB.")
    retention_days: int = setting(
        365, read.Whole(0, 36500), "Days after which events are deleted; 0 keeps them forever."
    )
    visitor_salt: Visitors = setting(
        "epoch",
        read.choice("epoch", "secret"),
        "Derivation of visitor ids; `secret` uses a random key that changes daily.",
    )
    backup_folder: Path | None = setting(
        None,
        read.optional_folder,
        "Folder for backups on a schedule, which has to exist; blank makes none. One of its own for each server.",
    )
    backup_every_hours: int = setting(24, read.Whole(1, 8_784), "Hours between two backups.")
    backup_keep: int = setting(7, read.Whole(1, 10_000), "Number of backups that are kept; older ones are removed.")
    backup_keep_days: int = setting(
        0, read.Whole(0, 36_500), "Days after which a backup is removed unless it is the newest; 0 means never."
    )
    log_level: Level = setting("INFO", read.choice("DEBUG", "INFO", "WARNING", "ERROR"), "Minimum level of log lines.")
    mode: Mode = setting(
        "selfhosted",
        read.choice("selfhosted", "cloud"),
        "Where data is: `selfhosted` (a file of this computer) or `cloud` (ClickHouse and PostgreSQL, see below).",
    )
    clickhouse_url: str = setting(
        "",
        read.UrlOf("clickhouse", "https", "chdb"),
        "ClickHouse of the mode `cloud`, as in `clickhouse://user:password@host:8123/database`.",
        only_outside=True,
        is_secret=True,
    )
    postgres_url: str = setting(
        "",
        read.UrlOf("postgresql", "postgres"),
        "PostgreSQL of the mode `cloud`, as in `postgresql://user:password@host:5432/database`.",
        only_outside=True,
        is_secret=True,
    )
    collect_rate_limit: int = setting(
        60, read.Whole(0, MANY), "Collect requests per minute from one address; 0 means no limit."
    )
    rate_limit_disable: bool = setting(False, read.boolean, "Turns off the collect rate limit, like setting it to 0.")
    rate_limit_max_keys: int = setting(
        100_000, read.Whole(1, MANY), "Maximum number of addresses tracked by the rate limit."
    )
    flush_interval_ms: int = setting(
        5000, read.Whole(1, 3_600_000), "Maximum time until an event is stored, in milliseconds."
    )
    flush_max_events: int = setting(
        100, read.Whole(1, MANY), "Number of queued events that are stored without further delay."
    )
    journal_fsync: Fsync = setting(
        "interval",
        read.choice("interval", "always", "never"),
        "Flushing of the journal to the disk: `interval`, `always` or `never`.",
    )
    fast_lane: bool = setting(
        True, read.boolean, "Handles ordinary requests of visitors without aiohttp's request processing."
    )
    ingest_queue_max_events: int = setting(100_000, read.Whole(1, MANY), "Maximum number of queued events.")
    ingest_drain_max_events: int = setting(
        5000, read.Whole(1, MANY), "Maximum number of events stored in one transaction."
    )
    ingest_drain_max_batches: int = setting(
        5000, read.Whole(1, MANY), "Maximum number of requests stored in one transaction."
    )
    ingest_retry_base_ms: int = setting(
        200, read.Whole(1, 3_600_000), "Delay after the first failed write, in milliseconds."
    )
    ingest_retry_max_ms: int = setting(
        5000, read.Whole(1, 3_600_000), "Maximum delay after failed writes, in milliseconds."
    )
    ingest_website_peak_eps_default: int = setting(
        10_000, read.Whole(1, MANY), "Default limit of events per second for a website."
    )
    ingest_website_queue_max_events_default: int = setting(
        100_000, read.Whole(1, MANY), "Default limit of queued events for a website."
    )
    session_cache_max_entries: int = setting(
        50_000, read.Whole(1, MANY), "Maximum number of open sessions kept in memory."
    )
    scheduler_tick_seconds: int = setting(
        60, read.Whole(0, 3600), "Seconds between looks for alerts that fire and reports that are due; 0 means never."
    )
    smtp_host: str = setting("", read.optional_host, "Mail server (SMTP) for reports and alerts by e-mail.")
    smtp_port: int = setting(587, read.Whole(1, 65535), "Port of the mail server.")
    smtp_security: SmtpSecurity = setting(
        "auto",
        read.choice("auto", "tls", "starttls", "none"),
        "Encryption of mail: `tls` from the first byte, `starttls`, or `auto`: `tls` on port 465, else `starttls`,"
        " which may be missing on this computer alone. `none` only for this computer.",
    )
    smtp_from: str = setting(
        "sparklytics@localhost", read.mail_sender, "Sender of mail, as in `Name <name@example.com>`."
    )
    smtp_username: str = setting("", read.plain, "User of the mail server; without it nobody signs in to it.")
    smtp_password: str = setting("", read.secret, "Password of that user.", is_secret=True)
    smtp_noop: bool = setting(False, read.boolean, "Reports mail as sent without sending it, for trying things out.")
    webhook_networks: tuple[Network, ...] = setting(
        (), read.networks, "Private addresses or networks that webhooks may reach, besides the public internet."
    )
    sql_for_keys: bool = setting(
        False,
        read.boolean,
        "Lets API keys of the scope `admin` use SQL (`/api/server/sql`) over all websites.",
    )
    sources: Mapping[str, SettingSource] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        derived: dict[str, Any] = {}  # Any: values of several settings
        if not self.public_url:
            derived["public_url"] = local_url(self.port, self.scheme)
        if not self.tracking_public_base:
            derived["tracking_public_base"] = self.public_url or derived["public_url"]
        if self.rate_limit_disable:
            derived["collect_rate_limit"] = 0
        for name, value in derived.items():
            object.__setattr__(self, name, value)

    @property
    def scheme(self) -> Literal["http", "https"]:
        """URL scheme of the server itself, without a proxy in front."""
        return "http" if self.tls_cert is None else "https"

    @property
    def is_loopback(self) -> bool:
        """True when only this computer can connect."""
        return self.host in ("localhost", "::1") or self.host.startswith("127.")

    @property
    def is_city_database_expected(self) -> bool:
        """True when the owner named a city database; the default file may be missing."""
        return self.geoip_path not in ((Path(GEOIP_NAME),), (self.data_dir / GEOIP_NAME,))

    def with_port(self, port: int) -> Settings:
        """Return the settings with the actual port, also in URLs that contained the configured one."""
        old = local_url(self.port, self.scheme)
        public_url = "" if self.public_url == old else self.public_url
        tracking = "" if self.tracking_public_base == old else self.tracking_public_base
        return replace(self, port=port, public_url=public_url, tracking_public_base=tracking)


# Settings of the reference server without effect here, still checked so that typing mistakes show.
WITHOUT_EFFECT: Mapping[str, Callable[[str], object]] = {
    "INGEST_RETRY_MAX_ATTEMPTS": read.Whole(1, 255),
    "COLLECT_CACHE_MAX_ENTRIES": read.Whole(1, MANY),
    "COLLECT_CACHE_TTL_SECONDS": read.Whole(1, MANY),
    "ACQUISITION_CACHE_MAX_ENTRIES": read.Whole(1, MANY),
    "ACQUISITION_CACHE_TTL_SECONDS": read.Whole(1, MANY),
    "EXPORT_CACHE_MAX_ENTRIES": read.Whole(1, MANY),
    "EXPORT_CACHE_TTL_SECONDS": read.Whole(1, MANY),
    "EXPORT_CACHE_MAX_BYTES": read.Whole(1, MANY),
    "SCHEDULER_DEDICATED_DUCKDB": read.boolean,
    "SCHEDULER_MAX_SUBSCRIPTIONS_PER_TICK": read.Whole(1, 100),
    "SCHEDULER_MAX_ALERTS_PER_TICK": read.Whole(1, 200),
    "RETENTION_STATEMENT_TIMEOUT_MS": read.Whole(100, 120_000),
}
# Settings of the cloud product: ignoring them would mislead the owner.
_NO_CLOUD = "people sign in to this server itself"
REFUSED: Mapping[str, str] = {
    "CLOUD_JWKS_URL": _NO_CLOUD,
    "CLOUD_JWT_ISSUER": _NO_CLOUD,
    "CLOUD_JWT_AUDIENCE": _NO_CLOUD,
    "CLOUD_PLATFORM_ADMIN_USER_IDS": _NO_CLOUD,
}

# Not settings, but read from the environment by commands: the API key of `report`.
OF_COMMANDS = ("API_KEY",)

ROWS = {row.name: row for row in fields(Settings) if row.metadata}


def env_name(name: str) -> str:
    """Return the environment variable of a setting."""
    return PREFIX + name.upper()


def local_url(port: int, scheme: str = "http") -> str:
    """Return the server's URL on this computer, the default of the public URL."""
    return f"{scheme}://localhost:{port}"


def setting_views(settings: Settings) -> tuple[SettingView, ...]:
    """Return every setting for display in the window."""
    derived = {  # defaults that depend on other settings
        "public_url": local_url(settings.port, settings.scheme),
        "tracking_public_base": settings.public_url,
        "geoip_path": as_text(settings.data_dir / GEOIP_NAME),
        "data_dir": "",  # the user's data folder
    }
    return tuple(
        SettingView(
            name,
            "" if row.metadata["is_secret"] else as_text(getattr(settings, name)),
            settings.sources.get(name, "default"),
            row.metadata["help"].replace("`", "'"),  # code marks of the manual
            derived[name] if name in derived else as_text(row.default),
            read.shape_of(row.metadata["read"]),
            is_in_file=not row.metadata["only_outside"],
        )
        for name, row in ROWS.items()
    )


def names_without_effect(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the environment variables that are set but have no effect in this version."""
    return tuple(PREFIX + name for name in WITHOUT_EFFECT if PREFIX + name in environ)


def as_text(value: object) -> str:
    """Return the text of a value, from which its reader returns the value again."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)


def markdown() -> str:
    """Return the table of docs/settings.md."""
    lines = ["| Variable | In settings.toml | Default | Meaning |", "|---|---|---|---|"]
    for name, row in ROWS.items():
        in_file = "-" if row.metadata["only_outside"] else f"`{name}`"
        default = DEFAULT_TEXTS.get(name) or (f"`{as_text(row.default)}`" if row.default != () else "none")
        lines.append(f"| `{env_name(name)}` | {in_file} | {default} | {row.metadata['help']} |")
    return "\n".join(lines) + "\n"


# Descriptions of defaults that are not constant.
DEFAULT_TEXTS = {
    "auth": "window: `none`; `serve`: `local`",
    "host": "window: `localhost`; `serve`: `all`",
    "data_dir": "window: the user's data folder; `serve`: `./data`",
    "public_url": "`http://localhost:` and the port",
    "tracking_public_base": "the public URL",
    "password": "none",
    "smtp_password": "none",
    "smtp_host": "none",
    "smtp_username": "none",
    "clickhouse_url": "none",
    "postgres_url": "none",
    "tls_cert": "none",
    "backup_folder": "none",
    "tls_key": "none",
    "bootstrap_password": "a random one, shown at the first start",
    "geoip_path": f"window: `{GEOIP_NAME}` in the data folder; `serve`: `./{GEOIP_NAME}`",
}


if __name__ == "__main__":
    sys.stdout.write(markdown())
