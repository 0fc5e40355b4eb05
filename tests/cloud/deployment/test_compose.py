"""The compose files are of the form of their specification, and their settings are those of the program."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

import app
from app.config_loader import load_settings
from app.storage.clickhouse.address import parse_address
from app.storage.postgres.database import check_url

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "packaging" / "cloud"
PASSWORD = "f3" * 24  # of the form that the manual makes


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The content of the file, with passwords as the only variables that are set."""
    text = (FOLDER / "compose.yaml").read_text(encoding="utf-8")
    text = re.sub(r"\$\{\w+PASSWORD:\?[^}]*\}", PASSWORD, text)
    content: dict[str, Any] = yaml.safe_load(re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", text))
    assert "$" not in json.dumps(content)
    return content


def test_the_file_is_of_the_form_of_the_compose_specification(compose: dict[str, Any]) -> None:
    schema = json.loads(Path(__file__).with_name("compose-spec.json").read_text(encoding="utf-8"))
    jsonschema_rs.validator_for(schema).validate(compose)


def test_the_file_for_a_nas_is_of_that_form_and_names_the_image_of_this_version() -> None:
    content = yaml.safe_load((ROOT / "packaging" / "compose.yaml").read_text(encoding="utf-8"))
    schema = json.loads(Path(__file__).with_name("compose-spec.json").read_text(encoding="utf-8"))
    jsonschema_rs.validator_for(schema).validate(content)
    (service,) = content["services"].values()
    assert service["image"] == f"sparklytics:{app.__version__}"
    assert load_settings({}, service["environment"], is_desktop=False).public_url == "http://nas:3000"


def test_the_program_takes_the_settings_of_its_services(compose: dict[str, Any]) -> None:
    one, other = (compose["services"][name]["environment"] for name in ("server-1", "server-2"))
    assert one == other
    settings = load_settings({}, one, is_desktop=False)
    address = parse_address(settings.clickhouse_url)
    assert (address.host, address.user, address.password) == ("clickhouse", "sparklytics", PASSWORD)
    check_url(settings.postgres_url)


def test_services_start_again_have_volumes_of_their_own_and_name_files_that_exist(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert {service["restart"] for service in services.values()} == {"unless-stopped"}
    volumes = [line.split(":") for service in services.values() for line in service.get("volumes", [])]
    named = [source for source, *_ in volumes if not source.startswith(".")]
    assert sorted(named) == sorted(compose["volumes"])
    assert all((FOLDER / source).is_file() for source, *_ in volumes if source.startswith("."))
    build = services["server-1"]["build"]
    context = FOLDER / build["context"]
    assert (context / build["dockerfile"]).is_file()
    assert (context / build["args"]["LOCK"]).is_file()
    ports = {name: str(port) for name, service in services.items() for port in service.get("ports", ())}
    assert {name for name, port in ports.items() if not port.startswith("127.0.0.1:")} == {"proxy"}
