"""Usage: twoway prep [done N [TEXT] | add TEXT | guide] [options]
The checklist before an interview. Alone, it shows what is done and what not.
  done N [TEXT]    tick step N; TEXT is what it brought to light
  done TEXT        note something done that was not on the list
  add TEXT         add a step for the current opportunity
  guide            how to prepare, hold and judge an interview
  --from WORD      website, posting, review, news, person, other [other]
  --when TIME      when it was done, such as yesterday [now]
  -e, --edit       write in $EDITOR, on memory-backed storage only
Example: twoway prep done 2 "new warehouse, 40 people"      Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace

from msgspec.structs import replace

from twoway_client.asking import optional_text
from twoway_client.desk import Desk
from twoway_client.draft import Draft
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.naming import current_case
from twoway_client.parser import Parser
from twoway_client.people import handle_of, joined
from twoway_client.room import moment_of
from twoway_client.views.prep import checklist, checklist_text, left_words
from twoway_core import starter
from twoway_core.events.prep import PrepStepCompleted, PrepStepPlanned
from twoway_core.journal.items import PrepStep
from twoway_core.journal.state import Case

SOURCES = ("website", "posting", "review", "news", "person", "other")
OWN_KIND = "own"


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    parser.add_argument("--from", dest="source", choices=SOURCES, default="other")
    parser.when()


def run(desk: Desk, args: Namespace) -> None:
    """Show the checklist, or note what was done."""
    verb, words = (args.words[0], args.words[1:]) if args.words else ("", [])
    if verb == "guide" and not words:
        text = starter.guide().rstrip()
        desk.output.view("twoway.guide/1", {"text": text}, text)
    elif verb == "add":
        _add(desk, args, words)
    elif verb == "done":
        _done(desk, args, words)
    elif not verb:
        _show(desk)
    else:
        again = joined(["done", *args.words])
        raise UsageRefusal(f'"{verb}" is nothing that prep does.', mend=f"twoway prep {again}")


def _show(desk: Desk) -> None:
    _, case = current_case(desk)
    desk.keep_context(replace(desk.context, prep=list(case.prep)))
    view = checklist(case, handle_of(desk, case))
    desk.output.view("twoway.prep/1", view, checklist_text(view), [view.opportunity])


def _add(desk: Desk, args: Namespace, words: list[str]) -> None:
    with Draft(desk, words, args, "the step") as draft:
        _, case = current_case(desk)
        step = PrepStepPlanned(opportunity=case.id, kind=OWN_KIND, text=draft.read())
        context = desk.context
        with desk.batch() as batch:
            entry = batch.add(step)
            desk.keep_context(replace(context, prep=[*case.prep, entry]))
    desk.wrote(entry, f"prep step added: {len(case.prep) + 1} {step.text}")


def _done(desk: Desk, args: Namespace, words: list[str]) -> None:
    _, case = current_case(desk)
    number = words[0] if words else desk.prompts.line("Which step is done, by number? ", "the step's number")
    if not number.isdecimal():
        _done_beside(desk, args, case, words)
        return
    step = _step(desk, case, int(number))
    finding = optional_text(desk, words[1:], args, "What did it bring to light? (Enter for nothing) ")
    event = PrepStepCompleted(
        opportunity=case.id, step=step.id, kind=step.event.kind, finding=finding, source=args.source
    )
    entry = desk.write(event, moment_of(desk, args))
    left = left_words(case, step.id)
    open_before = sum(one.completed is None and one is not step for one in case.prep.values())
    done = len(case.prep) - open_before
    desk.wrote(entry, f"prep step done: {done} of {len(case.prep)}{f'; left: {left}' if left else ''}")


def _done_beside(desk: Desk, args: Namespace, case: Case, words: list[str]) -> None:
    with Draft(desk, words, args, "what was done") as draft:
        event = PrepStepCompleted(opportunity=case.id, kind=OWN_KIND, finding=draft.read(), source=args.source)
        entry = desk.write(event, moment_of(desk, args))
    desk.wrote(entry, "prep step done, beside the list")


def _step(desk: Desk, case: Case, number: int) -> PrepStep:
    """Return the step with this ``number`` in the list last shown. Raises Refusal."""
    numbered = [step for step in desk.context.prep if step in case.prep]
    numbered += [step for step in case.prep if step not in numbered]
    if not 1 <= number <= len(numbered):
        there = f"1 to {len(numbered)}" if numbered else "none"
        raise Refusal("unknown-step", f"there is no step {number} on the list ({there}).", mend="twoway prep")
    return case.prep[numbered[number - 1]]
