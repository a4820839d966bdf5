"""Taking in Markdown: the items of a list as questions, or items and paragraphs as jots to be filed later."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from twoway_client.criteria import find_criterion
from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.importing.fresh import Found, plan_of
from twoway_client.importing.plan import Plan
from twoway_client.importing.reading import Source
from twoway_core.errors import MalformedError
from twoway_core.events.bank import QuestionAdded
from twoway_core.events.log import JotNoted
from twoway_core.exchange.lists import Item, read_items
from twoway_core.journal.state import Mine

KINDS = ("questions", "notes")


def plan_list(desk: Desk, source: Source, args: Namespace) -> Plan:
    """Return what importing the list in ``source`` would do. Raises Refusal, UsageRefusal."""
    if args.kind is not None and args.kind not in KINDS:
        raise UsageRefusal(f"a list holds no {args.kind}.", mend=f"--kind {' or --kind '.join(KINDS)}")
    try:
        items = read_items(source.text)
    except MalformedError as error:
        what = f"{source.name} cannot be taken in: {error}."
        raise Refusal("list", what, kept="nothing was imported", mend="the part of it that matters") from None
    state = desk.state()
    found = _questions(items, state.mine) if _holds_questions(items, args.kind) else _jots(items)
    return plan_of(desk, state, source, "markdown", found, ())


def _holds_questions(items: tuple[Item, ...], kind: str | None) -> bool:
    """Return whether the items are questions: as said, else because every one of them ends as a question does."""
    listed = [item for item in items if item.listed]
    return kind == "questions" if kind else bool(listed) and all(item.text.endswith("?") for item in listed)


def _questions(items: tuple[Item, ...], mine: Mine) -> Iterator[Found]:
    """Yield the items as questions; a heading that is the name of a criterion says what they are about."""
    for number, item in enumerate((one for one in items if one.listed), 1):
        about = find_criterion(mine, item.heading)
        criteria = (about,) if about is not None else ()
        yield Found(QuestionAdded(text=item.text, criteria=criteria, origin="import"), f"item {number}")


def _jots(items: tuple[Item, ...]) -> Iterator[Found]:
    """Yield items and paragraphs as jots, each with its heading before it."""
    for number, item in enumerate(items, 1):
        text = f"{item.heading}: {item.text}" if item.heading else item.text
        yield Found(JotNoted(text=text), f"item {number}")
