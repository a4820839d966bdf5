"""The command ``twoway``: finds the verb, runs its module, and turns every error into words and an exit code.

Nothing imports this module. A verb's module is imported only when it is called, so that noting an
answer never waits for the network code or the reports.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from twoway_client.errors import DONE, REFUSED, WARNED, Cancelled, ReaderLeft, Refusal, TooLong, UsageRefusal
from twoway_client.output import Output, unprintable
from twoway_client.verbs import BY_NAME, module_of

_NOT_SAVED = frozenset({"disk-full", "read-only", "busy", "disk", "corrupt", "fault"})
_KEEPS_QUIET = frozenset({"init", "join", "recover"})
"""Verbs at whose prompts secrets are typed."""
_LONGEST_CHOICE = 8
"""Letters of an answer that nobody minds typing again."""

if TYPE_CHECKING:
    from twoway_client.desk import Desk


def main() -> None:
    """Run the command line of this process, and end it."""
    from twoway_client.process import arguments, settle
    from twoway_client.store.database import leave

    settle()
    words = arguments()
    code = run(words)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        pass  # whoever read our answer has read enough
    except OSError as error:
        if code in (DONE, WARNED):  # else it was said already why not, perhaps for this very reason
            Output(json=_asks_json(words)).refuse(unprintable(error))
            code = code or REFUSED
    leave(code)


def run(argv: Sequence[str]) -> int:
    """Run one command; return its exit code."""
    call = _Call(Output(json=_asks_json(argv)))
    try:
        return call.do(list(argv))
    except ReaderLeft:
        return DONE
    except KeyboardInterrupt:
        return call.refuse(Cancelled())
    except Refusal as refusal:
        return call.refuse(refusal)
    except Exception as error:  # noqa: BLE001  # the edge: whatever is left becomes one sentence
        from twoway_client.edge import refusal_of

        return call.refuse(refusal_of(error, call.desk))


class _Call:
    """One command under way. ``desk``: what it works on, once that is known."""

    def __init__(self, output: Output) -> None:
        self.output = output
        self.desk: Desk | None = None

    def do(self, words: list[str]) -> int:
        """Find the verb in ``words``, and run it; return the exit code."""
        home, words = _global_options(words)
        _refuse_bytes(words)
        name, rest = words[0] if words else "now", words[1:]
        if name in ("-h", "--help"):
            name, rest = "help", []
        if name == "--version":
            return _version(self.output)
        module, full_name = _module(name)
        if any(word in ("-h", "--help") for word in _before_text(rest)):
            self.output.data((module.__doc__ or "").strip())
            return DONE
        return self._run(home, module, full_name, rest)

    def _run(self, home: str | None, module: ModuleType, verb: str, rest: list[str]) -> int:
        from twoway_client.desk import Desk
        from twoway_client.home import find_home
        from twoway_client.parser import build, parse
        from twoway_client.times import now

        args = parse(build(module, verb), rest)
        self.desk = Desk(find_home(home), self.output, verb, now())
        try:
            return module.run(self.desk, args) or DONE
        except TooLong as long:
            return _in_pieces(module, self.desk, args, long)

    def _unsaved(self, refusal: Refusal) -> str:
        """Return what was typed and is not saved: a text, or the longer answers where the journal takes nothing."""
        if self.desk is None or self.desk.unsaved:
            return self.desk.unsaved if self.desk is not None else ""
        if refusal.code not in _NOT_SAVED or self.desk.verb in _KEEPS_QUIET:
            return ""
        return "\n".join(line for line in self.desk.prompts.typed if len(line) > _LONGEST_CHOICE)

    def refuse(self, refusal: Refusal) -> int:
        """Say why not, give back what was typed, and return the exit code."""
        desk, output = self.desk, self.output
        refusal.text = refusal.text or self._unsaved(refusal)
        if output.json or not isinstance(refusal, Cancelled):
            output.refuse(refusal)
            return refusal.exit_code
        if desk is not None and desk.written:
            entries, them = ("1 entry was", "it") if desk.written == 1 else (f"{desk.written} entries were", "them")
            output.talk(f"Stopped. {entries} written; twoway undo takes {them} back.")
        else:
            output.talk(refusal.what)
        if refusal.text:
            output.give_back(refusal.text)
        return refusal.exit_code


def _in_pieces(module: ModuleType, desk: Desk, args: Namespace, long: TooLong) -> int:
    from twoway_client.splitting import write_in_pieces

    return write_in_pieces(module.run, desk, args, long)


def _asks_json(words: Sequence[str]) -> bool:
    return "--json" in _before_text(words)


def _refuse_bytes(words: list[str]) -> None:
    """Refuse words that are no text. Raises Refusal."""
    bad = next((word for word in words if not word.isprintable() and not _is_text(word)), None)
    if bad is not None:
        from twoway_client.texts import not_utf8

        raise not_utf8(bad)


def _is_text(word: str) -> bool:
    return not any(0xD800 <= ord(letter) < 0xE000 for letter in word)


def _global_options(words: list[str]) -> tuple[str | None, list[str]]:
    """Take ``--json`` and ``--home DIR`` from before or after the verb; text after ``--`` is left alone."""
    end = words.index("--") if "--" in words else len(words)
    words, text = [word for word in words[:end] if word != "--json"], words[end:]
    for at, word in enumerate(words):
        if word == "--home":
            return _folder(words[at + 1 : at + 2]), words[:at] + words[at + 2 :] + text
        if word.startswith("--home="):
            return _folder([word[len("--home=") :]]), words[:at] + words[at + 1 :] + text
    return None, words + text


def _folder(words: list[str]) -> str:
    if not words or not words[0]:
        raise UsageRefusal("--home needs a folder.", mend="twoway --home DIR VERB")
    return words[0]


def _module(name: str) -> tuple[ModuleType, str]:
    """Return the module of the verb ``name`` and the verb's full name. Raises UsageRefusal."""
    if name == "now":
        return import_module("twoway_client.commands.now"), name
    verb = BY_NAME.get(name)
    if verb is None:
        raise UsageRefusal(f'twoway has no verb "{name}".{_did_you_mean(name)}', mend="twoway --help")
    return import_module(module_of(verb)), verb.name


def _before_text(words: Sequence[str]) -> Sequence[str]:
    return words[: words.index("--")] if "--" in words else words


def _version(output: Output) -> int:
    from importlib.metadata import version

    output.data(f"twoway {version('twoway')}")
    return DONE


def _did_you_mean(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, [known for known in BY_NAME if len(known) > 1], 1)
    return f" Did you mean {near[0]}?" if near else ""
