"""Usage: twoway note [TEXT] [@WHO] [options]         short: n
Note the answer to the question asked last. No network, no waiting.
  TEXT             the answer; else from a pipe, -e, or a prompt
  @WHO             who answered (else the person asked)
  -q N             to line N of the plan, marked as asked if it was not
  --form WORD      example, number, general, evasive, refused [general]
  --sure WORD      sure, fairly, unsure [fairly]
  --changed        they changed an earlier answer; both are kept
  --limit AREA[=LIMIT]
                   it tells what you may decide alone, such as money=3,000;
                   without LIMIT in the words of the answer
  --approver WHO   with --limit: who decides above it, @ana or a word
  --figure TEXT    a number that was said, with its unit, such as "7.5 hours";
                   may be repeated: "35 km" and "3 days" are multiplied
  --when TIME      when it was said, such as 14:20 [now]
  -e, --edit       write in $EDITOR, on memory-backed storage only
Short forms before the text: e: n: g: v: r: give the form, e+: sure, e?: unsure.
Example: twoway n "e+: she sent two people to a course"      Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace
from typing import NamedTuple

from msgspec.structs import replace

from twoway_client.desk import Batch, Desk
from twoway_client.draft import Draft
from twoway_client.errors import UsageRefusal
from twoway_client.listening import prompt_for
from twoway_client.parser import Parser
from twoway_client.people import contacts_called
from twoway_client.room import (
    askings_of,
    due_contacts,
    last_asking,
    likely_contacts,
    line_words,
    moment_of,
    named,
    opportunity_of,
    plan_line,
    say_written,
    split_ends,
    with_asking,
)
from twoway_client.shortforms import CERTAINTY_WORDS, FORM_WORDS, Said, parse
from twoway_client.store.context import Asking, Context
from twoway_core.events.base import Figure
from twoway_core.events.talk import AnswerNoted, QuestionAsked
from twoway_core.ids import short


class Target(NamedTuple):
    """What is answered: the entry ``asked``, None while line ``line`` still has to be marked as asked."""

    asked: bytes | None
    interview: bytes | None
    line: int
    contacts: list[bytes]
    is_new: bool = False


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    parser.when()
    parser.add_argument("-q", type=int, metavar="N")
    parser.add_argument("--form", choices=FORM_WORDS)
    parser.add_argument("--sure", choices=CERTAINTY_WORDS)
    parser.add_argument("--changed", action="store_true")
    parser.add_argument("--limit", metavar="AREA")
    parser.add_argument("--approver", metavar="WHO")
    parser.add_argument("--figure", metavar="TEXT", action="append", default=[])


def run(desk: Desk, args: Namespace) -> None:
    """Note an answer and, with -q, that its question was asked."""
    people, words = split_ends(args.words)
    with Draft(desk, words, args, "the answer") as draft:
        opportunity, moment = opportunity_of(desk), moment_of(desk, args)
        who = contacts_called(desk, people, args.words)
        if len(who) > 1:
            raise UsageRefusal("an answer has one voice: name one person.", mend="a note for each, twoway n @WHO TEXT")
        _check_limit(desk, args)
        figures = _figures(args)
        target = _target(desk.context, args.q, who)
        supersedes = _earlier(desk, target, who) if args.changed else None
        said = _said(args, draft.read())
        context = desk.context
        with desk.batch(moment) as batch:
            asked = batch.add(_asking(desk, opportunity, target)) if target.is_new else target.asked
            answer = AnswerNoted(
                opportunity=opportunity,
                interview=target.interview,
                text=said.text,
                asked=asked,
                contact=target.contacts[0] if len(target.contacts) == 1 else None,
                form=said.form or "general",
                certainty=said.certainty or "fairly",
                supersedes=supersedes,
                figures=figures,
            )
            name = batch.add(answer)
            _add_limit(batch, args, answer, name)
            desk.keep_context(_after(context, target, asked, name))
    _say(desk, target, said, asked, name, limit=args.limit is not None)


def _check_limit(desk: Desk, args: Namespace) -> None:
    if args.limit is not None or args.approver is not None:
        from twoway_client.limits import check_limit  # few answers tell one

        check_limit(desk, args)


def _figures(args: Namespace) -> tuple[Figure, ...]:
    if not args.figure:
        return ()
    from twoway_client.figures_said import parse_figure  # few answers give one

    return tuple(parse_figure(text) for text in args.figure)


def _add_limit(batch: Batch, args: Namespace, answer: AnswerNoted, name: bytes) -> None:
    if args.limit is not None:
        from twoway_client.limits import limit_of

        batch.add(limit_of(args, answer, name))


def _target(context: Context, number: int | None, who: list[bytes]) -> Target:
    """Return what is answered: line ``number`` of the plan, else the question asked last. Raises Refusal."""
    if number is None:
        asking = last_asking(context)
        interview = asking.interview if asking is not None else context.interview
        return Target(context.asked, interview, context.line, who or likely_contacts(context))
    before = [one for one in askings_of(context, number) if not (who and one.contacts) or set(who) <= set(one.contacts)]
    if before:
        asking = before[-1]
        return Target(asking.entry, asking.interview, number, who or asking.contacts)
    return Target(None, context.interview, number, who or due_contacts(context, number), is_new=True)


def _asking(desk: Desk, opportunity: bytes, target: Target) -> QuestionAsked:
    """Return the event that marks the line of ``target`` as asked."""
    context = desk.context
    return QuestionAsked(
        opportunity=opportunity,
        interview=context.interview,
        question=plan_line(context, target.line).question,
        text=line_words(desk, target.line),
        contacts=tuple(target.contacts),
        agenda=context.agenda,
        line=target.line,
    )


def _said(args: Namespace, text: str) -> Said:
    """Return what was said; an option overrules a short form. Raises UsageRefusal for no text at all."""
    said = parse(text)
    said = Said(said.text, args.form or said.form, args.sure or said.certainty)
    if not said.text.strip() and said.form != "refused":
        raise UsageRefusal("the answer is missing.", mend='twoway note "e+: what was said"')
    return said


def _earlier(desk: Desk, target: Target, who: list[bytes]) -> bytes:
    """Return the answer that was changed; the one noted last costs no look into the journal. Raises Refusal."""
    context = desk.context
    is_last = not target.is_new and target.asked == context.asked and who in ([], context.contacts)
    if is_last and context.answer is not None:
        return context.answer
    from twoway_client.changed import earlier_answer

    line = plan_line(context, target.line) if target.is_new else None
    return earlier_answer(desk, target.asked, line.question if line else None, target.contacts)


def _after(context: Context, target: Target, asked: bytes | None, name: bytes) -> Context:
    """Return ``context`` once the answer was written as entry ``name``."""
    if not target.is_new or asked is None:
        return replace(context, asked=asked, line=target.line, contacts=target.contacts, answer=name)
    question = plan_line(context, target.line).question
    asking = Asking(asked, context.interview, context.agenda, target.line, question, target.contacts)
    askings = with_asking(context, asking)
    return replace(context, asked=asked, line=target.line, contacts=target.contacts, answer=name, askings=askings)


def _say(desk: Desk, target: Target, said: Said, asked: bytes | None, name: bytes, *, limit: bool) -> None:
    """Say what was written: who on which line, and whatever was said of its form."""
    on = f"on {target.line}" if target.line else ""
    about = " ".join(filter(None, [named(desk, target.contacts), on]))
    noted = "answer and limit noted" if limit else "answer noted"
    if target.is_new and asked is not None:
        say_written(desk, name, f"question asked, {noted}: {about}", f"undo: twoway undo {short(name)}")
    else:
        what = ", ".join(filter(None, [about, said.form, said.certainty]))
        undo = f"undo: twoway undo {short(name)}" if limit else "undo: twoway undo"
        say_written(desk, name, f"{noted}: {what}" if what else noted, undo)
    if prompt := prompt_for(said.form, name):
        desk.output.hint(f"  {prompt}")
