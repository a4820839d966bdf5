"""In the room: what the verbs share that write while people talk.

They know where the person is from ids alone, so they work while the journal is locked: no fold, no
history. Only a name or an id that the context does not hold is looked up, and asks to unlock.
"""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.naming import line_name
from twoway_client.parser import split_people
from twoway_client.people import contact_called
from twoway_client.store.context import Asking, Context, PlanLine
from twoway_client.store.waiting import waiting_entries
from twoway_client.times import parse_moment

SERVER = "server"


def opportunity_of(desk: Desk) -> bytes:
    """Return the current opportunity. Raises Refusal when there is none."""
    if desk.context.opportunity is None:
        raise Refusal(
            "no-opportunity", "no opportunity is open here.", mend="twoway open NAME, or twoway jot to file it later"
        )
    return desk.context.opportunity


def moment_of(desk: Desk, args: Namespace) -> datetime | None:
    """Return the time that ``--when`` gives, if any. Raises UsageRefusal."""
    return None if args.when is None else parse_moment(args.when, desk.now)


def split_ends(words: list[str]) -> tuple[list[str], list[str]]:
    """Return (people named before and after the text, without their @; the words of the text).

    An @name in the midst of the text is text.
    """
    first, last = 0, len(words)
    while first < last and _is_person(words[first]):
        first += 1
    while last > first and _is_person(words[last - 1]):
        last -= 1
    return [word[1:] for word in [*words[:first], *words[last:]]], words[first:last]


def _is_person(word: str) -> bool:
    return bool(split_people([word])[0])


def plan_line(context: Context, number: int) -> PlanLine:
    """Return line ``number`` of the plan last shown here. Raises Refusal."""
    if not context.plan:
        raise Refusal(
            "no-plan", f"there is no line {number}: no plan is in use here.", mend="twoway plan 45m, to make one"
        )
    if not 1 <= number <= len(context.plan):
        raise Refusal(
            "no-line", f"the plan has no line {number}, only 1 to {len(context.plan)}.", mend="twoway plan shows it"
        )
    return context.plan[number - 1]


def line_words(desk: Desk, number: int) -> str:
    """Return the words of a line that is not in the bank; none while locked, when its number has to do."""
    if plan_line(desk.context, number).question is not None:
        return ""
    return desk.names.shown.get(line_name(desk.context.agenda, number), "")


def askings_of(context: Context, number: int) -> list[Asking]:
    """Return when line ``number`` was asked in this interview or, after its end, in the last one; oldest first."""
    line = plan_line(context, number)
    here = [one for one in context.askings if context.interview in (None, one.interview)]
    if line.question is not None:
        return [one for one in here if one.question == line.question]
    return [one for one in here if one.line == number and one.agenda == context.agenda]


def due_contacts(context: Context, number: int) -> list[bytes]:
    """Return whom to ask line ``number`` now: the next of its people who was not asked yet."""
    planned = plan_line(context, number).contacts
    asked = {contact for one in askings_of(context, number) for contact in one.contacts}
    left = [contact for contact in planned if contact not in asked]
    return (left or planned)[:1]


def likely_contacts(context: Context) -> list[bytes]:
    """Return whom one speaks to who names nobody: the person of just now, else the only one the plan is for."""
    planned = list(dict.fromkeys(contact for line in context.plan for contact in line.contacts))
    return context.contacts or (planned if len(planned) == 1 else [])


def with_asking(context: Context, asking: Asking) -> list[Asking]:
    """Return what was asked in the interview of ``asking``, which is the last."""
    return [one for one in context.askings if one.interview == asking.interview] + [asking]


def one_person(desk: Desk, names: list[str], words: list[str]) -> bytes | None:
    """Return the one contact that ``names`` (without @) mean, None for none. Raises Refusal, UsageRefusal."""
    if len(names) > 1:
        raise UsageRefusal("name one person, not several.", mend=f"twoway {desk.verb} @{names[0]} ...")
    return contact_called(desk, names[0], words) if names else None


def criterion_of(desk: Desk, name: str) -> bytes:
    """Return the criterion called ``name``; asks to unlock. Raises Refusal."""
    from twoway_client.criteria import criterion_called

    return criterion_called(desk.state().mine, name)


def last_asking(context: Context) -> Asking | None:
    """Return the question asked last, if it was asked here."""
    return next((one for one in reversed(context.askings) if one.entry == context.asked), None)


def listed(names: list[str]) -> str:
    """Return names as words: Ana, Ana and Ben."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def named(desk: Desk, contacts: list[bytes]) -> str:
    """Return what these people are called; nothing while locked, nor in a pipe, where the id alone is printed."""
    if not (desk.output.is_talking or desk.output.json):
        return ""
    return listed([name for contact in contacts if (name := desk.names.of(contact))])


def say_written(desk: Desk, name: bytes, what: str, undo: str = "undo: twoway undo") -> None:
    """Say what was written, and under it how much waits for the next sync, once there was a first."""
    desk.wrote(name, what, undo)
    if desk.output.is_talking and desk.database.get(SERVER) is not None:
        waiting = waiting_entries(desk.database)
        entries = "1 entry" if waiting == 1 else f"{waiting} entries"
        desk.output.hint(f"  {entries} not yet on another device")
