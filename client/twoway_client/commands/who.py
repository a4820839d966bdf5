"""Usage: twoway who [add NAME | change @WHO | @WHO] [options]
The people you meet. Alone, it lists those of the current opportunity.
  add NAME           add a person, by name or alias
  change @WHO        note what is otherwise about a person now
  @WHO               all that is known of one person
  --boss             would be your boss: this word counts most
  --peer, --report   would work beside you; would report to you
  --leader           leads, but would not be your boss
  --recruiter, --hr  hires, or works in the personnel office
  --ex-employee      has left the firm
  --predecessor      had your job before
  --under @WHO       whom this person reports to
  --name NAME        with change: another name
  --title TEXT       the title on the card
  --channel WORD     how this person likes to be reached
  --tool WORD        a tool this person likes to use; may be repeated
  --tenure TIME      how long there, such as 3y or 18m
  --about TEXT       anything else
Example: twoway who add "Ana Ruiz" --boss                   Undo: twoway undo
"""

from __future__ import annotations

import re
from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.errors import UsageRefusal
from twoway_client.naming import contact_names, current_case, reread
from twoway_client.output import visible
from twoway_client.parser import Parser
from twoway_client.people import contact_in, handle_of, joined
from twoway_client.room import listed
from twoway_client.views.people import listed_people, one_person, people_view, person_view
from twoway_core.events.base import Role
from twoway_core.events.case import ContactAdded, ContactUpdated
from twoway_core.journal.state import Case, State

ROLES: dict[Role, str] = {
    "boss": "your future boss",
    "peer": "peer of yours",
    "report": "would report to you",
    "leader": "a leader",
    "recruiter": "recruiter",
    "hr": "personnel office",
    "ex-employee": "former employee",
    "predecessor": "had the job before you",
    "other": "role not known",
}
_TENURE = re.compile(r"(\d{1,3})\s*([ym])")


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.words()
    role = parser.add_mutually_exclusive_group()
    for name in ROLES:
        if name != "other":
            role.add_argument(f"--{name}", dest="role", action="store_const", const=name)
    parser.add_argument("--under", metavar="@WHO")
    parser.add_argument("--name")
    parser.add_argument("--title")
    parser.add_argument("--channel")
    parser.add_argument("--tool", action="append")
    parser.add_argument("--tenure", metavar="TIME")
    parser.add_argument("--about", metavar="TEXT")


def run(desk: Desk, args: Namespace) -> None:
    """List people, show one, or note one."""
    state, case = current_case(desk)
    verb, rest = (args.words[0], args.words[1:]) if args.words else ("", [])
    if verb == "add":
        _add(desk, args, state, case, " ".join(rest))
    elif verb == "change":
        _change(desk, args, state, case, rest)
    elif not verb:
        people = people_view(state, case, handle_of(desk, case), ROLES)
        desk.output.view(
            "twoway.who/1", people, listed_people(people), [people.opportunity, *(one.handle for one in people.people)]
        )
    else:
        contact = contact_in(desk, state, case, _one(args.words), args.words)
        person = person_view(state, case, contact, ROLES)
        desk.output.view("twoway.person/1", person, one_person(person), [person.handle])


def _one(words: list[str]) -> str:
    if len(words) != 1:
        raise UsageRefusal(
            f'"{words[0]}" is nothing that who does.', mend=f"twoway who add {joined([' '.join(words)])}"
        )
    return words[0].removeprefix("@")


def _add(desk: Desk, args: Namespace, state: State, case: Case, name: str) -> None:
    name = name.strip() or desk.prompts.line("Name or alias: ", "the name")
    role = args.role or _asked_role(desk, name)
    event = ContactAdded(
        opportunity=case.id,
        name=name,
        role=role,
        will_be_boss=role == "boss",
        reports_to=_above(desk, args, state, case),
        tenure_months=_months(args.tenure),
        title=args.title or "",
        channel=args.channel or "",
        tools=tuple(args.tool or ()),
        note=args.about or "",
    )
    entry = desk.write(event)
    reread(desk)
    handle = next(handle for handle, contact in desk.names.contacts.items() if contact == entry)
    desk.wrote(entry, f"person added: {handle}, {ROLES[role]}")
    known = contact_names(state, case)
    if namesakes := [f"@{other}" for other, contact in known.items() if _is_called(state, case, contact, name)]:
        desk.output.hint(f"  {listed(namesakes)} has that name too. If it is one person: twoway undo")


def _is_called(state: State, case: Case, contact: bytes, name: str) -> bool:
    return (state.mine.contacts | case.contacts)[contact].name.casefold() == name.casefold()


def _asked_role(desk: Desk, name: str) -> Role:
    """Return the role, asked for where somebody can answer: it decides how much the person's word counts."""
    if not desk.prompts.can_ask:
        return "other"
    choices = list(ROLES)
    desk.output.talk(f"Roles: {', '.join(choices[:-1])}")
    while True:
        answer = desk.prompts.line(f"Role of {visible(name)} [other]: ", "the role", "other").lower()
        found = [role for role in choices if role == answer]
        if found:
            return found[0]
        desk.output.talk("One of these words, please.")


def _change(desk: Desk, args: Namespace, state: State, case: Case, words: list[str]) -> None:
    if not words:
        raise UsageRefusal("who changed is missing.", mend="twoway who change @ana --peer")
    contact = contact_in(desk, state, case, _one(words), args.words)
    event = ContactUpdated(
        opportunity=case.id if contact in case.contacts else None,
        contact=contact,
        name=args.name,
        role=args.role,
        will_be_boss=None if args.role is None else args.role == "boss",
        reports_to=_above(desk, args, state, case),
        tenure_months=_months(args.tenure),
        title=args.title,
        channel=args.channel,
        tools=tuple(args.tool) if args.tool else None,
        note=args.about,
    )
    if event == ContactUpdated(opportunity=event.opportunity, contact=contact):
        raise UsageRefusal("what changed is missing.", mend=f"twoway who change {words[0]} --peer")
    entry = desk.write(event)
    reread(desk)
    handle = next(handle for handle, known in desk.names.contacts.items() if known == contact)
    desk.wrote(entry, f"person changed: {handle}" + (f", {ROLES[args.role]}" if args.role else ""))


def _above(desk: Desk, args: Namespace, state: State, case: Case) -> bytes | None:
    if args.under is None:
        return None
    return contact_in(desk, state, case, args.under.removeprefix("@"), args.words)


def _months(text: str | None) -> int | None:
    """Return the months in 3y or 18m. Raises UsageRefusal."""
    if text is None:
        return None
    found = _TENURE.fullmatch(text.strip().lower())
    if found is None:
        raise UsageRefusal(f'"{text}" is not a length of time.', mend="--tenure 3y, or --tenure 18m")
    return int(found[1]) * (12 if found[2] == "y" else 1)
