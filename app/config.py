"""Settings: one table, read once at the start. Flags win over the environment, that over the file, that over defaults.

The table is the dataclass `Settings` itself: each field carries its default, its reader and its help text. The name in
`settings.toml` is the field's; the environment variable is the same in upper case after `SPARKLYTICS_`.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, TypeVar

import platformdirs
import tomli_w

from app import setting_values as read
from app.domain.errors import AppError, BadRequest
from app.domain.server_control import SettingSource, SettingView
from app.setting_values import Auth, Https, Network

T = TypeVar("T")
Visitors = Literal["epoch", "secret"]
Fsync = Literal["interval", "always", "never"]
Level = Literal["DEBUG", "INFO", "WARNING", "ERROR"]

PREFIX = "SPARKLYTICS_"
FILE_NAME = "settings.toml"
GEOIP_NAME = "GeoLite2-City.mmdb"
MANY = 2_000_000_000  # upper bound of counts: fits 32 bits everywhere


def setting(
    default: T, reader: Callable[[str], T], help: str, *, only_outside: bool = False, is_secret: bool = False
) -> T:
    """Make one row of the table. only_outside: it cannot stand in the settings file; is_secret: nobody is shown it."""
    metadata = {"read": reader, "help": help, "only_outside": only_outside, "is_secret": is_secret}
    return field(default=default, metadata=metadata, repr=not is_secret)


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, checked. sources: where each value that is not a default came from."""

    host: str = setting(
        "localhost",
        read.host,
        "Where to listen: `localhost` (this computer only), `all` (every device that can reach it) or one address.",
    )
    port: int = setting(3000, read.whole(0, 65535), "Port to listen on; 0 takes any free one.")
    data_dir: Path = setting(Path("data"), read.path, "Folder of the database, journal and log.", only_outside=True)
    public_url: str = setting("", read.base_url, "Where others reach this server: base of share, link and pixel URLs.")
    tracking_public_base: str = setting("", read.base_url, "Base of the URL in the tracking snippet.")
    auth: Auth = setting("none", read.auth, "How people sign in: `none`, `password` or `local`.")
    password: str = setting(
        "", read.password, "The password of the mode `password`.", only_outside=True, is_secret=True
    )
    bootstrap_password: str = setting(
        "",
        read.trimmed_password,
        "What setting up the administrator asks for in the mode `local`.",
        only_outside=True,
        is_secret=True,
    )
    session_days: int = setting(7, read.whole(1, 30), "Days until somebody who signed in has to do it again.")
    argon2_memory_kb: int = setting(65_536, read.whole(8, 4_194_304), "Memory that hashing a password takes.")
    https: Https = setting(
        "auto", read.https, "Whether cookies are for HTTPS only: `auto` (as the public URL or a trusted proxy says)."
    )
    tls_cert: Path | None = setting(
        None,
        read.optional_path,
        "Certificate chain (PEM) for HTTPS without a proxy; read again when its file is renewed.",
    )
    tls_key: Path | None = setting(None, read.optional_path, "Key (PEM) of that certificate.")
    max_connections: int = setting(4096, read.whole(16, 60_000), "Connections that may be open at once.")
    max_connections_per_address: int = setting(
        512, read.whole(8, 60_000), "Connections from one address, unless it is a trusted proxy."
    )
    cors_origins: tuple[str, ...] = setting((), read.origins, "Origins whose pages may ask for reports.")
    trusted_proxies: tuple[Network, ...] = setting(
        (), read.networks, "Addresses or networks of reverse proxies whose forwarded headers are believed."
    )
    allowed_hosts: tuple[str, ...] = setting((), read.host_names, "More host names this server answers to.")
    geoip_path: Path = setting(Path(GEOIP_NAME), read.path, "City database (MMDB) that turns addresses into places.")
    duckdb_memory: str = setting("1GB", read.size, "Memory the database engine may use, such as 512MB or 2GiB.")
    retention_days: int = setting(
        365, read.whole(0, 36500), "Events older than so many days are deleted daily; 0 keeps them."
    )
    visitor_salt: Visitors = setting(
        "epoch", read.choice("epoch", "secret"), "`secret` keys visitor ids with a random key of the day."
    )
    log_level: Level = setting(
        "INFO", read.choice("DEBUG", "INFO", "WARNING", "ERROR"), "The least severe lines that are logged."
    )
    mode: Literal["selfhosted"] = setting("selfhosted", read.mode, "Always `selfhosted`.")
    collect_rate_limit: int = setting(60, read.whole(0, MANY), "Collect requests a minute from one address; 0 is off.")
    rate_limit_disable: bool = setting(False, read.boolean, "The same as a collect rate limit of 0.")
    rate_limit_max_keys: int = setting(100_000, read.whole(1, MANY), "Addresses the rate limit remembers.")
    flush_interval_ms: int = setting(5000, read.whole(1, 3_600_000), "Longest time an event waits to be stored.")
    flush_max_events: int = setting(100, read.whole(1, MANY), "Waiting events that are stored without waiting longer.")
    journal_fsync: Fsync = setting(
        "interval", read.choice("interval", "always", "never"), "When the journal is forced to the disk."
    )
    fast_lane: bool = setting(
        True, read.boolean, "Answer ordinary collect requests without aiohttp's request handling."
    )
    ingest_queue_max_events: int = setting(100_000, read.whole(1, MANY), "Events that may wait to be stored.")
    ingest_drain_max_events: int = setting(5000, read.whole(1, MANY), "Events stored in one transaction at most.")
    ingest_drain_max_batches: int = setting(5000, read.whole(1, MANY), "Requests stored in one transaction at most.")
    ingest_retry_base_ms: int = setting(200, read.whole(1, 3_600_000), "First wait after a failed store.")
    ingest_retry_max_ms: int = setting(5000, read.whole(1, 3_600_000), "Longest wait after a failed store.")
    ingest_website_peak_eps_default: int = setting(
        10_000, read.whole(1, MANY), "Events a second one website may send, unless it has a limit of its own."
    )
    ingest_website_queue_max_events_default: int = setting(
        100_000, read.whole(1, MANY), "Waiting events of one website, unless it has a limit of its own."
    )
    session_cache_max_entries: int = setting(50_000, read.whole(1, MANY), "Open sessions kept in memory.")
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
        """How this server is spoken to without a proxy in front."""
        return "http" if self.tls_cert is None else "https"

    @property
    def is_loopback(self) -> bool:
        """Whether only this computer can connect."""
        return self.host in ("localhost", "::1") or self.host.startswith("127.")

    def with_port(self, port: int) -> Settings:
        """Return these settings for the port really listened on; URLs that name the old one follow."""
        old = local_url(self.port, self.scheme)
        public_url = "" if self.public_url == old else self.public_url
        tracking = "" if self.tracking_public_base == old else self.tracking_public_base
        return replace(self, port=port, public_url=public_url, tracking_public_base=tracking)


