"""Fixtures of the tests of packages: each package of build/packages, installed as its users do."""

from __future__ import annotations

import json
import lzma
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "build" / "packages"
PERSON = "person"


@dataclass(frozen=True, slots=True)
class Installed:
    """An installed program. command: starts it; home: empty folder of its user, as the program sees it."""

    kind: str
    command: tuple[str, ...]
    home: Path


@dataclass(frozen=True, slots=True)
class Debian:
    """A bare Debian in a folder, with one user."""

    root: Path

    def run(self, *command: str) -> str:
        """Run a command as administrator and return its output. Fails when the command does."""
        environ = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            ["chroot", str(self.root), *command], env=environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def of_person(self, *command: str) -> tuple[str, ...]:
        """Return the command line that runs a command as the user."""
        home = f"/home/{PERSON}"
        start = ("chroot", f"--userspec={PERSON}", str(self.root), "env", "-C", home, "-u", "XDG_RUNTIME_DIR")
        return (*start, f"HOME={home}", "PATH=/usr/bin:/bin", "LANG=C.UTF-8", *command)


def package(pattern: str) -> Path:
    """Return the one package whose name matches."""
    (path,) = PACKAGES.glob(pattern)
    return path


def debian_package() -> Path:
    return package("sparklytics_*.deb")


@contextmanager
def _mounted(source: str, target: Path, *options: str) -> Iterator[None]:
    target.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", *options, source, str(target)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(target)], check=True)


@pytest.fixture(scope="session")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Debian]:
    """A bare Debian of this computer's release that reaches the same mirrors and screens."""
    root = tmp_path_factory.mktemp("debian") / "root"
    release = dict(line.partition("=")[::2] for line in Path("/etc/os-release").read_text().splitlines())
    sources = [path for path in Path("/etc/apt/sources.list.d").glob("debian*") if path.is_file()]
    subprocess.run(
        [
            "mmdebstrap",
            "--quiet",
            "--variant=apt",
            "--include=systemd",
            release["VERSION_CODENAME"],
            root,
            *(sources or ["-"]),
        ],
        input=Path("/etc/apt/sources.list").read_text() if not sources else None,
        text=True,
        check=True,
    )
    root.parent.chmod(0o755)
    shutil.copy("/etc/resolv.conf", root / "etc")
    screens = Path("/tmp/.X11-unix")  # noqa: S108  where X servers listen
    screens.mkdir(mode=0o1777, exist_ok=True)
    with ExitStack() as stack:
        stack.enter_context(_mounted("proc", root / "proc", "-t", "proc"))
        stack.enter_context(_mounted("/dev", root / "dev", "--rbind", "--make-rslave"))
        stack.enter_context(_mounted(str(screens), root / "tmp/.X11-unix", "--bind"))
        debian = Debian(root)
        debian.run("useradd", "--create-home", PERSON)
        debian.run("apt-get", "update", "--quiet")
        yield debian


@pytest.fixture(scope="session")
def in_debian(debian: Debian) -> Installed:
    """The Debian package, installed with nothing but what it depends on."""
    shutil.copy(debian_package(), debian.root / "root" / "sparklytics.deb")
    debian.run("apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "/root/sparklytics.deb")
    return Installed("debian", debian.of_person("sparklytics"), Path("/home", PERSON))


@pytest.fixture(scope="session")
def from_folder(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The folder that needs no Python, unpacked."""
    folder = tmp_path_factory.mktemp("folder")
    with tarfile.open(package("sparklytics-*-linux-*.tar.xz")) as archive:
        archive.extractall(folder, filter="data")
    return Installed("folder", (str(folder / "sparklytics" / "sparklytics"),), folder / "home")


@pytest.fixture(scope="session")
def from_wheel(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment of its own, with the packages of the lock file."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    pip = [folder / "venv/bin/python", "-m", "pip", "install", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--require-hashes", "-r", ROOT / "requirements-desktop.lock"], check=True)
    subprocess.run([*pip, package("*.whl")], check=True)
    return Installed("wheel", (str(folder / "venv/bin/sparklytics"),), folder / "home")


@pytest.fixture(scope="session")
def in_container(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """The container image, unpacked: its files, its user and its environment, without a runtime of containers."""
    folder = tmp_path_factory.mktemp("container")
    image = folder / "image.tar"
    with lzma.open(package("sparklytics-*-container-*.tar.xz")) as packed, image.open("wb") as unpacked:
        shutil.copyfileobj(packed, unpacked)

    def buildah(*arguments: str) -> str:
        environ = os.environ | {"STORAGE_DRIVER": "vfs"}
        command = ["buildah", "--root", str(folder / "storage"), "--runroot", str(folder / "run"), *arguments]
        return subprocess.run(command, env=environ, check=True, capture_output=True, text=True).stdout.strip()

    container = buildah("from", f"docker-archive:{image}")
    root = Path(buildah("mount", container))
    config = json.loads(buildah("inspect", "--type", "container", container))["Docker"]["config"]
    try:
        with _mounted("/dev", root / "dev", "--rbind", "--make-rslave"), _mounted("proc", root / "proc", "-t", "proc"):
            start = ("chroot", f"--userspec={config['User']}", str(root), "env", "-C", config["WorkingDir"])
            yield Installed("container", (*start, *config["Env"], *config["Entrypoint"]), Path(config["WorkingDir"]))
    finally:
        buildah("rm", container)


def kinds() -> list[str]:
    """Return the ways to install a window that can be tried here: a bare Debian needs its tools and root."""
    can_try_debian = os.geteuid() == 0 and shutil.which("mmdebstrap") is not None
    return ["from_wheel", "from_folder", *(["in_debian"] if can_try_debian else [])]


def kinds_of_server() -> list[str]:
    """Return the ways to install a server that can be tried here: the image is built where its tools are."""
    return [*kinds(), *(["in_container"] if list(PACKAGES.glob("sparklytics-*-container-*.tar.xz")) else [])]


@pytest.fixture(scope="session", params=kinds_of_server())
def server_installed(request: pytest.FixtureRequest) -> Installed:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Installed)
    return found


@pytest.fixture(scope="session", params=kinds())
def installed(request: pytest.FixtureRequest) -> Installed:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Installed)
    return found
