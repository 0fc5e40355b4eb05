"""Settings: sources and their order, refusals, and writing them back."""

from __future__ import annotations

import contextlib
import tomllib
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config import (
    FILE_NAME,
    PREFIX,
    REFUSED,
    ROWS,
    WITHOUT_EFFECT,
    Settings,
    as_text,
    env_name,
    markdown,
    names_without_effect,
    setting_views,
)
from app.config_loader import find_data_dir, load_settings, write_setting
from app.domain.errors import AppError, BadRequest, WrongSetting

ROOT = Path(__file__).parents[2]


def load(tmp_path: Path, environ: dict[str, str] | None = None, **flags: str) -> Settings:
    given = {PREFIX + name: text for name, text in (environ or {}).items()}
    return load_settings({"data_dir": str(tmp_path), **flags}, given, is_desktop=False)


def refusal(tmp_path: Path, environ: dict[str, str] | None = None, **flags: str) -> AppError:
    with pytest.raises(AppError) as caught:
        load(tmp_path, environ, **flags)
    assert caught.value.code == "bad_settings"
    return caught.value


def test_the_defaults_are_valid_settings(tmp_path: Path) -> None:
    settings = load(tmp_path)
    assert (settings.port, settings.auth, settings.https, settings.retention_days) == (3000, "local", "auto", 365)
    assert settings.public_url == settings.tracking_public_base == "http://localhost:3000"
    assert dict(settings.sources) == {"data_dir": "flag"}


def test_flag_wins_over_environment_over_file_over_default(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("port = 4001\nretention_days = 10\nflush_interval_ms = 7\n")
    settings = load(tmp_path, {"PORT": "4002", "RETENTION_DAYS": "20"}, port="4003")
    assert (settings.port, settings.retention_days, settings.flush_interval_ms) == (4003, 20, 7)
    assert settings.flush_max_events == 100
    assert settings.sources == {
        "data_dir": "flag",
        "port": "flag",
        "retention_days": "environment",
        "flush_interval_ms": "file",
    }


def test_desktop_listens_locally_and_serve_on_all_addresses_with_sign_in(tmp_path: Path) -> None:
    desktop = load_settings({"data_dir": str(tmp_path)}, {}, is_desktop=True)
    assert desktop.host == "localhost"
    assert desktop.is_loopback
    assert desktop.auth == "none"
    assert desktop.geoip_path == (tmp_path / "GeoLite2-City.mmdb",)
    served = load(tmp_path)
    assert served.host == "all"
    assert not served.is_loopback
    assert served.auth == "local"
    assert served.geoip_path == (Path("GeoLite2-City.mmdb"),)


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("v4.mmdb, sub/v6.MMDB", ("v4.mmdb", "sub/v6.MMDB")),
        ("/a/v4.mmdb,/a/v6.mmdb", ("/a/v4.mmdb", "/a/v6.mmdb")),
        ("/a, b/city, new.mmdb", ("/a, b/city, new.mmdb",)),
        ("city", ("city",)),
    ],
)
def test_the_city_database_is_one_file_or_two(tmp_path: Path, text: str, paths: tuple[str, ...]) -> None:
    settings = load(tmp_path, {"GEOIP_PATH": text})
    assert settings.geoip_path == tuple(map(Path, paths))
    assert settings.is_city_database_expected
    assert load(tmp_path, {"GEOIP_PATH": as_text(settings.geoip_path)}).geoip_path == settings.geoip_path
    write_setting(tmp_path, "geoip_path", text)
    assert load(tmp_path).geoip_path == settings.geoip_path


def test_the_default_city_database_may_be_missing_also_when_it_is_named(tmp_path: Path) -> None:
    assert not load_settings({"data_dir": str(tmp_path)}, {}, is_desktop=True).is_city_database_expected
    assert not load(tmp_path).is_city_database_expected
    for named in ("./GeoLite2-City.mmdb", str(tmp_path / "GeoLite2-City.mmdb")):
        assert not load(tmp_path, {"GEOIP_PATH": named}).is_city_database_expected


def test_data_folder_is_the_users_for_the_desktop_and_data_for_serve() -> None:
    assert find_data_dir({}, {}, is_desktop=False) == Path("data")
    assert find_data_dir({}, {}, is_desktop=True).name == "sparklytics-desktop"
    assert find_data_dir({}, {"SPARKLYTICS_DATA_DIR": "/srv/x"}, is_desktop=True) == Path("/srv/x")
    assert find_data_dir({"data_dir": "y"}, {"SPARKLYTICS_DATA_DIR": "/srv/x"}, is_desktop=False) == Path("y")


