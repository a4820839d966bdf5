"""Usage: twoway why [NAME] CRITERION | ID
The notes behind a number: who said it, how, what it counts, how you rated it.
  CRITERION    a criterion or a must-have, such as autonomy
  NAME         before a criterion: an opportunity [the current one]
  ID           a note, a question asked, a rating, a red flag or a promise
  negotiate    how the worth of asking for more comes about, with an offer
Example: twoway why autonomy
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from twoway_client.criteria import criterion_called, find_criterion
from twoway_client.desk import Desk
from twoway_client.errors import Refusal
from twoway_client.judging import keep_still_during
from twoway_client.naming import opportunity_names
from twoway_client.parser import Parser
from twoway_client.people import case_called, entry_called, handle_of
from twoway_client.views.deciding import negotiating_text
from twoway_client.views.why import why_note_text, why_text
from twoway_client.weighing import learned_settings_of, weighed
from twoway_core.ids import is_handle, short
from twoway_core.journal.handles import find
from twoway_core.journal.state import Case, State
from twoway_core.projections.why import why, why_note

NEGOTIATE = "negotiate"


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.words()


def run(desk: Desk, args: Namespace) -> None:
    """Show what stands behind a criterion or an entry."""
    words = args.words or desk.prompts.line("Criterion or id: ", "a criterion or an id").split()
    name = words[0] if len(words) > 1 and find(opportunity_names(desk), words[0]) is not None else None
    state, case = case_called(desk, name)
    keep_still_during(desk, case)
    text = " ".join(words if name is None else words[1:])
    criterion = find_criterion(state.mine, text)
    if criterion is None and text.casefold() == NEGOTIATE:
        _show_negotiating(desk, handle_of(desk, case))
        return
    if criterion is None and is_handle(text.casefold()):
        _show_entry(desk, state, case, entry_called(desk, text, state.ids))
        return
    criterion = criterion_called(state.mine, text) if criterion is None else criterion
    view = why(state.mine, case, criterion, handle_of(desk, case), learned_settings_of(desk))
    desk.output.view("twoway.why/1", view, why_text(view), [view.opportunity])


def _show_negotiating(desk: Desk, name: str) -> None:
    """Show how the worth of asking for more comes about."""
    found = weighed(desk, name)
    view = found.deciding()
    desk.output.view("twoway.decide/1", view, negotiating_text(view, name, found.called(view.rival)), [name])


def _show_entry(desk: Desk, state: State, case: Case, entry: bytes) -> None:
    """Show the note behind ``entry``. Raises Refusal where it is none."""
    name, settings = handle_of(desk, case), learned_settings_of(desk)
    views = [why_note(state.mine, case, noted, name, settings) for noted in _notes_behind(case, entry)]
    found = [view for view in views if view is not None]
    if not found:
        raise _no_note(case, entry)
    texts = "\n".join(why_note_text(view) for view in found)
    desk.output.view("twoway.why-note/1", {"notes": found}, texts, [handle_of(desk, case)])


def _no_note(case: Case, entry: bytes) -> Refusal:
    name = short(entry)
    what, mend = f"{name} is no note: no number rests on it.", f"twoway log {name}"
    if entry in case.flags:
        what, mend = f"red flag {name} rests on no note: it is your word alone.", 'twoway flag "..." --on ID'
    elif entry in case.commitments:
        what, mend = f"promise {name} rests on no note: it was noted by itself.", 'twoway promise "..." --on ID'
    elif entry in case.asked:
        what, mend = f"question {name} has no noted answer.", "twoway note, right after twoway ask"
    return Refusal("no-note", what, mend=mend)


def _notes_behind(case: Case, entry: bytes) -> Iterator[bytes]:
    """Yield the notes that ``entry`` is, rests on, or was answered by."""
    if entry in case.rated:
        yield case.rated[entry].event.answer
    elif entry in case.asked:
        yield from (answer.id for answer in case.answers.values() if answer.event.asked == entry)
    elif entry in case.flags:
        yield from case.flags[entry].event.evidence
    elif entry in case.commitments:
        answer = case.commitments[entry].event.answer
        yield from () if answer is None else (answer,)
    else:
        yield entry
