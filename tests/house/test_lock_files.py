"""Lock files: they pin the packages of pyproject.toml, and agree with each other."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = {
    "requirements-server.lock": [],
    "requirements-server-cloud.lock": ["cloud"],
    "requirements-desktop.lock": ["desktop"],
    "requirements-packages.lock": ["desktop", "packages"],
    "requirements.lock": ["desktop", "test"],
    "requirements-cloud.lock": ["desktop", "test", "cloud", "test-cloud"],
}


def pins(lock: str) -> set[tuple[str, str]]:
    """(name, version) of every package of a lock file; a package may have one version per Python version."""
    return set(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize(("lock", "extras"), EXTRAS.items())
def test_every_declared_package_is_pinned_at_a_version_that_fits(lock: str, extras: list[str]) -> None:
    declared = PROJECT["dependencies"] + [line for extra in extras for line in PROJECT["optional-dependencies"][extra]]
    pinned = pins(lock)
    for requirement in map(Requirement, declared):
        versions = [version for name, version in pinned if name == canonicalize_name(requirement.name)]
        assert versions, f"{requirement} is not in {lock}: run make lock"
        assert all(requirement.specifier.contains(version) for version in versions), f"{requirement}: run make lock"


def test_the_smaller_locks_are_parts_of_the_whole() -> None:
    sizes = [pins(f"requirements{part}.lock") for part in ("-server", "-desktop", "", "-cloud")]
    assert all(smaller < larger for smaller, larger in pairwise(sizes))
    assert pins("requirements-server.lock") < pins("requirements-server-cloud.lock") < sizes[-1]
    assert pins("requirements-desktop.lock") < pins("requirements-packages.lock")


@pytest.mark.parametrize("lock", EXTRAS)
def test_a_lock_file_holds_no_url(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")
