"""Makes `resources/crawlers.txt`, the names of programs that read pages, from the npm package `crawler-user-agents`.

    npm pack crawler-user-agents
    .venv/bin/python -m scripts.crawlers crawler-user-agents-1.60.0.tgz

The package holds regular expressions in order of their discovery; here they become plain names, which are looked up in
a microsecond or two. An expression that is more than a few alternatives of plain text stops the script: it belongs into
`REPLACED` with the names that stand for it. Names that people's own browsers and apps have are left out.
"""

from __future__ import annotations

import itertools
import json
import re
import sys
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.domain.ingest.bots import is_program_name

TARGET = Path(__file__).parent.parent / "resources" / "crawlers.txt"
HEAD = """\
# Programs that read pages: a name a line, of which one stands at the start of a word of the program's user agent; "^"
# stands for the start of the user agent itself. Made by scripts/crawlers.py; changes belong there.
#
# Source: npm package crawler-user-agents {version}, https://github.com/monperrus/crawler-user-agents
# Date: taken {taken}
# Licence: MIT, Copyright (c) 2017 Martin Monperrus; its text is in NOTICE
"""

# Not programs but what people read pages with: in-app browsers, browsers, editors; and names short or plain enough to
# be part of one, or of a device's.
PEOPLE = (
    *("MetaIAB Facebook", r"AP3A\.240617\.008", r"Code\/1\.", r"Trae\/", "Fluid", "Sogou", r"Daum\/", r"mail\.ru"),
    *("Butterfly", "Charlotte", "speedy", "fluffy", r"Readable\/", r"Operator\/", "Fever"),
)

# Apps whose servers fetch pages under the app's own name, and plain words: programs where the user agent begins so.
AT_START = (
    *(
        "WhatsApp",
        "Viber",
        "Feedly",
        "NextCloud",
        "Blackboard",
        "Netvibes",
        "Goodreads",
        "CapitalOneShopping",
        "Podimo",
    ),
    *("Magellan", "Adventurer", "Hello World", "Jumio", "Expanse", "Synapse", "Disqus", "DMBrowser", "ds9"),
    *(r"Notion\/", r"Tumblr\/", r"PayPal\/", r"Instapaper\/", r"Overcast\/", r"PocketCasts\/", r"Bluesky\/", r"RED\/"),
    *(r"Salesforce\.com", r"Stripe\/", r"Klaviyo\/", r"Verity\/", r"Grover\/", r"NING\/", r"IFTTT\/", r"Grammarly\/"),
    *(r"Make\/", r"008\/", r"Fetch\/", r"BW\/", r"upday\/", r"Asana\/", r"Retool\/"),
)

REPLACED: Mapping[str, tuple[str, ...]] = {
    "Sonic": ("RankSonicSiteAuditor",),
    "coccoc": ("^coccoc", "help.coccoc.com", "help.coccoc.vn"),  # the browser of the same house is Coc Coc
    "Devin": ("Devin/",),
    "Nitro-": ("Nitro-Optimizer",),
    r"BlogTraffic\/\d\.\d+ Feed-Fetcher": ("BlogTraffic/",),
    r"Current[\s\S]*RSS Reader": ("currentreader.app",),
}

_PLAIN = re.compile(r"[^\\\[\](){}|*+?.^$]")
_CHOICE = re.compile(r"\[(\w+)\]|\((\w+(?:\|\w+)+)\)")


def names_of(pattern: str) -> Iterator[str]:
    """Yield the plain names that a regular expression stands for. Raises ValueError for one that is not so simple."""
    if pattern in PEOPLE:
        return
    if pattern in REPLACED:
        yield from REPLACED[pattern]
        return
    is_at_start = pattern in AT_START
    for alternative in [pattern] if "(" in pattern else pattern.split("|"):
        if is_program_name(alternative):
            continue
        text = alternative.removeprefix("(^| )").removesuffix("$")
        anchor = "^" if is_at_start or text.startswith("^") else ""
        yield from (anchor + name for name in _spelled_out(text.removeprefix("^"), pattern))


def _spelled_out(text: str, pattern: str) -> Iterator[str]:
    """Yield every text that `[wW]get` or `(a|A)bc` stands for."""
    choices: list[Iterable[str]] = []
    at = 0
    while at < len(text):
        if (choice := _CHOICE.match(text, at)) is not None:
            choices.append(choice[1] or choice[2].split("|"))
            at = choice.end()
        elif text[at] == "\\" and not text[at + 1].isalnum():
            choices.append(text[at + 1])
            at += 2
        elif _PLAIN.match(text, at) or text[at] == ".":
            choices.append(text[at])
            at += 1
        else:
            raise ValueError(f"cannot spell out {pattern!r}: name its texts in REPLACED")
    yield from map("".join, itertools.product(*choices))


def shortest(names: Iterable[str]) -> list[str]:
    """Return the names in order, without those that the program knows as they are or that begin with another one."""
    kept: list[str] = []
    for name in sorted({name.strip(" ;") for name in names}):
        if is_program_name(name.removeprefix("^")) or (kept and name.startswith(kept[-1])):
            continue
        kept.append(name)
    anywhere = {name for name in kept if not name.startswith("^")}
    return [name for name in kept if not name.startswith("^") or name[1:] not in anywhere]


def main() -> None:
    with tarfile.open(sys.argv[1]) as package:
        entries: list[Any] = json.load(_member(package, "crawler-user-agents.json"))
        version = json.load(_member(package, "package.json"))["version"]
    names = shortest(name for entry in entries for name in names_of(entry["pattern"]))
    head = HEAD.format(version=version, taken=datetime.now(UTC).date())
    TARGET.write_text(head + "\n".join(names) + "\n", "utf-8")


def _member(package: tarfile.TarFile, name: str) -> Any:  # Any: json.load takes any reader
    member = package.extractfile(f"package/{name}")
    if member is None:
        raise FileNotFoundError(name)
    return member


if __name__ == "__main__":
    main()