def test_unknown_variable_stops_the_start_naming_the_nearest(tmp_path: Path) -> None:
    error = refusal(tmp_path, {"RETENTION_DAY": "3"})
    assert error.message == (
        "SPARKLYTICS_RETENTION_DAY is not a setting. The nearest name is SPARKLYTICS_RETENTION_DAYS."
    )
    assert error.field == "SPARKLYTICS_RETENTION_DAY"


def test_variables_of_other_programs_are_ignored(tmp_path: Path) -> None:
    assert load_settings({"data_dir": str(tmp_path)}, {"PORT": "x", "PATH": "y"}, is_desktop=False).port == 3000


def test_unknown_key_of_the_file_stops_the_start_naming_the_nearest(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("prot = 4001\n")
    error = refusal(tmp_path)
    assert "prot in" in error.message
    assert error.message.endswith("The nearest name is port.")


def test_the_data_folder_cannot_be_set_in_its_own_file(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('data_dir = "elsewhere"\n')
    assert refusal(tmp_path).field == "data_dir"
    with pytest.raises(BadRequest):
        write_setting(tmp_path, "data_dir", "elsewhere")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "abc"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "3.5"),
        ("PORT", ""),
        ("PORT", "٣"),
        ("PORT", "9" * 5000),
        ("AUTH", "None of it"),
        ("SESSION_DAYS", "0"),
        ("SESSION_DAYS", "31"),
        ("ARGON2_MEMORY_KB", "0"),
        ("HTTPS", "maybe"),
        ("MODE", "hosted"),
        ("CLICKHOUSE_URL", "http://db:8123/events"),
        ("POSTGRES_URL", "mysql://db/rest"),
        ("RATE_LIMIT_DISABLE", "si"),
        ("DUCKDB_MEMORY", "1"),
        ("DUCKDB_MEMORY", "0GB"),
        ("DUCKDB_MEMORY", "1GB'; SELECT 1"),
        ("DUCKDB_MEMORY", "80%"),
        ("TRUSTED_PROXIES", "10.0.0.0/8, proxy"),
        ("CORS_ORIGINS", "example.com"),
        ("CORS_ORIGINS", "https://example.com/path"),
        ("CORS_ORIGINS", "https://user@example.com"),
        ("CORS_ORIGINS", "https://example.com:port"),
        ("PUBLIC_URL", "analytics.example.com"),
        ("PUBLIC_URL", "ftp://example.com"),
        ("PUBLIC_URL", "https://[::1"),
        ("PUBLIC_URL", "https://example.com?x=1"),
        ("HOST", "two words"),
        ("HOST", ""),
        ("GEOIP_PATH", ""),
        ("GEOIP_PATH", "a.mmdb, b.mmdb, c.mmdb"),
        ("GEOIP_PATH", "a.mmdb,"),
        ("GEOIP_PATH", "~no-such-user-here/x"),
        ("LOG_LEVEL", "chatty"),
        ("JOURNAL_FSYNC", "sometimes"),
        ("VISITOR_SALT", "pepper"),
        ("FLUSH_MAX_EVENTS", "0"),
        ("INGEST_DRAIN_MAX_BATCHES", "0"),
    ],
)
def test_wrong_value_stops_the_start_naming_the_variable(tmp_path: Path, name: str, text: str) -> None:
    error = refusal(tmp_path, {name: text})
    assert error.message.startswith(f"SPARKLYTICS_{name} ")
    assert error.field == name.lower()
    assert len(error.message) < 250


@pytest.mark.parametrize("name", ["PUBLIC_URL", "TRACKING_PUBLIC_BASE"])
def test_a_blank_base_url_is_refused_with_the_message_of_the_contract(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path, {name: "  "}).message == f"SPARKLYTICS_{name} must not be empty"


CLOUD = {"MODE": "cloud", "CLICKHOUSE_URL": "chdb:///srv/events", "POSTGRES_URL": "postgresql://user:tops3cret@db/rest"}


