"""Loading of settings: flags win over the environment, the environment over the settings file, that over defaults.

Also writes single settings to the file.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import platformdirs
import tomli_w

from app.config import (
    FILE_NAME,
    GEOIP_NAME,
    OF_COMMANDS,
    PREFIX,
    REFUSED,
    ROWS,
    WITHOUT_EFFECT,
    Settings,
    as_text,
    env_name,
)
from app.domain.errors import AppError, BadRequest, WrongSetting
from app.domain.server_control import SettingSource
from app.durable_files import replace_durably


def load_settings(flags: Mapping[str, str], environ: Mapping[str, str], *, is_desktop: bool) -> Settings:
    """Read and check every setting.

    flags: texts by setting name, from the command line. is_desktop: use the defaults of the desktop, with data in the
    user's folder, listening on this computer only, without sign-in.
    Raises AppError `bad_settings`; its `field` is the name of the setting, or the unknown name.
    """
    _check_names(environ)
    outside = {name: entry for name in ROWS if (entry := _outside(name, flags, environ)) is not None}
    values: dict[str, Any] = _defaults(find_data_dir(flags, environ, is_desktop=is_desktop), is_desktop)
    values |= {name: _value(name, where, text) for name, (_, where, text) in outside.items()}
    sources: dict[str, SettingSource] = {name: source for name, (source, _, _) in outside.items()}
    for name, text in _from_file(values["data_dir"]).items():
        value = _value(name, f"{name} in {values['data_dir'] / FILE_NAME}", text, is_in_file=True)
        if name not in outside:
            values[name], sources[name] = value, "file"
    settings = Settings(**values, sources=sources)
    _check_mode(settings, is_desktop=is_desktop)
    _check_sign_in(settings)
    _check_tls(settings)
    return settings


def find_data_dir(flags: Mapping[str, str], environ: Mapping[str, str], *, is_desktop: bool) -> Path:
    """Return the data folder without checking other settings, which may be wrong."""
    if (outside := _outside("data_dir", flags, environ)) is not None:
        return Path(str(_value("data_dir", *outside[1:])))
    return platformdirs.user_data_path("sparklytics-desktop", appauthor=False) if is_desktop else Path("data")


def _defaults(data_dir: Path, is_desktop: bool) -> dict[str, Any]:
    """Return the defaults that differ between the desktop and `serve`."""
    if is_desktop:
        return {"data_dir": data_dir, "host": "localhost", "geoip_path": (data_dir / GEOIP_NAME,)}
    return {"data_dir": data_dir, "host": "all", "auth": "local", "geoip_path": (Path(GEOIP_NAME),)}


def write_setting(data_dir: Path, name: str, text: str) -> None:
    """Write one setting to the settings file, which only its owner can read. Blank restores the default, and removes
    what is no setting.

    Raises BadRequest when the setting is not allowed in the file or the value is wrong.
    """
    path = data_dir / FILE_NAME
    content = _parsed(path)
    is_allowed = name in ROWS and not ROWS[name].metadata["only_outside"]
    if not is_allowed and (text.strip() or name not in content):
        raise BadRequest(f"{name} cannot be changed here.", field=name)
    content.pop(name, None)
    if text.strip():
        try:
            content[name] = _as_toml(ROWS[name].metadata["read"](text))
        except ValueError as error:
            raise BadRequest(f"{name} {error}", field=name) from error
    try:
        replace_durably(path, tomli_w.dumps(content).encode())
    except OSError as error:
        raise AppError("storage_unavailable", f"{path} cannot be written: {error.strerror}.") from error


def _check_names(environ: Mapping[str, str]) -> None:
    """Refuse environment variables that are unknown, ill-typed or not supported by this version."""
    known = [env_name(name) for name in ROWS] + [PREFIX + name for name in (*WITHOUT_EFFECT, *REFUSED, *OF_COMMANDS)]
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


def _check_mode(settings: Settings, *, is_desktop: bool) -> None:
    """Refuse cloud mode in a window or without its databases, and what has no effect in either mode."""
    is_cloud = settings.mode == "cloud"
    if is_cloud and is_desktop:
        sentence = (
            "The window runs no server in cloud mode. Start one with `sparklytics serve` and open the window on it with"
            " `sparklytics --connect URL`."
        )
        raise WrongSetting(sentence, field="mode", is_in_file=settings.sources.get("mode") == "file")
    for name in ("clickhouse_url", "postgres_url"):
        if is_cloud and not getattr(settings, name):
            raise WrongSetting(f"{env_name(name)} is required with SPARKLYTICS_MODE=cloud.", field=name)
        if getattr(settings, name) and not is_cloud:
            sentence = f"Remove {env_name(name)} or set SPARKLYTICS_MODE=cloud: the mode 'selfhosted' does not use it."
            raise WrongSetting(sentence, field=name)
    for name in ("auth", "password", "bootstrap_password"):
        if is_cloud and name in settings.sources:
            where = name if settings.sources[name] == "file" else env_name(name)
            sentence = f"Remove {where}: in cloud mode everyone signs in with an e-mail address and a password."
            raise WrongSetting(sentence, field=name, is_in_file=settings.sources[name] == "file")


def _check_sign_in(settings: Settings) -> None:
    """Refuse a mode without its password, and a password without its mode."""
    if settings.auth == "password" and not settings.password:
        if settings.sources.get("auth") == "file":
            where = settings.data_dir / FILE_NAME
            sentence = f"auth in {where} is 'password', but no password is set in the environment."
            raise WrongSetting(sentence, field="auth", is_in_file=True)
        sentence = "SPARKLYTICS_PASSWORD is required with SPARKLYTICS_AUTH=password, and must not be empty."
        raise WrongSetting(sentence, field="password")
    if settings.auth != "none":
        return
    for name in ("password", "bootstrap_password"):
        if getattr(settings, name):
            sentence = f"Remove {env_name(name)} or change SPARKLYTICS_AUTH: the mode 'none' uses no password."
            raise WrongSetting(sentence, field=name)


def _check_tls(settings: Settings) -> None:
    """Refuse a certificate without its key, or a key without its certificate."""
    for name, other in (("tls_cert", "tls_key"), ("tls_key", "tls_cert")):
        if getattr(settings, name) is None and getattr(settings, other) is not None:
            if settings.sources.get(other) == "file":
                sentence = f"{other} is set without {name}: HTTPS needs a certificate and its key."
                raise WrongSetting(sentence, field=other, is_in_file=True)
            sentence = f"{env_name(name)} is missing: HTTPS needs a certificate and its key."
            raise WrongSetting(sentence, field=name)


def _unknown(name: str, known: Iterable[str], file: Path | None = None) -> WrongSetting:
    # Compared without the common prefix, which would make any two names similar.
    by_rest = {other.removeprefix(PREFIX): other for other in known}
    nearest = difflib.get_close_matches(name.removeprefix(PREFIX), by_rest, 1, cutoff=0)[0]
    where = "" if file is None else f" in {file}"
    sentence = f"{name}{where} is not a setting. The nearest name is {by_rest[nearest]}."
    return WrongSetting(sentence, field=name, is_in_file=file is not None)


def _outside(name: str, flags: Mapping[str, str], environ: Mapping[str, str]) -> tuple[SettingSource, str, str] | None:
    """Return (source, name for error messages, text) of a setting given by a flag or the environment."""
    if name in flags:
        return "flag", "--" + name.replace("_", "-"), flags[name]
    if (variable := env_name(name)) in environ:
        return "environment", variable, environ[variable]
    return None


def _value(name: str, where: str, text: str, *, is_in_file: bool = False) -> object:
    return _read(ROWS[name].metadata["read"], name, where, text, is_in_file=is_in_file)


def _read(reader: Callable[[str], object], name: str, where: str, text: str, *, is_in_file: bool = False) -> object:
    try:
        return reader(text)
    except ValueError as error:
        raise WrongSetting(f"{where} {error}", field=name, is_in_file=is_in_file) from error


def _from_file(data_dir: Path) -> dict[str, str]:
    path = data_dir / FILE_NAME
    known = [name for name, row in ROWS.items() if not row.metadata["only_outside"]]
    texts = {}
    for name, value in _parsed(path).items():
        if name not in known:
            raise _unknown(name, known, path)
        texts[name] = ",".join(map(str, value)) if isinstance(value, list) else as_text(value)
    return texts


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AppError("bad_settings", f"{path} is not valid TOML: {error}.", field=FILE_NAME) from error
    except OSError as error:
        raise AppError("bad_settings", f"{path} cannot be read: {error.strerror}.", field=FILE_NAME) from error


def _as_toml(value: object) -> object:
    if isinstance(value, bool | int):
        return value
    return [str(item) for item in value] if isinstance(value, tuple) else str(value)