# Known to the reference server, without effect here: still checked, so that a typing mistake does not hide.
WITHOUT_EFFECT: Mapping[str, Callable[[str], object]] = {
    "INGEST_RETRY_MAX_ATTEMPTS": read.whole(1, 255),
    "COLLECT_CACHE_MAX_ENTRIES": read.whole(1, MANY),
    "COLLECT_CACHE_TTL_SECONDS": read.whole(1, MANY),
    "ACQUISITION_CACHE_MAX_ENTRIES": read.whole(1, MANY),
    "ACQUISITION_CACHE_TTL_SECONDS": read.whole(1, MANY),
    "EXPORT_CACHE_MAX_ENTRIES": read.whole(1, MANY),
    "EXPORT_CACHE_TTL_SECONDS": read.whole(1, MANY),
    "EXPORT_CACHE_MAX_BYTES": read.whole(1, MANY),
    "SCHEDULER_DEDICATED_DUCKDB": read.boolean,
    "SCHEDULER_TICK_SECONDS": read.whole(10, 3600),
    "SCHEDULER_MAX_SUBSCRIPTIONS_PER_TICK": read.whole(1, 100),
    "SCHEDULER_MAX_ALERTS_PER_TICK": read.whole(1, 200),
    "RETENTION_STATEMENT_TIMEOUT_MS": read.whole(100, 120_000),
    "SMTP_HOST": read.plain,
    "SMTP_PORT": read.whole(1, 65535),
    "SMTP_FROM": read.plain,
    "SMTP_USERNAME": read.plain,
    "SMTP_PASSWORD": read.plain,
    "SMTP_NOOP": read.boolean,
}
# Whoever sets these believes to be on another product: a start that ignores them would mislead.
_NO_CLOUD = "Sparklytics Desktop only runs self-hosted"
REFUSED: Mapping[str, str] = {
    "CLOUD_JWKS_URL": _NO_CLOUD,
    "CLOUD_JWT_ISSUER": _NO_CLOUD,
    "CLOUD_JWT_AUDIENCE": _NO_CLOUD,
    "CLOUD_PLATFORM_ADMIN_USER_IDS": _NO_CLOUD,
}

