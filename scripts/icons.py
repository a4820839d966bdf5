"""The app's icons as PNG: the two arrows of ``icon.svg``, for home screens that draw no SVG or cut their own shape."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PUBLIC = Path(__file__).resolve().parent.parent / "client/web/public"
ROUNDED = (("icon-192.png", 192), ("icon-512.png", 512))
SQUARE = (("icon-maskable-512.png", 512), ("icon-apple-180.png", 180))
"""Drawn to the edge: the phone rounds or cuts them itself, and keeps the inner four fifths."""
INNER = 0.86
"""How much smaller the arrows are there, to lie within that part."""


def main() -> None:
    """Draw all of them."""
    drawing = (PUBLIC / "icon.svg").read_text()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        for name, size in ROUNDED:
            shoot(page, drawing, name, size)
        for name, size in SQUARE:
            shoot(page, square(drawing), name, size)
        browser.close()


def square(drawing: str) -> str:
    """Return ``drawing`` with its ground to the edge and its arrows smaller."""
    head, path, arrows = drawing.replace(' rx="112"', "").partition("<path")
    shift = 256 * (1 - INNER)
    inside = (path + arrows).replace("</svg>", "</g></svg>")
    return f'{head}<g transform="translate({shift} {shift}) scale({INNER})">{inside}'


def shoot(page: Page, drawing: str, name: str, size: int) -> None:
    """Draw ``drawing`` into ``name``, ``size`` pixels wide and high."""
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(f"<style>body{{margin:0}}svg{{display:block;width:{size}px;height:{size}px}}</style>{drawing}")
    page.screenshot(path=PUBLIC / name, omit_background=True)


if __name__ == "__main__":
    main()
