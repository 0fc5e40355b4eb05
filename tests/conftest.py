"""Settings shared by all tests: no screen, no files in the user's own folders, no unexpected warnings."""

import gc
import logging
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from app.ui.process.garbage import collect_due
from tests.examples import TIMES

ROOT = Path(__file__).resolve().parent.parent

# Files of tests that take seconds each, the longest first, those that wait for other programs among those that count.
# They may be few: by their number alone they would come last.
LONG = (
    *("tests/e2e/test_share_page.py", "tests/server/test_fuzz.py", "tests/e2e/test_first_hour.py"),
    *("tests/server/test_exports.py", "tests/server/test_disk_troubles.py", "tests/e2e/test_kill.py"),
    *("tests/server/test_lifecycle.py", "tests/oracle/test_sessions.py", "tests/oracle/test_reports.py"),
    *(f"tests/e2e/test_{name}.py" for name in ("window_start", "open_access", "accounts", "remote_server", "wheel")),
    *("tests/ui/test_every_page.py", "tests/server/test_sample.py", "tests/oracle/test_facts.py"),
    *(f"tests/e2e/test_{name}.py" for name in ("slow_clients", "display")),
    *(f"tests/oracle/test_{name}.py" for name in ("journeys", "attribution", "conversions", "retention", "visits")),
    *("tests/benchmarks/test_history.py", "tests/ui/test_windows.py", "tests/ui/test_annotations_page.py"),
    *("tests/storage/test_cache.py", "tests/storage/test_handover.py", "tests/server/test_fair_readers.py"),
)

COLLECTOR_THRESHOLDS = (50_000, 5, 5)

# No thread may begin a collection by itself: tests of the window run those of clients and servers, where objects of Qt
# must not be destroyed (app/ui/process/garbage.py). And what collecting the tests makes stays: looking through it again
# and again would take a third of that time.
gc.disable()

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything loads Qt

settings.register_profile("dev", deadline=None, max_examples=40 * TIMES)
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files of long tests, then with those of most tests: so all workers end at about the same time."""
    tests = Counter(item.path for item in items)
    places = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: (places.get(item.nodeid.partition("::")[0], len(LONG)), -tests[item.path]))


def pytest_collection_finish() -> None:
    """Keep what collecting has made out of every later garbage collection."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _garbage_is_collected_here() -> Iterator[None]:
    """Collect between tests, on the main thread, what has become due."""
    yield
    assert not gc.isenabled(), "the tests that follow would collect on any thread"
    collect_due(COLLECTOR_THRESHOLDS)


@pytest.fixture(scope="session", autouse=True)
def _private_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the developer's settings out of the tests, and the tests out of the developer's folders."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("SPARKLYTICS_")]:
            patch.delenv(name)
        for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(tmp_path_factory.mktemp(kind.lower())))
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        yield


@pytest.fixture(autouse=True)
def _logs_are_quiet(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail on records of WARNING or above, unless @pytest.mark.expects_log(pattern) announces them; then require them.

    A test that reads such records itself ends with caplog.clear().
    """
    yield
    records = [record for when in ("setup", "call", "teardown") for record in caplog.get_records(when)]
    texts = [f"{r.levelname} {r.name}: {r.getMessage()}" for r in records if r.levelno >= logging.WARNING]
    for marker in request.node.iter_markers("expects_log"):
        pattern = marker.args[0]
        expected = [text for text in texts if re.search(pattern, text)]
        assert expected, f"no log record matched {pattern!r}"
        texts = [text for text in texts if text not in expected]
    assert not texts, "unexpected log records:\n" + "\n".join(texts)


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Path of the Chromium or Chrome that tests drive, the one of `make test`."""
    result = subprocess.run([ROOT / "scripts" / "setup.sh", "browser"], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()
