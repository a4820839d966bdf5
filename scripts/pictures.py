"""The README's pictures: a terminal as the demo left it, the report's first page, and screens of the phone."""

from __future__ import annotations

import html
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs/pictures"
CHROMIUM = (
    "/usr/bin/chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--hide-scrollbars",
    "--force-device-scale-factor=1.5",
)
FROM, TO = "laptop$ twoway plan 45m @ana @ben", "laptop$ twoway follow"
LATER, END = "laptop$ twoway fit", "laptop$ twoway why autonomy"
PHONES = "http://127.0.0.1:5197/dev.html?world=rich"
ACME = "61636d65000000000000000000000000"
SCREENS = ("capture", f"next/{ACME}", f"firm/{ACME}", "today")
STYLE = """
body { margin: 0; background: #f4f5f4; font: 15px/1.45 'DejaVu Sans Mono', monospace }
pre { width: 82ch; white-space: pre-wrap; margin: 20px; padding: 18px 22px }
pre { background: #14171a; color: #e9ebec; border-radius: 8px }
b { color: #8cc4f7; font-weight: 400 }
"""


def between(text: str, start: str, end: str) -> str:
    """Return the part of ``text`` from the last ``start`` up to the next ``end``."""
    at = text.index(start)
    return text[at : text.index(end, at)].rstrip()


def page(shown: str) -> str:
    """Return ``shown`` as a page that looks like a terminal; what was typed is coloured."""
    lines = []
    for line in shown.replace("laptop$ ", "$ ").replace("== ", "# ").replace(" ==", "").splitlines():
        text = html.escape(line)
        lines.append(f"<b>{text}</b>" if line.startswith("$ ") else text)
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style><pre>{chr(10).join(lines)}</pre>"


def shoot(source: Path, picture: str, width: int, height: int) -> None:
    """Draw ``source`` in Chromium."""
    size = f"--window-size={width},{height}"
    target = f"--screenshot={PICTURES / picture}"
    subprocess.run([*CHROMIUM, size, target, source.as_uri()], check=True, capture_output=True)


@contextmanager
def app() -> Iterator[None]:
    """Serve the phone's screens on an engine in memory, as their builders look at them."""
    command = ["npx", "vite", "--port", "5197", "--strictPort"]
    process = subprocess.Popen(command, cwd=ROOT / "client/web", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                urlopen(PHONES).close()
                break
            except URLError:
                sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


def phones() -> str:
    """Return a page with some screens of the phone side by side."""
    frames = "".join(f'<iframe src="{PHONES}#/{screen}"></iframe>' for screen in SCREENS)
    look = "body { margin: 12px; background: #b9bfbe; display: flex; gap: 12px } iframe { border: 0 }"
    return f"<!doctype html><meta charset=utf-8><style>{look} iframe {{ width: 360px; height: 640px }}</style>{frames}"


def shoot_phones(source: Path) -> None:
    """Draw ``source`` once all its screens are there."""
    with app(), sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=CHROMIUM[0], args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1500, "height": 664}, device_scale_factor=1.5)
        page.goto(source.as_uri(), wait_until="networkidle")
        page.wait_for_timeout(5000)  # each screen fetches its own parts
        page.screenshot(path=PICTURES / "phone.png")


def main() -> None:
    """Run the demo in a folder of its own and draw what it shows."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [sys.executable, str(ROOT / "scripts/demo.py"), str(folder)]
        shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        terminal = folder / "terminal.html"
        terminal.write_text(page(f"{between(shown, FROM, TO)}\n{between(shown, LATER, END)}"))
        shoot(terminal, "interview.png", 830, 760)
        shoot(folder / "report.html", "report.png", 1200, 880)
        side = folder / "phones.html"
        side.write_text(phones())
        shoot_phones(side)


if __name__ == "__main__":
    main()
