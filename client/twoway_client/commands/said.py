"""Usage: twoway said [TEXT] [options]
Note what you answered to what they asked last. No network, no waiting; works
while locked, except for stories and older questions.
  TEXT             your answer; else from a pipe, -e, or a prompt
  --on ID          to this question of theirs [the last one]
  --story NAME     the story that you told: its title, a part of it, or its id
  --rate N         how well you think it went, 1 to 5
  --when TIME      when you said it, such as 14:20 [now]
  -e, --edit       write in $EDITOR, on memory-backed storage only
Example: twoway said "Leading a team of four" --rate 4      Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.draft import Draft
from twoway_client.errors import Refusal
from twoway_client.naming import current_case
from twoway_client.parser import Parser
from twoway_client.people import entry_called
from twoway_client.picking import picked
from twoway_client.room import moment_of, opportunity_of, say_written
from twoway_core.events.talk import MyAnswerNoted
from twoway_core.ids import short


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    parser.when()
    parser.add_argument("--on", metavar="ID")
    parser.add_argument("--story", metavar="NAME")
    parser.add_argument("--rate", type=int, choices=range(1, 6), metavar="N")


def run(desk: Desk, args: Namespace) -> None:
    """Note my answer."""
    with Draft(desk, args.words, args, "your answer") as draft:
        opportunity, moment = opportunity_of(desk), moment_of(desk, args)
        received = _received(desk, args.on)
        story = _story(desk, args.story) if args.story else None
        event = MyAnswerNoted(
            opportunity=opportunity,
            interview=desk.context.interview,
            text=draft.read(),
            received=received,
            story=story,
            rating=args.rate,
        )
        name = desk.write(event, moment)
    about = [f"to {short(received)}", "with a story" if story else "", f"rated {args.rate} by you" if args.rate else ""]
    say_written(desk, name, f"your answer noted: {', '.join(filter(None, about))}")


def _received(desk: Desk, typed: str | None) -> bytes:
    """Return what they asked: ``typed``, else the last. Raises Refusal where nothing was received."""
    if typed is None and desk.context.received is not None:
        return desk.context.received
    _, case = current_case(desk)
    if typed is not None:
        return entry_called(desk, typed, case.received)
    last = max(case.received.values(), key=lambda one: (one.at, one.id), default=None)
    if last is None:
        raise Refusal("nothing-received", "they have asked nothing yet.", mend='twoway got "their question"')
    return last.id


def _story(desk: Desk, typed: str) -> bytes:
    stories = {name: story.event.title for name, story in desk.state().mine.stories.items()}
    return picked(typed, stories, "story", "twoway story lists them")
