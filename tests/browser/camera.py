"""What a phone's camera sees: a film of one picture, in the format that Chromium plays for a camera."""

from __future__ import annotations

from pathlib import Path

import segno

WIDTH, HEIGHT = 640, 480
_DARK, _LIGHT, _GREY = 16, 235, 128
_FRAMES = 5


def film_of(text: str, file: Path) -> tuple[str, ...]:
    """Write a film of a QR code that says ``text``; return the flags with which Chromium sees it."""
    rows = [list(row) for row in segno.make(text, error="l", micro=False).matrix_iter(border=4)]
    scale = min(WIDTH, HEIGHT) // len(rows)
    left, top = (WIDTH - scale * len(rows)) // 2, (HEIGHT - scale * len(rows)) // 2
    light = bytes([_LIGHT]) * WIDTH
    lines = [light] * top
    for row in rows:
        dots = b"".join(bytes([_DARK if dot else _LIGHT]) * scale for dot in row)
        lines += [(bytes([_LIGHT]) * left + dots).ljust(WIDTH, bytes([_LIGHT]))] * scale
    lines += [light] * (HEIGHT - len(lines))
    colours = bytes([_GREY]) * (WIDTH * HEIGHT // 2)
    frame = b"FRAME\n" + b"".join(lines) + colours
    file.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420\n".encode() + frame * _FRAMES)
    return (
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={file}",
    )
