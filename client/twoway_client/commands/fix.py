"""Usage: twoway fix ID [options]
Correct what you wrote wrong. Both readings are kept; the new one counts.
  ID               the entry: three letters or more
  --text TEXT      what it says; without any option it is asked for
  --who @WHO       who said it, or was asked
  --when TIME      when it was, such as "4 mar 14:20"
  --form WORD      example, number, general, evasive, refused
  --sure WORD      sure, fairly, unsure
  --rating N       1 to 5, or - for cannot say
  --severity WORD  light, serious, severe
  --role WORD      of an opportunity: the job; of a person: boss, peer ...
  --value TEXT     of a promise: how much
  --because TEXT   why
  -e, --edit       change the text in $EDITOR, on memory-backed storage only
That they changed their answer is: twoway note --changed. That you changed your
mind is: twoway rate ID.
Example: twoway fix csgtv --text "3,000 euro, above that a mail to her"
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.draft import Draft
from twoway_client.errors import Refusal
from twoway_client.fixing import fixed, meant, text_field
from twoway_client.naming import reread
from twoway_client.output import one_line
from twoway_client.parser import Parser
from twoway_client.people import contact_in, entry_called
from twoway_client.times import offset_minutes, parse_moment, to_ms
from twoway_core.events.base import Event
from twoway_core.events.log import EntryCorrected
from twoway_core.events.vocabulary import encode_event
from twoway_core.ids import short
from twoway_core.journal.amendments import patch_between
from twoway_core.journal.history import Record, history
from twoway_core.journal.parts import AMENDMENTS, part_of

_WIDEST_OLD = 60


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("id")
    parser.when()
    parser.add_argument("-e", "--edit", action="store_true")
    for option in ("text", "who", "form", "sure", "rating", "severity", "role", "value"):
        parser.add_argument(f"--{option}")
    parser.add_argument("--because", metavar="TEXT", default="")


def run(desk: Desk, args: Namespace) -> None:
    """Write a correction."""
    with Draft(desk, [args.text] if args.text else [], args, "what to correct") as draft:
        record, event = _found(desk, args.id)
        text = _text(desk, args, event, draft)
        after = fixed(event, args, text, _contact(desk, args, record))
        moment = None if args.when is None else parse_moment(args.when, desk.now)
        encode_event(after)
        patch = patch_between(event, after)
        if not patch and (moment is None or to_ms(moment) == record.at):
            raise Refusal("same", f"{short(record.id)} reads so already.", mend="twoway log ID shows how it reads")
        name = desk.write(
            EntryCorrected(
                target=record.id,
                opportunity=record.opportunity,
                patch=patch,
                at=None if moment is None else to_ms(moment),
                offset=None if moment is None else offset_minutes(moment),
                reason=args.because,
            )
        )
    what = ", ".join([*patch, *(["time"] if moment is not None else [])])
    reread(desk)
    desk.wrote(name, f"corrected {short(record.id)}: {what}. Both readings are kept")


def _found(desk: Desk, text: str) -> tuple[Record, Event]:
    """Return the entry to correct and how it reads now. Raises Refusal."""
    entry = entry_called(desk, text)
    part = next(part_of(one) for one in desk.index.everything() if one.id == entry)
    record = meant(entry, history(desk.index.entries([] if part is None else [part])))
    if not isinstance(record.event, Event) or record.standing == "erased":
        raise Refusal("no-fix", f"{short(entry)} cannot be read here.", mend="twoway log shows what it is")
    if record.type in AMENDMENTS and not isinstance(record.event, EntryCorrected):
        raise Refusal(
            "no-fix", f"{short(entry)} says what became of another entry.", mend="twoway undo, or twoway redo"
        )
    if isinstance(record.event, EntryCorrected):
        target = short(record.event.target)
        raise Refusal("no-fix", f"{short(entry)} is a correction itself.", mend=f"twoway fix {target}")
    return record, record.event


def _text(desk: Desk, args: Namespace, event: Event, draft: Draft) -> str | None:
    """Return the new text, if it is the text that is to be corrected; it is asked for when nothing was given."""
    given = [args.who, args.when, args.form, args.sure, args.rating, args.severity, args.role, args.value]
    if args.text is not None:
        return args.text or None
    if not args.edit and any(one is not None for one in given):
        return None
    old = str(getattr(event, text_field(event)))
    if not args.edit:
        desk.output.talk(f"It says: {one_line(old, _WIDEST_OLD)}")
    return draft.read() if not args.edit else Draft(desk, [old], args, "what to correct").read()


def _contact(desk: Desk, args: Namespace, record: Record) -> bytes | None:
    if args.who is None:
        return None
    state = desk.state(*([] if record.opportunity is None else [record.opportunity]))
    case = state.cases.get(record.opportunity or b"")
    if case is None:
        raise Refusal(
            "no-field", f"{short(record.id)} belongs to no opportunity, so to none of its people.", mend="twoway who"
        )
    return contact_in(desk, state, case, args.who.removeprefix("@"))