def test_cloud_mode_has_two_databases_whose_addresses_are_not_shown(tmp_path: Path) -> None:
    settings = load(tmp_path, CLOUD)
    assert (settings.mode, settings.clickhouse_url) == ("cloud", "chdb:///srv/events")
    assert "tops3cret" not in repr(settings) + repr(setting_views(settings))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"CLICKHOUSE_URL": ""}, "clickhouse_url"),
        ({"POSTGRES_URL": " "}, "postgres_url"),
        ({"MODE": "selfhosted"}, "clickhouse_url"),
        ({"AUTH": "local"}, "auth"),
        ({"BOOTSTRAP_PASSWORD": "open sesame"}, "bootstrap_password"),
    ],
)
def test_cloud_mode_is_refused_without_what_it_needs_and_with_what_it_does_not_use(
    tmp_path: Path, changes: dict[str, str], field: str
) -> None:
    error = refusal(tmp_path, CLOUD | changes)
    assert (error.field, "tops3cret" in error.message) == (field, False)


def test_a_window_runs_no_server_in_cloud_mode(tmp_path: Path) -> None:
    environ = {f"SPARKLYTICS_{name}": text for name, text in CLOUD.items()}
    with pytest.raises(AppError, match="The window runs no server in cloud mode"):
        load_settings({"data_dir": str(tmp_path)}, environ, is_desktop=True)


def test_every_sign_in_mode_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, {"AUTH": "LOCAL", "BOOTSTRAP_PASSWORD": "  "}).bootstrap_password == ""
    assert load(tmp_path, {"AUTH": "local", "BOOTSTRAP_PASSWORD": " open sesame "}).bootstrap_password == "open sesame"
    assert load(tmp_path, {"AUTH": "password", "PASSWORD": " as it is "}).password == " as it is "


@pytest.mark.parametrize("environ", [{}, {"PASSWORD": ""}, {"PASSWORD": "  "}])
def test_mode_password_requires_a_password(tmp_path: Path, environ: dict[str, str]) -> None:
    error = refusal(tmp_path, {"AUTH": "password"} | environ)
    assert error.field == "password"
    assert "SPARKLYTICS_PASSWORD is required" in error.message


@pytest.mark.parametrize("name", ["PASSWORD", "BOOTSTRAP_PASSWORD"])
def test_a_password_in_another_mode_stops_the_start(tmp_path: Path, name: str) -> None:
    error = refusal(tmp_path, {"AUTH": "none", name: "a secret of mine"})
    assert (PREFIX + name in error.message, "a secret of mine" in error.message) == (True, False)
    assert load(tmp_path, {"AUTH": "none", name: ""}).auth == "none"


@pytest.mark.parametrize("name", ["PASSWORD", "BOOTSTRAP_PASSWORD"])
def test_passwords_are_not_shown_or_written_or_quoted(tmp_path: Path, name: str) -> None:
    settings = load(tmp_path, {"AUTH": "password", "PASSWORD": "p", name: "a secret of mine"})
    assert "a secret of mine" not in repr(settings)
    assert {view.value for view in setting_views(settings) if view.name == name.lower()} == {""}
    with pytest.raises(BadRequest):
        write_setting(tmp_path, name.lower(), "a secret of mine")
    error = refusal(tmp_path, {"AUTH": "password", "PASSWORD": "p", name: "secret" * 200})
    assert (error.field, "tops3cret" in error.message) == (name.lower(), False)


@pytest.mark.parametrize("name", REFUSED)
def test_settings_of_missing_features_stop_the_start(tmp_path: Path, name: str) -> None:
    assert PREFIX + name in refusal(tmp_path, {name: "something secret"}).message
    assert "secret" not in refusal(tmp_path, {name: "something secret"}).message
    assert load(tmp_path, {name: ""}).auth == "local"


def test_settings_without_effect_are_checked_and_listed(tmp_path: Path) -> None:
    name = "SPARKLYTICS_COLLECT_CACHE_MAX_ENTRIES"
    assert refusal(tmp_path, {name.removeprefix(PREFIX): "many"}).message.startswith(f"{name} must be a whole number")
    environ = {name: "100", "SPARKLYTICS_PORT": "1"}
    assert names_without_effect(environ) == (name,)
    assert load(tmp_path, {name.removeprefix(PREFIX): "100"}).port == 3000


