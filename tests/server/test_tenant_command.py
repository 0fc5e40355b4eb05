"""`sparklytics tenant` says in a sentence what it needs, where there are no tenants or no packages for them."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from app.commands.run import tenant
from app.domain.errors import WrongSetting
from app.server.stores import opening
from tests.server.conftest import settings_for


def test_a_self_hosted_server_has_no_tenants(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="^Tenants exist in cloud mode only: set SPARKLYTICS_MODE=cloud.$"):
        tenant(settings_for(tmp_path), Namespace(action="list"))


def test_missing_packages_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PACKAGES", ("no_such_package",))
    with pytest.raises(WrongSetting, match="^Cloud mode needs further packages: pip install"):
        tenant(settings_for(tmp_path, mode="cloud"), Namespace(action="list"))
