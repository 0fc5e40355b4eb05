"""Debian package: right by the distribution's own checks; an upgrade keeps the data, and a purge leaves only them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.packages.conftest import Debian, Installed, debian_package

pytestmark = pytest.mark.usefixtures("in_debian")

# The project owns no domain whose name an id could begin with.
METADATA = ["appstreamcli", "validate", "--no-net", "--override=cid-desktopapp-is-not-rdns=info"]
DATA = "var/lib/private/sparklytics/sparklytics.duckdb"


def test_lintian_has_no_error_and_no_warning() -> None:
    done = subprocess.run(
        ["lintian", "--allow-root", "--fail-on", "error,warning", debian_package()],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("check", "file"),
    [
        (["desktop-file-validate"], "usr/share/applications/sparklytics.desktop"),
        (METADATA, "usr/share/metainfo/sparklytics.metainfo.xml"),
        (["man", "--warnings", "-l", "-E", "UTF-8", "-Tutf8"], "usr/share/man/man1/sparklytics.1.gz"),
    ],
)
def test_menu_entry_metadata_and_manual_page_are_valid(debian: Debian, check: list[str], file: str) -> None:
    done = subprocess.run([*check, debian.root / file], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_systemd_takes_the_unit(debian: Debian) -> None:
    assert debian.run("systemd-analyze", "verify", "sparklytics.service") == ""


def test_an_upgrade_keeps_the_data_and_a_purge_leaves_only_them(
    debian: Debian, in_debian: Installed, tmp_path: Path
) -> None:
    data = debian.root / DATA
    data.parent.mkdir(parents=True)
    data.write_bytes(b"visits")
    newer = tmp_path / "newer"
    subprocess.run(["dpkg-deb", "-R", debian_package(), newer], check=True)
    control = newer / "DEBIAN" / "control"
    control.write_text(control.read_text().replace("\nVersion: ", "\nVersion: 9"))
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Znone", "-b", newer, tmp_path / "newer.deb"], check=True)
    shutil.copy(tmp_path / "newer.deb", debian.root / "root")
    assert "error" not in debian.run("dpkg", "--install", "/root/newer.deb")
    assert data.read_bytes() == b"visits"
    said = debian.run("apt-get", "purge", "--quiet", "--yes", "sparklytics")
    assert "still in /var/lib/private/sparklytics" in said
    left = {path.relative_to(debian.root) for path in (debian.root / "usr").rglob("*sparklytics*")}
    assert (left, data.read_bytes()) == (set(), b"visits")
    debian.run("apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "/root/sparklytics.deb")
