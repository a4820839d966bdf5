"""What a person sees: data to stdout, talk to stderr, every word of the journal escaped for its sink.

On a terminal a write prints one line: id, what, undo. In a pipe stdout is the id or the data alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO

import msgspec

from twoway_client.colours import coloured, has_colours, painted
from twoway_client.errors import ReaderLeft, Refusal

WIDTH = 80
_COPY = "your text, printed here to copy:"
_OR = "   or  "
_BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0x2028, 0x2029}
_UNSEEN = {0x00AD, 0x180E, 0x200B, *range(0x2060, 0x2066), *range(0x206A, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC)}
"""Letters of no width, by which two names look alike; not those that join emoji and scripts."""


def visible(text: str) -> str:
    """Return ``text`` with every control, direction and unseen letter as a visible stand-in: hex after a backslash."""
    if text.isprintable():
        return text
    return "".join(_stand_in(letter) for letter in text)


def _stand_in(letter: str) -> str:
    code = ord(letter)
    if code < 0x20 or 0x7F <= code < 0xA0:
        return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(letter, f"\\x{code:02x}")
    if 0xDC80 <= code < 0xDD00:
        return f"\\x{code - 0xDC00:02x}"  # a byte that is no UTF-8
    if code in _BIDI or code in _UNSEEN or 0xD800 <= code < 0xE000:
        return f"\\u{code:04x}"
    return letter


def one_line(text: str, width: int) -> str:
    """Return ``text`` escaped, on one line of at most ``width`` letters; `` ~`` says that it goes on."""
    line = visible(" ".join(text.split("\n")))
    if len(line) <= width:
        return line
    cut = line[: max(width - 1, 0)].rsplit(" ", 1)[0] if " " in line[: max(width - 1, 0)] else line[: width - 2]
    return f"{cut} ~"


def wrapped(head: str, text: str, width: int = WIDTH) -> str:
    """Return ``text`` after ``head``, further lines indented to stand under its first word."""
    import textwrap  # a note needs none of it

    indent = " " * len(head)
    return textwrap.fill(
        text, width, initial_indent=head, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


class Output:
    """The two streams of a command. ``json``: print one JSON document a command, errors included."""

    def __init__(self, *, json: bool = False, out: IO[str] | None = None, err: IO[str] | None = None) -> None:
        self.out, self.err = out or sys.stdout, err or sys.stderr
        self.json = json
        self.is_terminal = self.out.isatty()
        self.is_talking = self.is_terminal and sys.stdin is not None and sys.stdin.isatty()
        self._has_colours = has_colours(self.out)

    def _dim(self, text: str) -> str:
        return painted(text, "dim") if self._has_colours else text

    def data(self, text: str) -> None:
        """Print what was asked for. Raises Refusal where there is no room for it, ReaderLeft where no reader."""
        with _printing():
            self.out.write(text + "\n")

    def flush(self) -> None:
        """Let the reader have now what was printed. Raises what ``data`` does."""
        with _printing():
            self.out.flush()

    def talk(self, text: str) -> None:
        """Say something beside the data; silent with ``--json``."""
        if not self.json:
            self._say(text)

    def _say(self, text: str) -> None:
        """Say ``text`` on stderr; that nobody can hear it stops nothing."""
        with suppress(OSError, ValueError):
            self.err.write(text + "\n")

    def hint(self, text: str) -> None:
        """Say what belongs under a written line, to a person only."""
        if self.is_talking and not self.json:
            self.data(text)

    def warn(self, text: str) -> None:
        """Say what needs eyes, wrapped under its word."""
        self.talk(self._marked("warning:", "yellow", wrapped("warning: ", text)))

    def _marked(self, word: str, style: str, line: str) -> str:
        """Return ``line`` for stderr, the ``word`` that it begins with in its style."""
        return painted(word, style) + line.removeprefix(word) if has_colours(self.err) else line

    def view(self, schema: str, view: object, text: str, names: Iterable[str] = ()) -> None:
        """Print a view: ``text`` for a person, or ``view`` as one JSON object with its ``schema``.

        ``names``: the short names that stand out where they begin a line.
        """
        if self.json:
            self.data(to_json(schema, view))
        else:
            self.data(coloured(text, names) if self._has_colours else text)

    def wrote(self, short: str, what: str, undo: str = "undo: twoway undo") -> None:
        """Say what was written: id, what, undo. In a pipe the id alone."""
        if self.json:
            self.data(to_json("twoway.wrote/1", {"id": short, "what": what, "undo": undo.partition(": ")[2]}))
        elif not self.is_talking:
            self.data(short)
        else:
            self._wrote_line(short, visible(what), undo)

    def _wrote_line(self, short: str, what: str, undo: str) -> None:
        line = f"{short}  {what}"
        room = WIDTH - len(undo)
        shown = self._dim(short) + f"  {what}"
        if len(line) + 1 > room:
            self.data(f"{shown}\n{' ' * room}{self._dim(undo)}")
        else:
            self.data(f"{shown}{' ' * (room - len(line))}{self._dim(undo)}")

    def refuse(self, refusal: Refusal) -> None:
        """Say why not, what is kept and what to try; to stderr."""
        if self.json:
            kept = "; ".join(filter(None, [refusal.kept, f"{_COPY}  {refusal.text}" if refusal.text else ""]))
            error = {"code": refusal.code, "what": refusal.what, "kept": kept, "try": refusal.mend}
            plain = {name: text.encode(errors="backslashreplace").decode() for name, text in error.items()}
            self._say(msgspec.json.encode({"error": plain}).decode())
            return
        self._labelled("error:", refusal.what)
        if refusal.text:
            self.give_back(refusal.text, refusal.kept)
        else:
            self._labelled("kept:", refusal.kept)
        self._labelled("try:", refusal.mend)

    def _labelled(self, word: str, text: str) -> None:
        if not text:
            return
        head = f"{word:<7}"
        if len(head) + len(text) > WIDTH:
            text = text.replace(_OR, "\nor  ")
        first, *commands = text.split("\n")  # a command on a line of its own stays in one piece, to be pasted
        line = "\n".join([wrapped(head, visible(first)), *(f"       {visible(command)}" for command in commands)])
        self._say(self._marked(word, "red", line) if word == "error:" else line)

    def give_back(self, text: str, kept: str = "") -> None:
        """Say what is ``kept``, and ``text``, which was typed and is not saved: letter for letter, but for controls."""
        line = f"{_COPY}  {visible(text)}"
        first = f"kept:  {kept}; {line}" if kept else f"kept:  {line}"
        if "\n" in text or len(line) + 7 > WIDTH:
            self._labelled("kept:", "; ".join(filter(None, [kept, _COPY])))
            self._say("\n".join(visible(part) for part in text.split("\n")))
        elif len(first) <= WIDTH:
            self._say(first)
        else:
            self._labelled("kept:", f"{kept};")
            self._say(f"       {line}")


@contextmanager
def _printing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise ReaderLeft from None
    except OSError as error:
        raise unprintable(error) from None


def unprintable(error: OSError) -> Refusal:
    """Return the refusal of output that its file or terminal does not take."""
    return Refusal(
        "output",
        f"the answer could not be printed ({error.strerror}).",
        kept="the journal; what this command wrote is in it",
        mend="print it elsewhere; twoway log shows what was written",
    )


def to_json(schema: str, view: object) -> str:
    """Return ``view`` as one JSON object whose first key is ``schema``; ids are handles, in letters."""
    plain = msgspec.to_builtins(view, builtin_types=(bytes,), enc_hook=_plain, str_keys=True)
    fields = _readable(plain)
    assert isinstance(fields, dict)
    return msgspec.json.encode({"schema": schema, **fields}).decode()


def _plain(value: object) -> object:
    """Return what msgspec has no form for: the id of a view as its bytes, anything else as text."""
    return bytes(value) if isinstance(value, bytes) else str(value)


def _readable(value: object) -> object:
    from twoway_core.ids import handle, is_entry_id

    if isinstance(value, float):
        from twoway_core.analysis.rounding import rounded  # only views hold one

        return rounded(value, 4) / 10**4
    if isinstance(value, bytes):
        return handle(value) if is_entry_id(value) else value.hex()
    if isinstance(value, dict):
        return {_readable(key): _readable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_readable(item) for item in value]
    return value
