"""Every call of the client is made by the window or the report, or its report is asked in a batch."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from app.api.client import ApiClient

APP = Path(__file__).resolve().parents[2] / "app"


def calls() -> set[str]:
    """Return the names of the client's public methods."""
    methods = inspect.getmembers(ApiClient, lambda member: inspect.isfunction(member))
    return {name for name, _ in methods if not name.startswith("_")}


def path_of(name: str) -> str:
    """Return the last part of the address that a call asks, which is the name of its report in a batch."""
    source = inspect.getsource(getattr(ApiClient, name))
    return next(iter(re.findall(r'of_website\(website_id, "/([a-z/-]+)"\)', source)), "")


def test_every_call_of_the_client_is_made_by_a_page_or_the_report() -> None:
    texts = [path.read_text(encoding="utf-8") for room in ("ui", "report") for path in (APP / room).rglob("*.py")]
    texts.append((APP / "report_command.py").read_text(encoding="utf-8"))
    whole = "\n".join(texts)
    unused = {name for name in calls() if not re.search(rf"\.{name}\b", whole) and f'"{path_of(name)}"' not in whole}
    assert unused == set()
