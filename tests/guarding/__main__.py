"""Tries the guards: ``scripts/guards [--only ID ...] [--sample N] [--quick] [--check]``; see there."""

from __future__ import annotations

import argparse
import sys

from .guards import Guard, all_guards, sample
from .trying import Outcome, Result, look_at, try_all


def main() -> int:
    """Try what was asked for, print a table, and return 1 when a check survived or could not be tried, else 0."""
    arguments = _parser().parse_args()
    guards = _chosen(arguments)
    results = []
    try:
        for result in look_at(guards) if arguments.check else try_all(guards):
            _say(_line(result))
            results.append(result)
    except RuntimeError as error:
        sys.stderr.write(f"guards: {error}\n")
        return 1
    bad = [result for result in results if result.outcome is not Outcome.NOTICED]
    for result in bad:
        _say(f"{result.outcome.value}: {result.guard.id}: {result.guard.guards}")
    _say(f"guards: {len(guards)} looked at, {len(bad)} to mend")
    return 1 if bad else 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _line(result: Result) -> str:
    return f"{result.guard.id:<32} {result.outcome.value:<8} {result.seconds:6.1f} s  {result.told}"


def _chosen(arguments: argparse.Namespace) -> list[Guard]:
    guards = all_guards()
    if arguments.only:
        unknown = set(arguments.only) - {guard.id for guard in guards}
        if unknown:
            sys.exit(f"guards: no such guard: {', '.join(sorted(unknown))}")
        guards = [guard for guard in guards if guard.id in arguments.only]
    if arguments.quick:
        guards = [guard for guard in guards if guard.quick]
    return sample(guards, arguments.sample) if arguments.sample else guards


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/guards", description="Switch security checks off, one at a time, and see that a test notices."
    )
    parser.add_argument("--only", nargs="+", metavar="ID", help="these alone")
    parser.add_argument("--sample", type=int, metavar="N", help="N of them, the same on every run")
    parser.add_argument("--quick", action="store_true", help="those that are tried with every change")
    parser.add_argument("--check", action="store_true", help="only see that each can still be applied; run nothing")
    return parser


if __name__ == "__main__":
    sys.exit(main())
