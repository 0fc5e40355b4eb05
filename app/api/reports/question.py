"""One report of a batch: it is named by the client's method that asks for that report alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

Call = Callable[..., Any]  # Any: a method of the client, as read from its class
_C = TypeVar("_C", bound=Call)

# Name and type of the reply, by method. Any: a type, or a generic one with its parameters.
REPORTS_OF: dict[Call, tuple[str, Any]] = {}


@dataclass(frozen=True, slots=True)
class Question:
    """One report of a batch. call: method of `ApiClient` marked by `in_batch`; params: its own, as they are sent."""

    call: Call
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def report(self) -> str:
        """Name of the report, such as `heatmap`."""
        return REPORTS_OF[self.call][0]

    @property
    def reply(self) -> Any:
        """Type of its whole reply."""
        return REPORTS_OF[self.call][1]


def in_batch(report: str, reply: Any) -> Callable[[_C], _C]:
    """Mark a method of the client as one whose report may be part of a batch.

    report: its name there; reply: type of its whole reply.
    """

    def mark(call: _C) -> _C:
        REPORTS_OF[call] = report, reply
        return call

    return mark
