"""Usage: twoway match [NAME]
       twoway match SCALE=N [@WHO] [TEXT] [options]
       twoway match SCALE [--adapt TEXT] [--tolerance N]
How you like to work beside how they do: the gap on each scale, and how
supportive the people there would be. Your side comes from twoway want style.
  NAME             an opportunity, by its short name [the current one]
  SCALE=N          note their side, 1 to 5 on the scale: a note and its rating,
                   as good as any other; what they said, where you give TEXT
  @WHO             whose word it is; without, it is what you saw
  --adapt TEXT     how you would adapt
  --tolerance N    how many steps off you can live with, 0 to 4
  --form WORD      example, number, general, evasive, refused [general]
  --sure WORD      sure, fairly, unsure [fairly]
Example: twoway match medium=5 @ana "she wants to talk it over"
"""

from __future__ import annotations

import re
from argparse import Namespace

from msgspec.structs import replace

from twoway_client.desk import Batch, Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.judging import keep_still_during
from twoway_client.naming import current_case
from twoway_client.nearly import did_you_mean
from twoway_client.parser import Parser
from twoway_client.people import case_called, handle_of
from twoway_client.room import named, one_person, say_written, split_ends
from twoway_client.shortforms import CERTAINTY_WORDS, FORM_WORDS
from twoway_client.views.style_match import style_match_text
from twoway_core.events.base import Event
from twoway_core.events.judge import AnswerRated
from twoway_core.events.mine import CriterionDefined, WorkingStyleStated
from twoway_core.events.talk import AnswerNoted, ObservationNoted
from twoway_core.ids import short
from twoway_core.journal.state import Mine
from twoway_core.projections.working_style import scale_criterion, style_match

_THEIRS = re.compile(r"([^=]+)=([1-5])$")


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.words()
    parser.add_argument("--adapt", metavar="TEXT")
    parser.add_argument("--tolerance", type=int, choices=range(5), metavar="N")
    parser.add_argument("--form", choices=FORM_WORDS, default="general")
    parser.add_argument("--sure", choices=CERTAINTY_WORDS, default="fairly")


def run(desk: Desk, args: Namespace) -> None:
    """Show the match, or note what is missing for it."""
    people, words = split_ends(args.words)
    theirs = _THEIRS.match(words[0]) if words else None
    if theirs is not None:
        more, text = split_ends(words[1:])
        contact = one_person(desk, [*people, *more], args.words)
        _note_theirs(desk, args, theirs[1], int(theirs[2]), contact, " ".join(text))
    elif args.adapt is not None or args.tolerance is not None:
        _adapt(desk, args, words)
    else:
        _show(desk, words, people)


def _show(desk: Desk, words: list[str], people: list[str]) -> None:
    if len(words) > 1 or people or (words and "=" in words[0]):
        raise UsageRefusal("match takes SCALE=N, N from 1 to 5, or nothing.", mend="twoway match pace=4 @ana")
    state, case = case_called(desk, words[0] if words else None)
    keep_still_during(desk, case)
    view = style_match(state.mine, case, handle_of(desk, case))
    desk.output.view("twoway.match/1", view, style_match_text(view), [view.opportunity])


def _note_theirs(desk: Desk, args: Namespace, scale: str, level: int, contact: bytes | None, text: str) -> None:
    """Write what was said or seen of their ways, rated on the scale's criterion, which is made where there is none."""
    state, case = current_case(desk)
    stated = _stated(state.mine, scale)
    said = text or f"{stated.scale}: {level}, from 1 ({stated.low}) to 5 ({stated.high})"
    with desk.batch() as batch:
        criterion = scale_criterion(state.mine, stated.scale) or _new_criterion(batch, stated)
        name = batch.add(_their_way(desk, args, case.id, criterion, contact, said))
        batch.add(
            AnswerRated(
                opportunity=case.id, interview=desk.context.interview, answer=name, criterion=criterion, rating=level
            )
        )
        first = batch.ids[0]
    who = named(desk, [contact] if contact else []) or ("" if contact else "as you saw it")
    about = ", ".join(filter(None, [f"{stated.scale} {level}", who]))
    say_written(desk, name, f"their way noted: {about}", f"undo: twoway undo {short(first)}")


def _their_way(
    desk: Desk, args: Namespace, opportunity: bytes, criterion: bytes, contact: bytes | None, text: str
) -> Event:
    """Return the note: what ``contact`` said or, of nobody, what I saw."""
    kind = ObservationNoted if contact is None else AnswerNoted
    return kind(
        opportunity=opportunity,
        interview=desk.context.interview,
        text=text,
        contact=contact,
        criteria=(criterion,),
        form=args.form,
        certainty=args.sure,
    )


def _new_criterion(batch: Batch, stated: WorkingStyleStated) -> bytes:
    return batch.add(
        CriterionDefined(
            name=stated.scale,
            lens="daily",
            sphere="professional",
            shape="ideal",
            ideal=stated.level,
            anchor1=stated.low,
            anchor5=stated.high,
        )
    )


def _adapt(desk: Desk, args: Namespace, words: list[str]) -> None:
    if len(words) != 1:
        raise UsageRefusal("which scale is missing.", mend='twoway match pace --adapt "plan the week on Monday"')
    stated = _stated(desk.state().mine, words[0])
    adapt = stated.adapt if args.adapt is None else args.adapt
    tolerance = stated.tolerance if args.tolerance is None else args.tolerance
    name = desk.write(replace(stated, adapt=adapt, tolerance=tolerance))
    what = [stated.scale, "how you would adapt" if args.adapt is not None else ""]
    what.append(f"{tolerance} steps off are well" if args.tolerance is not None else "")
    say_written(desk, name, f"working style noted: {', '.join(filter(None, what))}")


def _stated(mine: Mine, scale: str) -> WorkingStyleStated:
    """Return what was said of ``scale``. Raises Refusal."""
    known = {name.casefold(): fact.event for name, fact in mine.styles.items()}
    found = known.get(scale.strip().casefold())
    if found is None:
        near = did_you_mean(scale, mine.styles)
        raise Refusal(
            "unknown-scale",
            f'you have not said how you like to work on "{scale}".{near}',
            mend=f"twoway want --style {scale.strip()}=3",
        )
    return found
