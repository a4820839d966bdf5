"""Write what the web app takes over from the Python core, word for word: event types, settings, starter content ...

Run it after a change there. With ``--check``, change nothing and fail where a file would change.
"""

from __future__ import annotations

import sys
from pathlib import Path

from web_sources import content, policy, schema, settings, types

ROOT = Path(__file__).resolve().parent.parent
CORE = ROOT / "client/web/src/core"
POLICY = ROOT / "client/web/vite.policy.ts"
HEAD = "// Written by scripts/web_events.py from {source}: do not edit.\n"


def generated() -> dict[Path, str]:
    """Return every generated file with its text."""
    texts = {
        **{f"events/{name}.ts": (_source(name), text) for name, text in types.texts().items()},
        "events/schema.ts": ("core/twoway_core/events", schema.text()),
        "analysis/settings.ts": ("core/twoway_core/analysis/settings.py", settings.text()),
        **{f"starter/{name}.ts": ("core/twoway_core/starter", text) for name, text in content.texts().items()},
    }
    found = {CORE / name: HEAD.format(source=source) + text for name, (source, text) in texts.items()}
    return found | {POLICY: HEAD.format(source="core/twoway_core/sync/page.py") + policy.text()}


def _source(room: str) -> str:
    return "core/twoway_core/events" if room == "types" else f"core/twoway_core/events/{room}.py"


def stale() -> list[Path]:
    """Return the generated files that are not what they should be."""
    return [path for path, text in generated().items() if not path.exists() or path.read_text(encoding="utf-8") != text]


def main() -> int:
    """Write what is stale, or with ``--check`` name it; return 1 if there was any to name, else 0."""
    found = stale()
    if "--check" in sys.argv[1:]:
        for path in found:
            print(f"{path.relative_to(ROOT)} is not what Python says: run scripts/web-events")
        return 1 if found else 0
    texts = generated()
    for path in found:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[path], encoding="utf-8")
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
