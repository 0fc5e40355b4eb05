"""Overview requests one after the other, as from a window that someone clicks through.

`python -m benchmarks.dashboard PORT SECONDS` prints the milliseconds of each answer as JSON.
"""

from __future__ import annotations

import http.client
import json
import sys
import time
from datetime import timedelta
from urllib.parse import urlencode

from benchmarks.history import LAST_DAY, SITES, ZONE
from benchmarks.queries import TEN, WINDOW_DAYS


def overview_path(number: int = 0, **more: str) -> str:
    """Return the path of the overview that benchmarks/queries.py measures. number: another date range for each.

    Range 0 ends on the last day of the history. The first 900 differ, so the server has none of them in its cache.
    """
    longer, earlier = divmod(number, 30)
    last = LAST_DAY - timedelta(days=earlier)
    first = last - timedelta(days=WINDOW_DAYS - 1 + longer)
    params = {"start_date": first.isoformat(), "end_date": last.isoformat(), "timezone": ZONE, "metrics": TEN}
    return f"/api/websites/{SITES[0].id}/overview?{urlencode(params | {'granularity': 'day'} | more)}"


def ask(port: int, seconds: float, *, times: int = sys.maxsize, **more: str) -> list[float]:
    """Send requests one after the other for `seconds`, at most `times`, and return the milliseconds of each.

    Raises RuntimeError when one is refused.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    end_s = time.perf_counter() + seconds
    times_ms: list[float] = []
    while time.perf_counter() < end_s and len(times_ms) < times:
        begun_s = time.perf_counter()
        connection.request("GET", overview_path(len(times_ms), **more))
        response = connection.getresponse()
        content = response.read()
        if response.status != http.client.OK:
            raise RuntimeError(f"The overview was answered with {response.status}: {content[:300]!r}")
        times_ms.append((time.perf_counter() - begun_s) * 1000)
    connection.close()
    return times_ms


if __name__ == "__main__":
    print(json.dumps(ask(int(sys.argv[1]), float(sys.argv[2]))))
