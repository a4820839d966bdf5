"""The command ``twoway``: finds the verb, runs its module, and turns every error into words and an exit code.

Nothing imports this module. A verb's module is imported only when it is called, so that noting an
answer never waits for the network code or the reports.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from twoway_client.errors import DONE, FAULT, INTERRUPTED, REFUSED, Cancelled, Refusal, UsageRefusal
from twoway_client.output import Output
from twoway_client.verbs import BY_NAME, module_of


def main() -> None:
    """Run the command line of this process, and end it."""
    from twoway_client.store.database import leave

    try:
        code = run(sys.argv[1:])
    except BrokenPipeError:
        code = DONE
        sys.stdout = open("/dev/null", "w")  # noqa: SIM115  # the reader of our pipe is gone
    leave(code)


def run(argv: Sequence[str]) -> int:
    """Run one command; return its exit code."""
    home, json, rest = None, "--json" in argv, [word for word in argv if word != "--json"]
    output = Output(json=json)
    try:
        home, rest = _global_options(rest)
        return _dispatch(home, rest, output)
    except Refusal as refusal:
        _say(output, refusal)
        return refusal.exit_code
    except KeyboardInterrupt:
        _say(output, Cancelled())
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  # the edge: whatever is left becomes one sentence
        return _unexpected(output, error)


def _say(output: Output, refusal: Refusal) -> None:
    if isinstance(refusal, Cancelled):
        output.talk(refusal.what)
    else:
        output.refuse(refusal)


def _global_options(words: list[str]) -> tuple[str | None, list[str]]:
    """Take ``--home DIR`` from before or after the verb; text after ``--`` is left alone."""
    end = words.index("--") if "--" in words else len(words)
    for at, word in enumerate(words[:end]):
        if word == "--home":
            if at + 1 >= end:
                raise UsageRefusal("--home needs a folder.", mend="twoway --home DIR VERB")
            return words[at + 1], words[:at] + words[at + 2 :]
        if word.startswith("--home="):
            return word[len("--home=") :], words[:at] + words[at + 1 :]
    return None, words


def _dispatch(home: str | None, words: list[str], output: Output) -> int:
    from twoway_client.home import find_home

    if not words:
        words = ["now"]
    name, rest = words[0], words[1:]
    if name in ("-h", "--help"):
        name, rest = "help", []
    if name == "--version":
        return _version(output)
    module, full_name = _module(name)
    if any(word in ("-h", "--help") for word in _before_text(rest)):
        output.data((module.__doc__ or "").strip())
        return DONE
    from twoway_client.desk import Desk
    from twoway_client.parser import build, parse
    from twoway_client.times import now

    args = parse(build(module, full_name), rest)
    return module.run(Desk(find_home(home), output, full_name, now()), args) or DONE


def _module(name: str) -> tuple[ModuleType, str]:
    """Return the module of the verb ``name`` and the verb's full name. Raises UsageRefusal."""
    if name == "now":
        return import_module("twoway_client.commands.now"), name
    verb = BY_NAME.get(name)
    if verb is None:
        raise UsageRefusal(f'twoway has no verb "{name}".{_did_you_mean(name)}', mend="twoway --help")
    return import_module(module_of(verb)), verb.name


def _before_text(words: list[str]) -> list[str]:
    return words[: words.index("--")] if "--" in words else words


def _version(output: Output) -> int:
    from importlib.metadata import version

    output.data(f"twoway {version('twoway')}")
    return DONE


def _did_you_mean(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, [known for known in BY_NAME if len(known) > 1], 1)
    return f" Did you mean {near[0]}?" if near else ""


def _unexpected(output: Output, error: Exception) -> int:
    from twoway_core.errors import TwowayError

    if isinstance(error, TwowayError):
        output.refuse(Refusal("refused", f"{error}.", mend="twoway verify shows the state of this journal"))
        return REFUSED
    from twoway_client.trace import keep_trace

    where = keep_trace(error)
    output.refuse(
        Refusal(
            "fault",
            f"a fault in twoway itself ({type(error).__name__}).",
            mend=f"report it with {where}, which holds no text of yours",
        )
    )
    return FAULT
