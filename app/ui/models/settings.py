"""Names of the server's settings as an owner would say them, in groups, with what each does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from app.domain.server_control import SettingView
from app.ui import format
from app.ui.translation import translator

_tr = translator("settings")

ENVIRONMENT_PREFIX = "SPARKLYTICS_"
Group = Literal["data", "network", "access", "https", "limits", "storing", "messages", "outside"]
Text = Callable[[], str]


@dataclass(frozen=True, slots=True)
class SettingText:
    """Texts of one setting. unit: written after a number; zero: in place of 0; choices: of each value of a choice."""

    group: Group
    title: Text
    effect: Text
    unit: Text | None = None
    zero: Text | None = None
    choices: Mapping[str, Text] | None = None


def _milliseconds() -> str:
    return _tr(" ms")


def _hours() -> str:
    return _tr(" hours")


def _days() -> str:
    return _tr(" days")


SETTING_TEXTS: Mapping[str, SettingText] = {
    "retention_days": SettingText(
        "data",
        lambda: _tr("Delete events after"),
        lambda: _tr("Older events leave the database for good."),
        unit=_days,
        zero=lambda: _tr("Never"),
    ),
    "geoip_path": SettingText(
        "data",
        lambda: _tr("City database"),
        lambda: _tr("File in MaxMind's format (MMDB) that regions and cities come from."),
    ),
    "visitor_salt": SettingText(
        "data",
        lambda: _tr("Visitor ids"),
        lambda: _tr("How visitors are told apart without cookies."),
        choices={
            "epoch": lambda: _tr("By the published formula"),
            "secret": lambda: _tr("With a secret that is new every day"),
        },
    ),
    "duckdb_memory": SettingText(
        "data",
        lambda: _tr("Memory of the database"),
        lambda: _tr("At most this much, such as 512MB or 2GiB. Large reports are faster with more."),
    ),
    "backup_folder": SettingText(
        "data",
        lambda: _tr("Folder for backups"),
        lambda: _tr("On another disk, if there is one. Without a folder none are made on a schedule."),
    ),
    "backup_every_hours": SettingText(
        "data", lambda: _tr("Make a backup every"), lambda: _tr("Also after a time off."), unit=_hours
    ),
    "backup_keep": SettingText("data", lambda: _tr("Backups to keep"), lambda: _tr("Older ones are removed.")),
    "backup_keep_days": SettingText(
        "data",
        lambda: _tr("Remove backups after"),
        lambda: _tr("The newest one always stays."),
        unit=_days,
        zero=lambda: _tr("Never"),
    ),
    "log_level": SettingText(
        "data",
        lambda: _tr("Write to the log"),
        lambda: _tr("Lines below this level are left out."),
        choices={
            "DEBUG": lambda: _tr("Everything"),
            "INFO": lambda: _tr("What happens"),
            "WARNING": lambda: _tr("Warnings and errors"),
            "ERROR": lambda: _tr("Errors only"),
        },
    ),
    "port": SettingText(
        "network",
        lambda: _tr("Port"),
        lambda: _tr("The number after the colon in the address of this server."),
        zero=lambda: _tr("Any free port"),
    ),
    "host": SettingText(
        "network",
        lambda: _tr("Listen on"),
        lambda: _tr("“localhost” is this computer only, “all” every network; or one address of this computer."),
    ),
    "public_url": SettingText(
        "network",
        lambda: _tr("Address for others"),
        lambda: _tr("Share links begin with it. Set it when visitors reach the server by a name of its own."),
    ),
    "tracking_public_base": SettingText(
        "network", lambda: _tr("Address in the snippet"), lambda: _tr("The pages you count load the script from here.")
    ),
    "allowed_hosts": SettingText(
        "network",
        lambda: _tr("Further names of this server"),
        lambda: _tr("Names, one a line, under which requests are answered besides the addresses above."),
    ),
    "cors_origins": SettingText(
        "network",
        lambda: _tr("Pages that may read reports"),
        lambda: _tr("Origins, one a line, such as https://example.com, whose scripts may ask this server."),
    ),
    "trusted_proxies": SettingText(
        "network",
        lambda: _tr("Trusted proxies"),
        lambda: _tr("Addresses or networks, one a line, that are trusted to name a visitor's address."),
    ),
    "max_connections": SettingText(
        "network",
        lambda: _tr("Open connections"),
        lambda: _tr("At most this many at once. A new one then replaces one that waits."),
    ),
    "max_connections_per_address": SettingText(
        "network", lambda: _tr("Connections from one address"), lambda: _tr("Trusted proxies have no such limit.")
    ),
    "auth": SettingText(
        "access",
        lambda: _tr("Sign-in"),
        lambda: _tr("Who may read the reports and change the sites. Counting needs no sign-in."),
        choices={
            "none": lambda: _tr("Off"),
            "password": lambda: _tr("A password from the environment"),
            "local": lambda: _tr("The administrator's password"),
        },
    ),
    "session_days": SettingText(
        "access", lambda: _tr("Stay signed in for"), lambda: _tr("Then the password is asked for again."), unit=_days
    ),
    "argon2_memory_kb": SettingText(
        "access",
        lambda: _tr("Memory to check a password"),
        lambda: _tr("More makes guessing slower, and signing in as well."),
        unit=lambda: _tr(" KiB"),
    ),
    "tls_cert": SettingText(
        "https",
        lambda: _tr("Certificate"),
        lambda: _tr("File with the whole chain (PEM). A renewed file is loaded without a restart."),
    ),
    "tls_key": SettingText(
        "https",
        lambda: _tr("Private key"),
        lambda: _tr("File of the key of that certificate (PEM), without a passphrase."),
    ),
    "https": SettingText(
        "https",
        lambda: _tr("Cookies over HTTPS only"),
        lambda: _tr("The server decides by its own address and the trusted proxies."),
        choices={
            "auto": lambda: _tr("Decided by the server"),
            "true": lambda: _tr("Always"),
            "false": lambda: _tr("Never"),
        },
    ),
    "collect_rate_limit": SettingText(
        "limits",
        lambda: _tr("Requests from one address"),
        lambda: _tr("Visits beyond it are refused. A company's network may share one address."),
        unit=lambda: _tr(" a minute"),
        zero=lambda: _tr("No limit"),
    ),
    "rate_limit_disable": SettingText(
        "limits", lambda: _tr("Turn that limit off"), lambda: _tr("The same as “No limit” above.")
    ),
    "rate_limit_max_keys": SettingText(
        "limits", lambda: _tr("Addresses kept for that limit"), lambda: _tr("The oldest are forgotten first.")
    ),
    "ingest_website_peak_eps_default": SettingText(
        "limits",
        lambda: _tr("Events per site"),
        lambda: _tr("Events beyond it are dropped. A site may have a limit of its own."),
        unit=lambda: _tr(" a second"),
    ),
    "ingest_website_queue_max_events_default": SettingText(
        "limits",
        lambda: _tr("Waiting events per site"),
        lambda: _tr("Events beyond it are dropped. A site may have a limit of its own."),
    ),
    "flush_interval_ms": SettingText(
        "storing",
        lambda: _tr("Store events after"),
        lambda: _tr("The longest time until an event is in the database. It is safe on disk before."),
        unit=_milliseconds,
    ),
    "flush_max_events": SettingText(
        "storing", lambda: _tr("Or after so many events"), lambda: _tr("Then they are stored at once.")
    ),
    "journal_fsync": SettingText(
        "storing",
        lambda: _tr("Have the disk confirm"),
        lambda: _tr("What a power failure may cost: the last moment, nothing, or what was still in memory."),
        choices={
            "interval": lambda: _tr("In short intervals"),
            "always": lambda: _tr("Every request"),
            "never": lambda: _tr("Never"),
        },
    ),
    "ingest_queue_max_events": SettingText(
        "storing",
        lambda: _tr("Waiting events"),
        lambda: _tr("Beyond it the server refuses events until there is room."),
    ),
    "ingest_drain_max_events": SettingText(
        "storing", lambda: _tr("Events stored at a time"), lambda: _tr("In one transaction of the database.")
    ),
    "ingest_drain_max_batches": SettingText(
        "storing", lambda: _tr("Requests stored at a time"), lambda: _tr("In one transaction of the database.")
    ),
    "ingest_retry_base_ms": SettingText(
        "storing",
        lambda: _tr("Try again after"),
        lambda: _tr("Time after the first write that failed. It grows with each further one."),
        unit=_milliseconds,
    ),
    "ingest_retry_max_ms": SettingText(
        "storing",
        lambda: _tr("Try again at the latest after"),
        lambda: _tr("The longest time after writes that failed."),
        unit=_milliseconds,
    ),
    "session_cache_max_entries": SettingText(
        "storing", lambda: _tr("Open sessions in memory"), lambda: _tr("Further ones are read from the database.")
    ),
    "fast_lane": SettingText(
        "storing",
        lambda: _tr("Fast lane"),
        lambda: _tr("Answers ordinary requests by a shorter way. Turn it off only to find a fault."),
    ),
    "smtp_host": SettingText(
        "messages", lambda: _tr("Mail server"), lambda: _tr("Sends reports and alerts by e-mail (SMTP).")
    ),
    "smtp_port": SettingText("messages", lambda: _tr("Port of the mail server"), lambda: _tr("Usually 587 or 465.")),
    "smtp_security": SettingText(
        "messages",
        lambda: _tr("Encryption of mail"),
        lambda: _tr("Mail and password are never sent openly, except to a mail server on this computer."),
        choices={
            "auto": lambda: _tr("By the port"),
            "tls": lambda: _tr("TLS"),
            "starttls": lambda: _tr("STARTTLS"),
            "none": lambda: _tr("None, only on this computer"),
        },
    ),
    "smtp_from": SettingText(
        "messages", lambda: _tr("Sender of mail"), lambda: _tr("Many mail servers accept only an address of their own.")
    ),
    "smtp_username": SettingText(
        "messages", lambda: _tr("User of the mail server"), lambda: _tr("Empty when it asks for no sign-in.")
    ),
    "smtp_password": SettingText(
        "messages",
        lambda: _tr("Password of the mail server"),
        lambda: _tr("Often one that the provider makes for programs. It is stored in the settings file."),
    ),
    "smtp_noop": SettingText(
        "messages", lambda: _tr("Only pretend to send mail"), lambda: _tr("Everything else goes on as if it was sent.")
    ),
    "sql_for_keys": SettingText(
        "access",
        lambda: _tr("API keys may use SQL"),
        lambda: _tr("Keys of the scope admin then read all websites by SQL, as the SQL page does."),
    ),
    "webhook_networks": SettingText(
        "messages",
        lambda: _tr("Private networks for webhooks"),
        lambda: _tr("Webhooks reach the public internet alone, and these networks or addresses, one a line."),
    ),
    "scheduler_tick_seconds": SettingText(
        "messages",
        lambda: _tr("Look for what is due every"),
        lambda: _tr("Reports to send, and alerts that fire."),
        unit=lambda: _tr(" seconds"),
    ),
    "data_dir": SettingText(
        "outside", lambda: _tr("Data folder"), lambda: _tr("Where the database, the journal and the log are.")
    ),
    "password": SettingText(
        "outside", lambda: _tr("Password"), lambda: _tr("For sign-in with a password from the environment.")
    ),
    "bootstrap_password": SettingText(
        "outside",
        lambda: _tr("Bootstrap password"),
        lambda: _tr("Needed to set up the administrator from another device."),
    ),
    "new_database": SettingText(
        "outside",
        lambda: _tr("Begin with an empty database"),
        lambda: _tr("Although the journal belongs to one that is missing."),
    ),
    "mode": SettingText(
        "outside",
        lambda: _tr("Operation"),
        lambda: _tr("A server in a window is self-hosted. In cloud mode it runs without one."),
        choices={"selfhosted": lambda: _tr("Self-hosted"), "cloud": lambda: _tr("Cloud")},
    ),
    "clickhouse_url": SettingText(
        "outside", lambda: _tr("ClickHouse"), lambda: _tr("Where the events are in cloud mode.")
    ),
    "postgres_url": SettingText(
        "outside", lambda: _tr("PostgreSQL"), lambda: _tr("Where all but the events is in cloud mode.")
    ),
}


def group_title(group: Group) -> str:
    """Return the heading of a group of settings."""
    titles: dict[Group, str] = {
        "data": _tr("Data and log"),
        "network": _tr("Address and network"),
        "access": _tr("Sign-in"),
        "https": _tr("HTTPS"),
        "limits": _tr("Limits that protect the server"),
        "storing": _tr("Storing"),
        "messages": _tr("Mail and webhooks"),
        "outside": _tr("Set where the server is started"),
    }
    return titles[group]


def is_pinned(setting: SettingView) -> bool:
    """Return whether the window cannot change it: a flag or the environment sets it, or only these may."""
    return setting.source in ("flag", "environment") or not setting.is_in_file


def is_changed(setting: SettingView) -> bool:
    """Return whether its value was set by someone, here or outside."""
    return setting.source != "default"


def setting_title(name: str) -> str:
    """Return the name of a setting; one of a newer server by its own."""
    text = SETTING_TEXTS.get(name)
    return name.replace("_", " ").capitalize() if text is None else text.title()


def text_of(setting: SettingView) -> SettingText:
    """Return the texts of a setting; of one of a newer server what the server says of it."""
    unknown = SettingText("outside", lambda: setting_title(setting.name), lambda: setting.help)
    return SETTING_TEXTS.get(setting.name, unknown)


def value_text(setting: SettingView, value: str) -> str:
    """Return a value in words, such as 365 days, Never or On."""
    text = text_of(setting)
    if text.choices is not None and value in text.choices:
        return text.choices[value]()
    if setting.shape.kind == "switch":
        return _tr("On") if value == "true" else _tr("Off")
    if setting.shape.kind != "number" or not value.isdecimal():
        return value
    if text.zero is not None and int(value) == 0:
        return text.zero()
    number = value if setting.name == "port" else format.exact(int(value))
    return number + ("" if text.unit is None else text.unit())
