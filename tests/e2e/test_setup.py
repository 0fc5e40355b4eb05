"""Set-up script on machines that lack something, simulated by commands of the same names first on the path."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Machine:
    """Copy of the files of the script, on a machine whose commands reply as configured by `answer`."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "a checkout"
        self.commands = folder / "commands"
        self.log = folder / "log"
        self.commands.mkdir()
        (self.checkout / "scripts").mkdir(parents=True)
        shutil.copy(ROOT / "scripts" / "setup.sh", self.checkout / "scripts")
        for lock in ROOT.glob("requirements*.lock"):
            shutil.copy(lock, self.checkout)
        self.answer("uname", "echo Linux")
        self.answer("ldconfig", "true")  # knows no library
        self.answer("python3.13", "true")  # every command succeeds and does nothing

    def answer(self, command: str, script: str) -> None:
        path = self.commands / command
        path.write_text(f'#!/bin/sh\necho "{command} $*" >>"{self.log}"\n{script}\n', encoding="utf-8")
        path.chmod(0o755)

    def set_up(self, purpose: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.checkout / "scripts" / "setup.sh", purpose],
            env=os.environ | {"PATH": f"{self.commands}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )

    def calls(self, command: str) -> list[str]:
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if line.startswith(f"{command} ")]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_second_set_up_prints_nothing() -> None:
    run = subprocess.run([ROOT / "scripts" / "setup.sh", "server"], capture_output=True, text=True, check=True)
    assert run.stdout + run.stderr == ""


def test_without_root_rights_the_command_to_run_is_printed(machine: Machine) -> None:
    machine.answer("id", "echo 1000")
    machine.answer("sudo", "exit 1")
    run = machine.set_up("run")
    assert run.returncode == 1
    (line,) = [line for line in run.stderr.splitlines() if line.startswith("  ")]
    assert line.startswith("  sudo apt-get update && sudo apt-get install -y ")
    assert {"libegl1", "libxcb-cursor0", "libxkbcommon-x11-0", "libwayland-client0"} <= set(line.split())
    assert not (machine.checkout / ".venv").exists()


def test_as_root_packages_are_installed_and_lists_updated_only_after_a_failure(machine: Machine) -> None:
    machine.answer("id", "echo 0")
    machine.answer(
        "apt-get", f'case "$*" in *update) touch "{machine.commands}/new" ;; esac; test -e "{machine.commands}/new"'
    )
    run = machine.set_up("run")
    verbs = ["update" if call.endswith(" update") else "install" for call in machine.calls("apt-get")]
    assert verbs == ["install", "update", "install"]
    assert "libxcb-cursor0" in run.stderr.splitlines()[0]


def test_passwordless_sudo_installs_packages(machine: Machine) -> None:
    machine.answer("id", "echo 1000")
    machine.answer("sudo", "exit 0")
    machine.set_up("run")
    assert any("apt-get" in call and "install" in call for call in machine.calls("sudo"))


def test_the_server_needs_no_system_library(machine: Machine) -> None:
    machine.answer("id", "echo 1000")
    machine.answer("sudo", "exit 1")
    assert "apt-get" not in machine.set_up("server").stderr


def test_a_failed_download_prints_a_sentence_and_leaves_no_stamp(machine: Machine) -> None:
    programs = machine.checkout / ".venv" / "bin"
    machine.answer(
        "python3.13", f'case "$1 $2" in "-m venv") mkdir -p "{programs}"; ln -s /bin/false "{programs}/python" ;; esac'
    )
    run = machine.set_up("server")
    assert run.returncode == 1
    assert "must be online" in run.stderr
    assert list(machine.checkout.glob(".venv/ready-*")) == []


def test_an_unknown_purpose_prints_the_usage(machine: Machine) -> None:
    run = machine.set_up("everything")
    assert run.returncode == 2
    assert run.stderr.startswith("usage:")
