"""Random requests from the API description, and the checks of their replies.

A module of its own, because it loads schemathesis: every process of the tests would load it while it collects them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.errors import InvalidSchema
from schemathesis.core.transport import Response
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.examples import TIMES

CASES = 250 * TIMES  # in all, however many operations there are
FEWEST = 2  # of a kind, for one operation
LIMIT_S = 10.0
STREAM = "text/event-stream"
DAY = {"start_date", "end_date", "timezone", "compare_start_date", "compare_end_date", "date"}
CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]


@dataclass(slots=True)
class Known:
    """A server, its replies so far, and the ids of its items by the path of their list."""

    url: str
    http: requests.Session
    ids: dict[str, str] = field(default_factory=dict)
    answers: Counter[int] = field(default_factory=Counter)  # by status

    def learn(self, path: str, response: Response) -> None:
        """Remember the id of the thing just added."""
        if response.status_code != 201:
            return
        data = response.json().get("data")
        if isinstance(data, dict) and isinstance(data.get("id"), str):
            self.ids[path] = data["id"]

    def parameters(self, path: str) -> dict[str, str]:
        """Return the known ids of existing items for the parameters of a path."""
        values: dict[str, str] = {}
        parts = path.split("/")
        for place, part in enumerate(parts):
            above = "/".join(parts[:place])
            if part.startswith("{") and above in self.ids:
                values[part.strip("{}")] = self.ids[above]
        return values


def operations(known: Known) -> list[Any]:  # Any: schemathesis' operations, whose type is not public
    """Return the operations in order: those that add things first, those that delete them last."""
    document = known.http.get(f"{known.url}/api/openapi.json", timeout=LIMIT_S).json()
    usable = []
    for result in schemathesis.openapi.from_dict(document).get_all_operations():
        assert not isinstance(result, InvalidSchema), result
        usable.append(result.ok())
    order = {"post": 0, "put": 1, "get": 2, "delete": 3}
    return sorted(usable, key=lambda item: (order[item.method], item.path.count("/") if item.method == "post" else 0))


def is_stream(operation: Any) -> bool:
    replies = operation.definition.raw["responses"].values()
    return any(STREAM in reply.get("content", {}) for reply in replies)


def steer(case: Any, known: Known, turn: int) -> None:
    """Use existing ids two times of three and leave out dates every other time; else nearly all is refused."""
    if turn % 3:
        case.path_parameters = (case.path_parameters or {}) | known.parameters(case.operation.path)
    if turn % 2:
        case.query = {name: value for name, value in (case.query or {}).items() if name not in DAY}


def try_out(case: Any, known: Known, http: requests.Session) -> None:
    response = case.call(base_url=known.url, session=http, timeout=LIMIT_S)
    if response.status_code >= 500:
        assert response.json()["error"]["code"] == "ingest_overloaded", case.as_curl_command()
    case.validate_response(response, checks=CHECKS)
    known.answers[response.status_code] += 1
    known.learn(case.operation.path, response)


def try_all(known: Known) -> int:
    """Try every operation that answers at once, some with the owner's key and without it; return their number."""
    tried = [operation for operation in operations(known) if not is_stream(operation)]
    most = CASES // len(tried)
    session = requests.Session()
    for operation in tried:
        takes_something = bool(operation.query or operation.body)
        kinds = {GenerationMode.POSITIVE: most} | ({GenerationMode.NEGATIVE: most // 2} if takes_something else {})
        for mode, examples in kinds.items():
            turns = iter(range(10_000))

            @settings(
                max_examples=max(FEWEST, examples),
                derandomize=True,
                database=None,
                deadline=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(case=operation.as_strategy(generation_mode=mode))
            def attack(case: Any) -> None:
                turn = next(turns)  # noqa: B023  called in this round of the loop only
                steer(case, known, turn)
                try_out(case, known, known.http)
                if turn == 0:
                    try_out(case, known, session)

            attack()
    session.close()
    return len(tried)
