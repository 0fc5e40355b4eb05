"""ClickHouse's engine with the configuration of the project, and `docker compose` for the scripts of the project."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cloud.http_engine import HttpEngine

FOLDER = Path(__file__).resolve().parents[3] / "packaging" / "cloud"
CLICKHOUSE = FOLDER / "clickhouse"
IN_CONTAINER = "/var/lib/clickhouse"
LOGS = [log.tag for log in ET.parse(CLICKHOUSE / "config.xml").getroot() if log.tag.endswith("_log")]

# What the engine in a process has to be told and an image has in its own files: there too, the logs are on.
_CONFIG = "<clickhouse><users_config>{folder}/users.xml</users_config>{logs}</clickhouse>"
_LOG = "<{0}><database>system</database><table>{0}</table></{0}>"
_USERS = """<clickhouse>
    <profiles><default/></profiles>
    <quotas><default/></quotas>
    <users><default><password/><profile>default</profile><quota>default</quota></default></users>
</clickhouse>"""
_QUIET = "<clickhouse><logger><level>none</level><console>0</console></logger></clickhouse>"

# Commands in a container are run here, on the engines of the test.
_DOCKER = """#!{python}
import os, subprocess, sys, urllib.error, urllib.request
command = [word.replace("{in_container}", "{folder}") for word in sys.argv[2:]]
if command[0] != "exec":
    print("server-1\\nclickhouse" if command[0] == "ps" else "", end="")
    with open("{folder}/compose.log", "a") as log:
        print(*command, file=log)
elif "clickhouse-client" in command:
    try:
        urllib.request.urlopen("http://127.0.0.1:{port}/", command[-1].encode()).close()
    except urllib.error.HTTPError as error:
        sys.exit(error.read().decode())
else:
    where = {{"PATH": "{programs}:" + os.environ["PATH"], "PGHOST": "{socket}"}}
    in_container = command[5:] if "--user" in command else command[3:]
    sys.exit(subprocess.run(in_container, env=os.environ | where).returncode)
"""


@contextmanager
def configured(folder: Path, *, as_program: bool = False) -> Iterator[HttpEngine]:
    """Run an engine with the files of the project at the places where the image has them.

    as_program: the one user whom the engine knows has the rights of the program, else those of the administrator.
    The environment has SPARKLYTICS_CLICKHOUSE_PASSWORD, as that of the container.
    """
    for name in ("config.d", "users.d"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "config.xml").write_text(_CONFIG.format(folder=folder, logs="".join(map(_LOG.format, LOGS))))
    (folder / "users.xml").write_text(_USERS)
    (folder / "config.d" / "quiet.xml").write_text(_QUIET)
    config = (CLICKHOUSE / "config.xml").read_text(encoding="utf-8").replace(IN_CONTAINER, str(folder))
    (folder / "config.d" / "on-server.xml").write_text(config)
    users = ET.parse(CLICKHOUSE / "users.xml")
    section = users.getroot().find("users")
    assert section is not None
    administrator, program = section
    if as_program:
        program[0].attrib.clear()  # its password is in the environment, and the engine signs in without
        section.remove(administrator)
        program.tag = administrator.tag
    users.write(folder / "users.d" / "on-server.xml")
    engine = HttpEngine(Path(f"{folder}/data?config-file={folder}/config.xml"))
    try:
        engine.start()
        yield engine
    finally:
        engine.kill()


def docker(folder: Path, port: int, programs: str, socket: str) -> None:
    """Write a program that runs what `docker compose` would run in a container. port: of ClickHouse."""
    program = folder / "bin" / "docker"
    program.parent.mkdir()
    text = _DOCKER.format(
        python=sys.executable, in_container=IN_CONTAINER, folder=folder, port=port, programs=programs, socket=socket
    )
    program.write_text(text)
    program.chmod(0o700)
