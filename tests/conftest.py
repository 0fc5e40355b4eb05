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

# Files of a few tests that take many seconds each.
LONG = {
    *(f"tests/e2e/test_{name}.py" for name in ("kill", "first_hour", "window_start", "remote_server", "open_access")),
    *(f"tests/oracle/test_{name}.py" for name in ("sessions", "reports", "attribution", "conversions")),
    *("tests/server/test_fuzz.py", "tests/server/test_disk_troubles.py", "tests/storage/test_cache.py"),
}

COLLECTOR_THRESHOLDS = (50_000, 5, 5)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything loads Qt

settings.register_profile("dev", deadline=None, max_examples=40 * TIMES)
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files of long tests, then with those of most tests: so two workers end at about the same time."""
    tests = Counter(item.path for item in items)
    items.sort(key=lambda item: (item.nodeid.partition("::")[0] not in LONG, -tests[item.path]))


def pytest_collection_finish() -> None:
    """Keep what collecting has made out of every later garbage collection, and let no thread begin one by itself.

    Tests of the window run threads of clients and servers, where objects of Qt must not be destroyed: see
    app/ui/process/garbage.py.
    """
    gc.collect()
    gc.freeze()
    gc.disable()


@pytest.fixture(autouse=True)
def _garbage_is_collected_here() -> Iterator[None]:
    """Collect between tests, on the main thread, what has become due."""
    yield
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
