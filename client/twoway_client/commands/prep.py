"""Usage: twoway prep [done N [TEXT] | add TEXT | for KIND | guide | export]
The checklist before an interview. Alone, it shows what is done and what not.
  done N [TEXT]    tick step N; TEXT is what it brought to light
  done ITEM TEXT   one item of a step, such as values or culture; once all are
                   noted, the step is done
  done TEXT        note something done that was not on the list
  add TEXT         add a step for the current opportunity
  for [KIND]       add the steps of a kind of interview: screen, panel, on-site,
                   behavioural, reverse, informational; alone, name them
  export           write all you prepared to a file: people, findings, plan,
                   stories and the guide; Markdown, not encrypted
  --html           with export: one HTML file, which fetches nothing
  --to FILE        with export: where [this folder; in a pipe: down the pipe]
  --force          with export: write over a file that is there
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
from twoway_client.exporting.files import deliver, say
from twoway_client.naming import current_case, opportunity_names
from twoway_client.nearly import did_you_mean
from twoway_client.parser import Parser
from twoway_client.people import handle_of, joined
from twoway_client.room import moment_of
from twoway_client.views.booklet import booklet_of, html, markdown
from twoway_client.views.prep import checklist, checklist_text, left_words
from twoway_core import starter
from twoway_core.events.prep import PrepStepCompleted, PrepStepPlanned
from twoway_core.exchange.names import file_name
from twoway_core.ids import short
from twoway_core.journal.items import PrepStep
from twoway_core.journal.state import Case
from twoway_core.projections.preparation import found_on, is_done, item_called, items_of
from twoway_core.projections.stories import stories_of

SOURCES = ("website", "posting", "review", "news", "person", "other")
OWN_KIND = "own"


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    parser.add_argument("--from", dest="source", choices=SOURCES, default="other")
    parser.add_argument("--html", action="store_true")
    parser.add_argument("--to", metavar="FILE")
    parser.add_argument("--force", action="store_true")
    parser.when()


def run(desk: Desk, args: Namespace) -> None:
    """Show the checklist, or note what was done."""
    verb, words = (args.words[0], args.words[1:]) if args.words else ("", [])
    if verb == "guide" and not words:
        text = starter.guide().rstrip()
        desk.output.view("twoway.guide/1", {"text": text}, text)
    elif verb in ("add", "done", "for"):
        {"add": _add, "done": _done, "for": _for}[verb](desk, args, words)
    elif verb == "export" and not words:
        _export(desk, args)
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


def _for(desk: Desk, _: Namespace, words: list[str]) -> None:
    """Add the steps of a kind of interview."""
    stages = starter.stages()
    if not words:
        text = "\n".join(f"{stage.kind:<14} {stage.line}" for stage in stages.values())
        desk.output.view("twoway.stages/1", {"stages": list(stages.values())}, text)
        return
    kind = " ".join(words).casefold()
    if kind not in stages:
        near = did_you_mean(kind, stages)
        raise UsageRefusal(f'there is no kind "{kind}".{near}', mend=f"one of {', '.join(stages)}")
    state, case = current_case(desk)
    there = {step.event.text for step in case.prep.values()}
    fresh = [step for step in stages[kind].steps if step not in there]
    if not fresh:
        raise Refusal("same", f"the steps of {kind} are on the list.", mend="twoway prep")
    context = desk.context
    with desk.batch() as batch:
        entries = [batch.add(PrepStepPlanned(opportunity=case.id, kind=kind, text=step)) for step in fresh]
        desk.keep_context(replace(context, prep=[*case.prep, *entries]))
    undo = f"undo: twoway undo {short(entries[0])}" if len(entries) > 1 else "undo: twoway undo"
    desk.wrote(entries[0], f"prep steps added: {len(fresh)} for {kind}", undo)
    ready = sum(not story.lacks for story in stories_of(state, {}).stories)
    if ready < stages[kind].stories:
        desk.output.hint(f"  stories to have ready: {stages[kind].stories}; whole ones you have: {ready}. twoway story")
    if stages[kind].all:
        desk.output.hint('  ask for it: twoway todo add "may I ask you some questions?" @WHO --kind ask')
    desk.output.hint(f"  plan it: twoway plan 45m --kind {kind}")


def _export(desk: Desk, args: Namespace) -> None:
    _, case = current_case(desk)
    names = {opportunity: name for name, opportunity in opportunity_names(desk).items()}
    booklet = booklet_of(desk.state(*names), case.id, names, desk.context.interview)
    text = html(booklet) if args.html else markdown(booklet)
    name = file_name("prep", handle_of(desk, case), desk.now.date(), "html" if args.html else "md")
    file = deliver(desk, [text], args.to, name, force=args.force)
    say(desk, file, "what you prepared")


def _done(desk: Desk, args: Namespace, words: list[str]) -> None:
    _, case = current_case(desk)
    number = words[0] if words else desk.prompts.line("Which step is done, by number? ", "the step's number")
    if not number.isdecimal():
        found = item_called(case, number)
        if found is None:
            _done_beside(desk, args, case, words)
        else:
            _done_item(desk, args, case, *found)
        return
    step = _step(desk, case, int(number))
    finding = optional_text(desk, words[1:], args, "What did it bring to light? (Enter for nothing) ")
    event = PrepStepCompleted(
        opportunity=case.id, step=step.id, kind=step.event.kind, finding=finding, source=args.source
    )
    entry = desk.write(event, moment_of(desk, args))
    left = left_words(case, step.id)
    open_before = sum(not is_done(case, one) and one is not step for one in case.prep.values())
    done = len(case.prep) - open_before
    desk.wrote(entry, f"prep step done: {done} of {len(case.prep)}{f'; left: {left}' if left else ''}")


def _done_item(desk: Desk, args: Namespace, case: Case, step: PrepStep, item: str) -> None:
    """Note what one item of a step brought to light; with the last of them the step is done."""
    with Draft(desk, args.words[2:], args, f"what you found on {item}", f"{item}: ") as draft:
        event = PrepStepCompleted(opportunity=case.id, kind=item, finding=draft.read(), source=args.source)
        entry = desk.write(event, moment_of(desk, args))
    missing = [one for one in items_of(step.event) if one != item and one not in found_on(case, step)]
    left = f"; left of this step: {', '.join(missing)}" if missing else "; the step is done"
    desk.wrote(entry, f"prep noted: {item}{left}")


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
