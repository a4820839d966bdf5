"""``scripts/soak``: runs seeds, prints figures, and for each seed that broke the one command that replays it."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

from .run import run
from .soak import Figures, replay, soak

SEEDS = 20_000


def main() -> int:
    """Run what the command line asks for; return 1 when a seed broke, else 0."""
    args = _arguments()
    if args.seed is not None:
        return _one(args.seed, shown=args.trace)
    first = _of_commit() if args.first is None else args.first
    seeds = None if args.minutes is not None and args.seeds is None else args.seeds or SEEDS
    began, total = time.monotonic(), Figures()
    for figures in soak(first, seeds, args.jobs, args.minutes):
        for seed, broken in figures.broken.items():
            _say(f"seed {seed}: {broken}\n  {replay(seed)}")
        total.merge(figures)
    _print(total, first, time.monotonic() - began)
    return 1 if total.broken else 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/soak", description="Run the simulator over many seeds.")
    parser.add_argument("--seeds", type=int, help=f"how many [{SEEDS}]")
    parser.add_argument("--from", dest="first", type=int, help="the first seed [a number of the commit's]")
    parser.add_argument("--seed", type=int, help="run this one alone")
    parser.add_argument("--trace", action="store_true", help="with --seed: print what happened, line by line")
    parser.add_argument("--jobs", type=int, default=2, help="processes [2]")
    parser.add_argument("--minutes", type=float, help="stop after so many")
    return parser.parse_args()


def _of_commit() -> int:
    """Return a first seed that differs for every commit, so that no two nights repeat."""
    done = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return int(done.stdout[:8] or "0", 16)


def _one(seed: int, *, shown: bool) -> int:
    report = run(seed)
    if shown:
        _say("\n".join(report.trace.lines))
    _say(f"seed {seed}: {report.broken or 'all invariants hold'}; trace {report.trace.digest()}")
    return 0 if report.is_good else 1


def _print(total: Figures, first: int, seconds: float) -> None:
    rate = total.seeds / seconds if seconds else 0.0
    _say(f"{total.seeds} seeds from {first} in {seconds:.0f} s ({rate:.1f} a second), {len(total.broken)} broken")
    _say(f"{total.steps} steps, {total.lines} lines of trace")
    for group in ("step", "net", "disk", "did"):
        found = sorted((kind, number) for kind, number in total.counts.items() if kind.startswith(f"{group} "))
        _say(f"{group}: " + ", ".join(f"{kind.removeprefix(f'{group} ')} {number}" for kind, number in found))
    if total.missing():
        _say(f"never met: {', '.join(total.missing())}")


if __name__ == "__main__":
    sys.exit(main())
