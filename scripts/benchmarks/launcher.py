"""Starts processes and says how long each took and how much memory it had; as small as can be.

A child's peak memory is never less than that of the process which started it, so a small one must.
Reads lines of JSON on stdin: [arguments, environment, folder, file for what the child says], and
answers each with [seconds, seconds of processor, exit status, peak KiB].
"""

from __future__ import annotations

import json
import os
import sys
import time

_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


def main() -> None:
    """Serve until stdin ends."""
    for line in sys.stdin:
        words, environment, folder, said = json.loads(line)
        os.chdir(folder)
        print(json.dumps(run(words, environment, said)), flush=True)


def run(words: list[str], environment: dict[str, str], said: str) -> tuple[float, float, int, int]:
    """Run one process to its end; return (seconds, seconds of processor, exit status, peak memory in KiB)."""
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, said, _WRITE, 0o600),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    began = time.perf_counter()
    process = os.posix_spawn(words[0], words, environment, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    took = time.perf_counter() - began
    return took, usage.ru_utime + usage.ru_stime, os.waitstatus_to_exitcode(status), usage.ru_maxrss


if __name__ == "__main__":
    main()
