"""Usage: twoway completion SHELL
Print a completion script, made from the verbs and options of this version.
  SHELL            bash, zsh or fish
Example: twoway completion zsh > ~/.zfunc/_twoway
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from importlib import import_module

from twoway_client.desk import Desk
from twoway_client.errors import UsageRefusal
from twoway_client.nearly import did_you_mean
from twoway_client.parser import Parser
from twoway_client.verbs import VERBS, Verb, module_of

SHELLS = ("bash", "zsh", "fish")


class _VerbParser(Parser):
    """The parser of one verb, made as a branch of the whole."""

    def __init__(self, prog: str, verb: Verb) -> None:
        super().__init__(verb.name)
        self.prog = prog
        self.add_argument("-h", "--help", action="store_true", help="show what the verb does")
        import_module(module_of(verb)).arguments(self)


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("shell", nargs="?")


def run(desk: Desk, args: Namespace) -> None:
    """Print the script."""
    if args.shell not in SHELLS:
        near = did_you_mean(args.shell or "", SHELLS)
        what = f'there is no completion for "{args.shell}".{near}' if args.shell else "the shell is missing."
        raise UsageRefusal(what, mend=f"twoway completion bash, or {', '.join(SHELLS[1:])}")
    import shtab

    script = shtab.complete(whole_parser(), args.shell)
    desk.output.view("twoway.completion/1", {"shell": args.shell, "script": script}, script)


def whole_parser() -> ArgumentParser:
    """Return one parser for the whole command line, a branch for each verb."""
    root = ArgumentParser(prog="twoway", add_help=False)
    root.add_argument("-h", "--help", action="store_true", help="show the verbs")
    root.add_argument("--version", action="store_true", help="show the version")
    root.add_argument("--home", metavar="DIR", help="the folder of another journal")
    root.add_argument("--json", action="store_true", help="print one JSON document")
    branches = root.add_subparsers(parser_class=_VerbParser)
    for verb in VERBS:
        branches.add_parser(verb.name, aliases=[verb.letter] if verb.letter else [], help=verb.line, verb=verb)
    return root
