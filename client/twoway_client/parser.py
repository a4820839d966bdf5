"""Reading a command line: argparse with our own words, and the shapes that many verbs share."""

from __future__ import annotations

import re
from argparse import SUPPRESS, ArgumentParser, HelpFormatter, Namespace
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

from twoway_client.errors import UsageRefusal

_PERSON = re.compile(r"@[^\s@]+$")


class _Narrow(HelpFormatter):
    """Never shown: every verb writes its own help."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


class Parser(ArgumentParser):
    """An argument parser that raises a refusal and prints nothing of its own."""

    def __init__(self, verb: str) -> None:
        # Usage and width are given so that argparse need not work them out: it would load shutil, for 3 ms.
        super().__init__(prog=f"twoway {verb}", usage="", formatter_class=_Narrow, add_help=False, allow_abbrev=False)
        self.verb = verb
        self.takes_rest = self.takes_text = False

    def error(self, message: str) -> NoReturn:
        """Refuse what argparse does not understand."""
        from twoway_client.misread import in_words  # a command line that is right needs none of it

        dash = "; a text that begins with a dash goes after --" if self.takes_text and "unrec" in message else ""
        what = in_words(message, list(self._option_string_actions))
        raise UsageRefusal(f"twoway {self.verb}: {what}", mend=f"twoway {self.verb} --help{dash}")

    def words(self) -> None:
        """Take any words: text, names with @, numbers, in any order."""
        self.add_argument("words", nargs="*", default=[])

    def text(self) -> None:
        """Take text as a verb that notes something does: words, and ``-e`` for the editor."""
        self.words()
        self.takes_text = True
        self.add_argument("-e", "--edit", action="store_true")

    def rest(self) -> None:
        """Take everything as it was typed, the options of another verb included."""
        self.words()
        self.takes_rest = True

    def when(self) -> None:
        """Take ``--when``: the time in life."""
        self.add_argument("--when", default=None)


def build(module: ModuleType, verb: str) -> Parser:
    """Return the parser of a command module."""
    parser = Parser(verb)
    parser.add_argument("-h", "--help", action="store_true", default=SUPPRESS)
    module.arguments(parser)
    return parser


def parse(parser: Parser, argv: Sequence[str]) -> Namespace:
    """Return the parsed arguments; options may stand between the words."""
    if parser.takes_rest:
        return Namespace(words=list(argv))
    end = list(argv).index("--") if "--" in argv else len(argv)
    args = parser.parse_intermixed_args(list(argv[:end]))
    if argv[end + 1 :]:
        if not hasattr(args, "words"):
            parser.error("nothing goes after --")
        args.words = [*args.words, *argv[end + 1 :]]
    return args


def split_people(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return (people without their @, all other words)."""
    people = [word[1:] for word in words if _PERSON.match(word)]
    return people, [word for word in words if not _PERSON.match(word)]
