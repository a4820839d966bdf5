"""The phone's app, handed out: only its own files, by name, as the browser already has them or can open them."""

from __future__ import annotations

from collections.abc import Mapping

from twoway_core.errors import NotAllowedError
from twoway_server.app_files import INDEX, App, AppFile
from twoway_server.edge import Call
from twoway_server.replies import Reply, text
from twoway_server.shields import app_policy

_PREFERRED = ("br", "gzip")


class AppFiles:
    """Answers for the files of ``app``."""

    def __init__(self, app: App, server_id: str) -> None:
        self._app = app
        self._policy = app_policy(server_id)

    async def file(self, call: Call) -> Reply:
        """Return one file, or say that the browser has it. Raises NotAllowedError."""
        if self._app.missing:
            return text(self._app.missing, 503)
        found = self._app.files.get(call.path["file"] or INDEX)
        if found is None:
            raise NotAllowedError("no such file")
        coding = next((each for each in _PREFERRED if each in found.bodies and accepts(call.headers, each)), "")
        etag = f'"{found.hash[:32]}{"-" if coding else ""}{coding}"'
        headers = self._headers(found, coding, etag)
        if has(call.headers, etag):
            return Reply(304, b"", found.content_type, headers=headers)
        return Reply(200, found.bodies[coding], found.content_type, headers=headers)

    async def folder(self, _: Call) -> Reply:
        """Send a browser that left out the slash to where the app's own addresses hold."""
        return Reply(308, b"", "text/plain; charset=utf-8", headers={"Location": "app/"})

    def _headers(self, file: AppFile, coding: str, etag: str) -> dict[str, str]:
        headers = {
            "Cache-Control": file.cache_control,
            "Content-Security-Policy": self._policy,
            "ETag": etag,
            "Vary": "Accept-Encoding",
        }
        return headers | ({"Content-Encoding": coding} if coding else {})


def accepts(headers: Mapping[str, str], coding: str) -> bool:
    """Return whether the browser opens ``coding``, by its own name."""
    for each in headers.get("Accept-Encoding", "").split(","):
        name, _, weight = (part.strip().lower() for part in each.partition(";"))
        if name == coding:
            return not weight or weight.removeprefix("q=").strip("0.") != ""
    return False


def has(headers: Mapping[str, str], etag: str) -> bool:
    """Return whether the browser says that it has what ``etag`` names."""
    return etag in [each.strip().removeprefix("W/") for each in headers.get("If-None-Match", "").split(",")]
