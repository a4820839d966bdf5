"""The phone's app in the wheel: hatchling calls this before it packs one.

- The app is built where Node is, if it is not there or behind its sources; what was built before is taken as it is.
- Without Node and without a build the wheel is made all the same, and says so; where ``CI`` or
  ``TWOWAY_REQUIRE_APP`` is set it is not made at all.
- The hashes of the files go into the client too: ``twoway verify-app`` holds a server's files against them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DEMANDS = ("CI", "TWOWAY_REQUIRE_APP")
SOURCES = ("src", "public", "index.html", "package-lock.json", "vite.config.ts", "vite.files.ts", "vite.policy.ts")


class AppHook(BuildHookInterface[Any]):
    """Packs the app."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the built app to what is packed; an editable install takes it from the checkout. Raises SystemExit."""
        if version == "editable":
            return
        web = Path(self.root) / "client" / "web"
        if is_behind(web):
            self._build(web)
        if not (web / "dist" / "index.html").is_file():
            return
        included = build_data["force_include"]
        if self.target_name == "wheel":
            included[str(web / "dist")] = "twoway_server/web"
            included[str(web / "dist" / "hashes.json")] = "twoway_client/app_hashes.json"
        else:
            included[str(web / "dist")] = "client/web/dist"

    def _build(self, web: Path) -> None:
        npm = shutil.which("npm")
        if npm is None:
            if any(os.environ.get(name) for name in DEMANDS):
                raise SystemExit("the phone's app is not built, or behind its sources, and there is no npm to build it")
            self.app.display_warning("going on without building the phone's app: there is no npm")
            return
        if not (web / "node_modules").is_dir():
            subprocess.run([npm, "ci", "--ignore-scripts"], cwd=web, check=True)
        subprocess.run([npm, "exec", "--", "vite", "build"], cwd=web, check=True)


def is_behind(web: Path) -> bool:
    """Return whether a source of the app is newer than what was built of it, or nothing was built."""
    built = web / "dist" / "index.html"
    return not built.is_file() or newest(web) > built.stat().st_mtime


def newest(web: Path) -> float:
    """Return when a source of the app was last changed."""
    files = (file for name in SOURCES for path in [web / name] for file in [path, *path.rglob("*")] if file.is_file())
    return max((file.stat().st_mtime for file in files), default=0.0)