ROWS = {row.name: row for row in fields(Settings) if row.metadata}


def env_name(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


def local_url(port: int, scheme: str = "http") -> str:
    """The server's URL as this computer sees it: what the public URL is until it is set."""
    return f"{scheme}://localhost:{port}"


def load_settings(flags: Mapping[str, str], environ: Mapping[str, str], *, is_desktop: bool) -> Settings:
    """Read and check every setting. flags: texts by setting name, as given on the command line.

    is_desktop chooses the defaults: the desktop keeps its data in the user's folder, listens on this computer only and
    asks nobody to sign in.
    Raises AppError `bad_settings`; its `field` is the setting's name, or the unknown name.
    """
    _check_names(environ)
    outside = {name: given for name in ROWS if (given := _outside(name, flags, environ)) is not None}
    values: dict[str, Any] = _defaults(find_data_dir(flags, environ, is_desktop=is_desktop), is_desktop)
    values |= {name: _value(name, where, text) for name, (_, where, text) in outside.items()}
    sources: dict[str, SettingSource] = {name: source for name, (source, _, _) in outside.items()}
    for name, text in _from_file(values["data_dir"]).items():
        value = _value(name, f"{name} in {values['data_dir'] / FILE_NAME}", text)
        if name not in outside:
            values[name], sources[name] = value, "file"
    settings = Settings(**values, sources=sources)
    _check_sign_in(settings)
    _check_tls(settings)
    return settings


def find_data_dir(flags: Mapping[str, str], environ: Mapping[str, str], *, is_desktop: bool) -> Path:
    """Return the data folder alone, for a start whose other settings may be wrong."""
    if (given := _outside("data_dir", flags, environ)) is not None:
        return Path(str(_value("data_dir", *given[1:])))
    return platformdirs.user_data_path("sparklytics-desktop", appauthor=False) if is_desktop else Path("data")


def _defaults(data_dir: Path, is_desktop: bool) -> dict[str, Any]:
    """The defaults that differ between the window and `serve`."""
    if is_desktop:
        return {"data_dir": data_dir, "host": "localhost", "geoip_path": data_dir / GEOIP_NAME}
    return {"data_dir": data_dir, "host": "all", "auth": "local", "geoip_path": Path(GEOIP_NAME)}


def setting_views(settings: Settings) -> tuple[SettingView, ...]:
    """Return every setting as the window shows it."""
    return tuple(
        SettingView(
            name,
            "" if row.metadata["is_secret"] else as_text(getattr(settings, name)),
            settings.sources.get(name, "default"),
            row.metadata["help"].replace("`", "'"),  # what is code in a document
        )
        for name, row in ROWS.items()
    )


def names_without_effect(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the variables that are set and do nothing in this version."""
    return tuple(PREFIX + name for name in WITHOUT_EFFECT if PREFIX + name in environ)


def as_text(value: object) -> str:
    """Return the text that reads back as `value`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)


def write_setting(data_dir: Path, name: str, text: str) -> None:
    """Put one setting into the settings file, readable by its owner only; the others stay. Blank: back to the default.

    Raises BadRequest when the setting cannot stand in the file or the value is wrong.
    """
    if name not in ROWS or ROWS[name].metadata["only_outside"]:
        raise BadRequest(f"{name} cannot be changed here.", field=name)
    path = data_dir / FILE_NAME
    content = _parsed(path)
    content.pop(name, None)
    if text.strip():
        try:
            content[name] = _as_toml(ROWS[name].metadata["read"](text))
        except ValueError as error:
            raise BadRequest(f"{name} {error}", field=name) from error
    try:
        _replace_file(path, tomli_w.dumps(content))
    except OSError as error:
        raise AppError("storage_unavailable", f"{path} cannot be written: {error.strerror}.") from error


def markdown() -> str:
    """Return the table of docs/settings.md."""
    lines = ["| Variable | In settings.toml | Default | Meaning |", "|---|---|---|---|"]
    for name, row in ROWS.items():
        in_file = "-" if row.metadata["only_outside"] else f"`{name}`"
        default = DEFAULT_TEXTS.get(name) or (f"`{as_text(row.default)}`" if row.default != () else "none")
        lines.append(f"| `{env_name(name)}` | {in_file} | {default} | {row.metadata['help']} |")
    return "\n".join(lines) + "\n"


# Defaults that depend on something else.
DEFAULT_TEXTS = {
    "auth": "window: `none`; `serve`: `local`",
    "host": "window: `localhost`; `serve`: `all`",
    "data_dir": "window: the user's data folder; `serve`: `./data`",
    "public_url": "`http://localhost:` and the port",
    "tracking_public_base": "the public URL",
    "password": "none",
    "tls_cert": "none",
    "tls_key": "none",
    "bootstrap_password": "a random one, shown at the first start",
    "geoip_path": f"window: `{GEOIP_NAME}` in the data folder; `serve`: `./{GEOIP_NAME}`",
}


def _check_names(environ: Mapping[str, str]) -> None:
    """Refuse variables that are unknown, ill-typed or mean something this version cannot do."""
    known = [env_name(name) for name in ROWS] + [PREFIX + name for name in (*WITHOUT_EFFECT, *REFUSED)]
    for variable in sorted(environ):
        name = variable.removeprefix(PREFIX)
        if name == variable:
            continue
        if variable not in known:
            raise _unknown(variable, known)
        if name in REFUSED and environ[variable].strip():
            raise AppError("bad_settings", f"Remove {variable}: {REFUSED[name]}.", field=variable)
        if (reader := WITHOUT_EFFECT.get(name)) is not None:
            _read(reader, variable, variable, environ[variable])


def _check_sign_in(settings: Settings) -> None:
    """Refuse a password that protects nothing, and a mode that lacks its password."""
    if settings.auth == "password" and not settings.password:
        sentence = "SPARKLYTICS_PASSWORD is required with SPARKLYTICS_AUTH=password, and must not be empty."
        raise AppError("bad_settings", sentence, field="password")
    if settings.auth != "none":
        return
    for name in ("password", "bootstrap_password"):
        if getattr(settings, name):
            sentence = f"Remove {env_name(name)}, or set SPARKLYTICS_AUTH: with 'none' nobody is asked for a password."
            raise AppError("bad_settings", sentence, field=name)


def _check_tls(settings: Settings) -> None:
    """Refuse one half of a pair."""
    for name, other in (("tls_cert", "tls_key"), ("tls_key", "tls_cert")):
        if getattr(settings, name) is None and getattr(settings, other) is not None:
            sentence = f"{env_name(name)} is missing: HTTPS takes a certificate and its key."
            raise AppError("bad_settings", sentence, field=name)


def _unknown(name: str, known: Iterable[str], where: str = "") -> AppError:
    # Without the prefix all names share, which would make any two look alike.
    by_rest = {other.removeprefix(PREFIX): other for other in known}
    nearest = difflib.get_close_matches(name.removeprefix(PREFIX), by_rest, 1, cutoff=0)[0]
    sentence = f"{name}{where} is not a setting. The nearest name is {by_rest[nearest]}."
    return AppError("bad_settings", sentence, field=name)


def _outside(name: str, flags: Mapping[str, str], environ: Mapping[str, str]) -> tuple[SettingSource, str, str] | None:
    """Return (source, how to call it, text) of a setting given by a flag or the environment."""
    if name in flags:
        return "flag", "--" + name.replace("_", "-"), flags[name]
    if (variable := env_name(name)) in environ:
        return "environment", variable, environ[variable]
    return None


def _value(name: str, where: str, text: str) -> object:
    return _read(ROWS[name].metadata["read"], name, where, text)


def _read(reader: Callable[[str], object], name: str, where: str, text: str) -> object:
    try:
        return reader(text)
    except ValueError as error:
        raise AppError("bad_settings", f"{where} {error}", field=name) from error


def _from_file(data_dir: Path) -> dict[str, str]:
    path = data_dir / FILE_NAME
    known = [name for name, row in ROWS.items() if not row.metadata["only_outside"]]
    texts = {}
    for name, value in _parsed(path).items():
        if name not in known:
            raise _unknown(name, known, f" in {path}")
        texts[name] = ",".join(map(str, value)) if isinstance(value, list) else as_text(value)
    return texts


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AppError("bad_settings", f"{path} is not readable as TOML: {error}.", field=FILE_NAME) from error
    except OSError as error:
        raise AppError("bad_settings", f"{path} cannot be read: {error.strerror}.", field=FILE_NAME) from error


def _as_toml(value: object) -> object:
    if isinstance(value, bool | int):
        return value
    return [str(item) for item in value] if isinstance(value, tuple) else str(value)


def _replace_file(path: Path, text: str) -> None:
    """Write `path` whole or not at all. A temporary file of `mkstemp` is readable by its owner only."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


if __name__ == "__main__":
    sys.stdout.write(markdown())