def test_the_sender_of_mail_is_one_address(tmp_path: Path) -> None:
    assert load(tmp_path, {"SMTP_FROM": "Shop <shop@example.com>"}).smtp_from == "Shop <shop@example.com>"
    for text in ("shop", "a@example.com, b@example.com", "a@example.com\nBcc: b@example.com", "@example.com"):
        assert "must be an address such as" in refusal(tmp_path, {"SMTP_FROM": text}).message


def test_the_password_of_the_mail_server_is_never_shown(tmp_path: Path) -> None:
    settings = load(tmp_path, {"SMTP_PASSWORD": "top secret"})
    assert settings.smtp_password == "top secret"
    assert "top secret" not in repr(settings)
    assert all(view.value != "top secret" for view in setting_views(settings))


@pytest.mark.parametrize("text", ["true", "TRUE", "1", "yes", "On"])
def test_usual_spellings_of_true_are_read(tmp_path: Path, text: str) -> None:
    settings = load(tmp_path, {"HTTPS": text, "RATE_LIMIT_DISABLE": text})
    assert (settings.https, settings.collect_rate_limit) == ("true", 0)


@pytest.mark.parametrize("text", ["false", "False", "0", "no", "OFF"])
def test_usual_spellings_of_false_are_read(tmp_path: Path, text: str) -> None:
    settings = load(tmp_path, {"HTTPS": text, "RATE_LIMIT_DISABLE": text})
    assert (settings.https, settings.collect_rate_limit) == ("false", 60)


def test_lists_take_commas_and_blanks(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        {
            "CORS_ORIGINS": "https://a.example, http://b.example:8080\thttps://c.example/",
            "TRUSTED_PROXIES": "10.0.0.0/8 192.168.1.7,,fd00::1",
            "ALLOWED_HOSTS": "NAS.local, analytics.example.com",
        },
    )
    assert settings.cors_origins == ("https://a.example", "http://b.example:8080", "https://c.example")
    assert settings.trusted_proxies == tuple(map(ip_network, ("10.0.0.0/8", "192.168.1.7/32", "fd00::1/128")))
    assert settings.allowed_hosts == ("nas.local", "analytics.example.com")


def test_base_urls_are_trimmed_and_the_tracking_url_follows_the_public_one(tmp_path: Path) -> None:
    settings = load(tmp_path, {"PUBLIC_URL": " https://a.example.com/stats// "})
    assert settings.public_url == settings.tracking_public_base == "https://a.example.com/stats"
    settings = load(tmp_path, {"PUBLIC_URL": "https://a.example", "TRACKING_PUBLIC_BASE": "https://t.example/"})
    assert settings.tracking_public_base == "https://t.example"


def test_default_urls_follow_the_port() -> None:
    assert Settings(port=4000).public_url == "http://localhost:4000"
    assert Settings(port=0).with_port(4711).tracking_public_base == "http://localhost:4711"
    chosen = Settings(port=0, public_url="https://a.example").with_port(4711)
    assert (chosen.port, chosen.public_url, chosen.tracking_public_base) == (
        4711,
        "https://a.example",
        "https://a.example",
    )


@pytest.mark.parametrize(
    ("text", "expected"), [("1GB", "1GB"), ("512mb", "512MB"), ("2GiB", "2GiB"), ("2 gib", "2GiB"), ("1.5GB", "1.5GB")]
)
def test_memory_sizes_are_read_with_units(tmp_path: Path, text: str, expected: str) -> None:
    assert load(tmp_path, {"DUCKDB_MEMORY": text}).duckdb_memory == expected


@pytest.mark.parametrize(
    ("text", "is_loopback"), [("127.0.0.1", True), ("[::1]", True), ("0.0.0.0", False), ("nas", False)]
)
def test_loopback_hosts_are_recognized(tmp_path: Path, text: str, is_loopback: bool) -> None:
    assert load(tmp_path, {"HOST": text}).is_loopback is is_loopback


