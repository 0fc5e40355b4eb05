"""Layers: allowed imports, and a server that never loads Qt."""

import ast
import functools
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parents[2] / "app"
QT = ("PySide6", "shiboken6", "pyqtgraph")
CLOUD = ("clickhouse_connect", "chdb", "psycopg", "psycopg_pool")  # loaded in cloud mode alone

# The "may import" side of the layers, as prefixes. Every layer may also use the standard library, msgspec (it makes
# values) and the version. What must never be reached, not even through others, is in pyproject.toml: importlinter.
EVERYBODY = {"msgspec", "app.__version__", *sys.stdlib_module_names}
MAY_IMPORT: dict[str, set[str]] = {
    "domain": set(),
    "api": {"app.domain", "aiohttp"},
    "report": {"app.domain", "app.api", "app.durable_files", "app.resources"},
    "storage": {
        "app.domain",
        "app.durable_files",
        "app.loop",
        "duckdb",
        "nanoarrow",
        "clickhouse_connect",
        "psycopg",
        "psycopg_pool",
    },
    "server": {
        "app",
        "aiohttp",
        "multidict",  # this and yarl: how aiohttp has a query
        "yarl",
        "aiosmtplib",
        "argon2",
        "jwt",
        "maxminddb",
        "publicsuffixlist",
        "pyotp",
        "woothee",
    },
    "ui": {
        "app.domain",
        "app.api",
        "app.durable_files",
        "app.report",
        "app.loop",
        "app.resources",
        *QT,
        "babel",
        "keyring",
        "numpy",
        "rapidfuzz",
        "segno",
    },
}


@functools.cache
def imports_of(package: str) -> tuple[tuple[str, str], ...]:
    """Every absolute import below app/<package>, as (file:line, dotted name)."""
    return tuple(_imports_of(package))


def _imports_of(package: str) -> Iterator[tuple[str, str]]:
    for path in sorted((APP / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            else:
                continue
            yield from ((f"{path.relative_to(APP.parent)}:{node.lineno}", name) for name in names)


def is_below(name: str, prefixes: set[str]) -> bool:
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_layer_imports_only_what_its_row_allows(package: str) -> None:
    allowed = EVERYBODY | MAY_IMPORT[package] | {f"app.{package}"}
    assert [f"{where} {name}" for where, name in imports_of(package) if not is_below(name, allowed)] == []


def test_the_api_layer_is_a_client_and_serves_nothing() -> None:
    assert [f"{where} {name}" for where, name in imports_of("api") if is_below(name, {"aiohttp.web"})] == []


def loaded_modules(*arguments: str) -> set[str]:
    """Run a fresh interpreter with `arguments` and return the top-level names of the modules it imported."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments], cwd=APP.parent, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-300:]
    return {line.rpartition("|")[2].strip().split(".")[0] for line in run.stderr.splitlines() if "|" in line}


@pytest.mark.parametrize("arguments", [("-c", "import app.config, app.commands.report"), ("-m", "app", "--version")])
def test_without_a_window_no_qt_module_is_loaded(arguments: tuple[str, ...]) -> None:
    loaded = loaded_modules(*arguments)
    assert "app" in loaded
    assert loaded.isdisjoint(QT)


SERVING = """
import os
before = dict(os.environ)
from app.serve_imports import import_server
import_server()
import ssl
assert dict(os.environ) == before
assert ssl.create_default_context().cert_store_stats()["x509_ca"] == int(os.environ["AUTHORITIES"])
"""


def test_serving_loads_no_library_of_sign_in_or_cloud_mode_and_leaves_the_authorities_as_they_were(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AUTHORITIES", str(ssl.create_default_context().cert_store_stats()["x509_ca"]))
    loaded = loaded_modules("-c", SERVING)
    assert {"aiohttp", "duckdb"} <= loaded
    assert loaded.isdisjoint({"jwt", "cryptography", *CLOUD})


def rooms_of(layer: str) -> dict[str, set[str]]:
    """The rooms of a layer (its folders and modules), each with the rooms it imports."""
    rooms = {path.stem for path in (APP / layer).iterdir() if path.name not in ("__init__.py", "__pycache__")}
    imported: dict[str, set[str]] = {room: set() for room in rooms}
    for place, name in imports_of(layer):
        room = place.split(":")[0].removeprefix(f"app/{layer}/").split("/")[0].removesuffix(".py")
        parts = name.split(".")
        if room in rooms and parts[:2] == ["app", layer] and len(parts) > 2 and parts[2] in rooms - {room}:
            imported[room].add(parts[2])
    return imported


@pytest.mark.parametrize("layer", ["domain", "api", "report", "storage", "server", "ui"])
def test_rooms_of_a_layer_import_each_other_in_no_circle(layer: str) -> None:
    rooms = rooms_of(layer)
    while free := {room for room, imported in rooms.items() if not imported}:
        rooms = {room: imported - free for room, imported in rooms.items() if room not in free}
    assert rooms == {}
