"""Command line of the benchmarks: run them, print the results, write build/bench/*.json and docs/benchmarks.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from benchmarks import compare, endurance, exports, kill, load, queries, window
from benchmarks.results import Report, save, wait_for_quiet
from benchmarks.store import history_file
from benchmarks.wrk import WrkMissing

SECONDS = 10.0
QUICK_SECONDS = 2.0
QUICK_EVENTS = 100_000
MILLIONS = 10
TURNS = 4


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    is_quick: bool = options.quick
    if options.command == "history":
        print(history_file(options.events))
        return 0
    if options.command == "exports":
        exports.run(QUICK_EVENTS if is_quick else options.events)
        return 0
    if options.command == "compare":
        return _compare(options)
    seconds = options.seconds or (QUICK_SECONDS if is_quick else SECONDS)
    try:
        if options.command in ("all", "queries"):
            for events in _sizes(options):
                history_file(events)
                wait_for_quiet(60 * options.patience)
                _save(queries.run(events, is_quick=is_quick), is_quick)
        if options.command in ("all", "load"):
            history_file(queries.MILLION // 10 if is_quick else queries.MILLION)
            wait_for_quiet(60 * options.patience)
            _save(load.run(seconds, is_quick=is_quick), is_quick)
        if options.command in ("all", "endurance"):
            wait_for_quiet(60 * options.patience)
            _save(endurance.run(1 if is_quick else options.millions, seconds), is_quick)
        if options.command in ("all", "window"):
            events = QUICK_EVENTS if is_quick else queries.MILLION
            history_file(events)
            wait_for_quiet(60 * options.patience)
            _save(window.run(events), is_quick)
        if options.command in ("all", "kill") and not kill.run(1 if is_quick else options.rounds, options.seed):
            return 1
    except WrkMissing as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "command",
        nargs="?",
        default="all",
        choices=("all", "queries", "load", "endurance", "window", "exports", "history", "kill", "compare"),
    )
    parser.add_argument("--base", default="HEAD", help="revision that `compare` measures beside this checkout (HEAD)")
    parser.add_argument("--part", default="queries", choices=compare.PARTS, help="what `compare` measures (queries)")
    parser.add_argument("--turns", type=int, default=TURNS, help=f"measurements of `compare` for each ({TURNS})")
    parser.add_argument(
        "--quick", action="store_true", help="run everything in about two minutes; results are not saved"
    )
    parser.add_argument("--large", action="store_true", help="queries on ten million events as well")
    parser.add_argument("--seconds", type=float, help=f"length of each load run ({SECONDS:.0f})")
    parser.add_argument(
        "--patience", type=float, default=0, help="minutes to wait for a quiet machine before each part"
    )
    parser.add_argument("--events", type=int, default=queries.MILLION, help="size of `history` and `exports`")
    parser.add_argument("--millions", type=int, default=MILLIONS, help=f"events of `endurance` ({MILLIONS})")
    parser.add_argument(
        "--rounds", type=int, default=kill.ROUNDS, help=f"rounds of `kill` in each mode ({kill.ROUNDS})"
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of the times at which `kill` kills")
    return parser


def _compare(options: argparse.Namespace) -> int:
    arguments = ["--large"] if options.large else []
    arguments += ["--seconds", str(options.seconds)] if options.seconds else []
    if options.part == "endurance":
        arguments += ["--millions", str(options.millions)]
    for events in _sizes(options) if options.part == "queries" else [queries.MILLION]:
        history_file(events)
    wait_for_quiet(60 * options.patience)
    try:
        compare.run(options.base, options.part, options.turns, arguments)
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _sizes(options: argparse.Namespace) -> list[int]:
    if options.quick:
        return [QUICK_EVENTS]
    return [queries.MILLION, *([10 * queries.MILLION] if options.large else [])]


def _save(report: Report, is_quick: bool) -> None:
    if not is_quick:
        save(report)


if __name__ == "__main__":
    sys.exit(main())