def test_the_file_accepts_toml_types(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(
        'port = 4001\nrate_limit_disable = true\ncors_origins = ["https://a.example"]\nretention_days = "30"\n'
    )
    settings = load(tmp_path)
    assert (settings.port, settings.rate_limit_disable, settings.retention_days) == (4001, True, 30)
    assert settings.cors_origins == ("https://a.example",)


@pytest.mark.parametrize("text", ["port = 3.5", "port = true", "port = [1, 2]", "port = {}", "port = 2020-01-01"])
def test_wrong_type_in_the_file_stops_the_start(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text)
    error = refusal(tmp_path)
    assert error.field == "port"
    assert FILE_NAME in error.message


@pytest.mark.parametrize("content", [b"port =", b"\xff\xfe"])
def test_a_broken_file_stops_the_start_with_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert "is not valid TOML" in refusal(tmp_path).message


def test_a_written_setting_is_read_back_and_others_are_kept(tmp_path: Path) -> None:
    write_setting(tmp_path, "port", "4001")
    write_setting(tmp_path, "cors_origins", "https://a.example, https://b.example")
    write_setting(tmp_path, "rate_limit_disable", "yes")
    settings = load(tmp_path)
    assert (settings.port, settings.cors_origins) == (4001, ("https://a.example", "https://b.example"))
    assert settings.rate_limit_disable
    assert tomllib.loads((tmp_path / FILE_NAME).read_text())["port"] == 4001
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_a_blank_text_restores_the_default(tmp_path: Path) -> None:
    write_setting(tmp_path, "public_url", "https://a.example")
    write_setting(tmp_path, "public_url", "")
    assert load(tmp_path).public_url == "http://localhost:3000"


@pytest.mark.parametrize(("name", "text"), [("port", "many"), ("auth", "cloud"), ("no_such", "1"), ("sources", "x")])
def test_wrong_setting_is_not_written(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(BadRequest) as caught:
        write_setting(tmp_path, name, text)
    assert caught.value.field == name
    assert not (tmp_path / FILE_NAME).exists()


def test_views_name_the_source_of_each_value(tmp_path: Path) -> None:
    write_setting(tmp_path, "retention_days", "30")
    shown = {view.name: view for view in setting_views(load(tmp_path, {"PORT": "4002"}))}
    assert (shown["port"].value, shown["port"].source) == ("4002", "environment")
    assert (shown["retention_days"].value, shown["retention_days"].source) == ("30", "file")
    assert (shown["flush_max_events"].source, shown["flush_max_events"].help != "") == ("default", True)
    assert set(shown) == set(ROWS)


def test_every_default_passes_its_own_reader() -> None:
    defaults = Settings()
    for name, row in ROWS.items():
        value = getattr(defaults, name)
        assert row.metadata["read"](as_text(value)) == value, name


@given(st.sampled_from(sorted(ROWS)), st.text())
def test_any_text_is_either_read_or_refused(name: str, text: str) -> None:
    read = ROWS[name].metadata["read"]
    with contextlib.suppress(ValueError):
        value: Any = read(text)
        assert read(as_text(value)) == value


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert markdown() in page, "run `python -m app.config` and put its table into docs/settings.md"
    for name in (*WITHOUT_EFFECT, *REFUSED):
        assert f"`{PREFIX}{name}`" in page, name


def test_every_variable_of_the_table_is_read(tmp_path: Path) -> None:
    defaults = Settings()
    for name in ROWS:
        if name != "data_dir":
            settings = load_settings(
                {"data_dir": str(tmp_path)}, {env_name(name): as_text(getattr(defaults, name))}, is_desktop=False
            )
            assert settings.sources[name] == "environment"


def test_a_wrong_value_in_the_file_is_told_apart_from_one_that_only_the_environment_can_mend(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("port = 99999")
    with pytest.raises(WrongSetting) as in_file:
        load(tmp_path)
    assert (in_file.value.field, in_file.value.is_in_file) == ("port", True)
    write_setting(tmp_path, "port", "")
    with pytest.raises(WrongSetting) as outside:
        load(tmp_path, {"PORT": "99999"})
    assert (outside.value.field, outside.value.is_in_file) == ("port", False)


@pytest.mark.parametrize(
    ("text", "name"), [("auth = 'password'", "auth"), ("tls_cert = 'a.pem'", "tls_cert"), ("prot = 3000", "prot")]
)
def test_an_entry_of_the_file_that_stops_the_start_can_be_removed(tmp_path: Path, text: str, name: str) -> None:
    (tmp_path / "settings.toml").write_text(text)
    with pytest.raises(WrongSetting) as caught:
        load(tmp_path)
    assert (caught.value.field, caught.value.is_in_file) == (name, True)
    assert "SPARKLYTICS_" not in caught.value.message
    write_setting(tmp_path, name, "")
    load(tmp_path)
