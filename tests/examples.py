"""Number of examples of the property tests: enough for every run here, more of them on request.

`make test ARGS="tests/oracle" EXAMPLES=5` tries five times as many.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("EXAMPLES", "1"))


def examples(number: int, *, suppress_health_check: tuple[HealthCheck, ...] = ()) -> settings:
    """Return the settings of a property test that tries `number` examples in every run."""
    return settings(max_examples=number * TIMES, suppress_health_check=suppress_health_check)
