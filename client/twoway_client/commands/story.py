"""Usage: twoway story [add TITLE | change NAME | NAME] [options]
Your stories: a success each, with the skills it shows, ready to be told. Alone,
it lists them, where they were told, and the skills you have no story for.
  add TITLE          a new story; what is left out is asked for
  change NAME        polish it; what you do not give stays as it was
  NAME               the whole story, as a card to read before you go: its
                     title, a part of it, or its id
  --title TEXT       with change: another title
  --situation TEXT   how it was
  --action TEXT      what you did
  --result TEXT      what came of it
  --skill NAME       a skill that it shows; may be repeated; without a verb:
                     list the stories that show it
  -e, --edit         with add: the title, in $EDITOR on memory-backed storage
That you told one: twoway said TEXT --story NAME
Example: twoway story add "the slow report" --skill patience   Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace

from msgspec.structs import replace

from twoway_client.desk import Desk
from twoway_client.draft import Draft
from twoway_client.errors import UsageRefusal
from twoway_client.knowing import state_with
from twoway_client.naming import opportunity_names
from twoway_client.output import one_line
from twoway_client.parser import Parser
from twoway_client.people import joined
from twoway_client.picking import picked
from twoway_client.views.stories import stories_text, story_card
from twoway_core.events.prep import StoryPrepared
from twoway_core.journal.state import State
from twoway_core.projections.stories import PARTS, stories_of

_ASKED = {"situation": "How was it? ", "action": "What did you do? ", "result": "What came of it? "}
_SHOWN = 30


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    for part in ("title", *PARTS):
        parser.add_argument(f"--{part}")
    parser.add_argument("--skill", action="append", default=[])


def run(desk: Desk, args: Namespace) -> None:
    """List stories, show one, or note one."""
    verb, words = (args.words[0], args.words[1:]) if args.words else ("", [])
    if not verb:
        skill = " ".join(args.skill)
        view = stories_of(_everything(desk), _names(desk), skill)
        desk.output.view("twoway.stories/1", view, stories_text(view, skill))
    elif verb == "add":
        _add(desk, args, words)
    elif verb == "change":
        _change(desk, args, " ".join(words))
    else:
        _card(desk, " ".join(args.words))


def _everything(desk: Desk) -> State:
    """Return the fold of every opportunity: a story may have been told at any."""
    return state_with(desk, *opportunity_names(desk).values())


def _names(desk: Desk) -> dict[bytes, str]:
    return {opportunity: name for name, opportunity in opportunity_names(desk).items()}


def _card(desk: Desk, typed: str) -> None:
    state = _everything(desk)
    wanted = _called(state, typed)
    [story] = [one for one in stories_of(state, _names(desk)).stories if one.id == wanted]
    desk.output.view("twoway.story/1", story, story_card(story))


def _called(state: State, typed: str) -> bytes:
    titles = {name: story.event.title for name, story in state.mine.stories.items()}
    return picked(typed, titles, "story", 'twoway story lists them; a new one: twoway story add "TITLE"')


def _add(desk: Desk, args: Namespace, words: list[str]) -> None:
    with Draft(desk, words, args, "what the story is called") as draft:
        title = draft.read()
        given = {part: _part(desk, getattr(args, part), _ASKED[part]) for part in PARTS}
        skills = tuple(args.skill) or _asked_skills(desk)
        story = StoryPrepared(
            title=title,
            situation=given["situation"],
            action=given["action"],
            result=given["result"],
            skills=skills,
        )
        entry = desk.write(story)
    lacks = [part for part in PARTS if not given[part]]
    desk.wrote(entry, f"story prepared: {one_line(title, _SHOWN)}{_shows(skills)}{_lacking(lacks)}")


def _part(desk: Desk, given: str | None, prompt: str) -> str:
    """Return a part of a story: as given, else typed after ``prompt`` where somebody can; else nothing."""
    if given is not None or not desk.prompts.can_ask:
        return given or ""
    return desk.prompts.line(prompt, "the text")


def _asked_skills(desk: Desk) -> tuple[str, ...]:
    typed = desk.prompts.line("Which skills does it show? ", "the skills") if desk.prompts.can_ask else ""
    return tuple(skill.strip() for skill in typed.split(",") if skill.strip())


def _shows(skills: tuple[str, ...]) -> str:
    return f"; shows {', '.join(skills)}" if skills else ""


def _lacking(lacks: list[str]) -> str:
    return f"; still lacks {', '.join(lacks)}" if lacks else ""


def _change(desk: Desk, args: Namespace, typed: str) -> None:
    if not typed:
        raise UsageRefusal("which story is polished is missing.", mend="twoway story lists them")
    state = desk.state()
    story = state.mine.stories[_called(state, typed)]
    given = {part: text for part in ("title", *PARTS) if (text := getattr(args, part)) is not None}
    skills = tuple(args.skill) or story.event.skills
    after = replace(story.event, revises=story.id, skills=skills, **given)
    if replace(after, revises=story.event.revises) == story.event:
        raise UsageRefusal("what changed is missing.", mend=f'twoway story change {joined([typed])} --result "..."')
    entry = desk.write(after)
    desk.wrote(entry, f"story polished: {one_line(after.title, _SHOWN)}{_shows(after.skills)}")
