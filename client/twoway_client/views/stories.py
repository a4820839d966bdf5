"""My stories, as a list and as cards."""

from __future__ import annotations

from twoway_client.output import visible, wrapped
from twoway_client.times import show_short_day
from twoway_client.views.table import table
from twoway_core.ids import short
from twoway_core.projections.stories import PARTS, Probed, Stories, StoryView, Telling


def stories_text(view: Stories, skill: str = "") -> str:
    """Return the list as text; ``skill``: that of the stories asked for, if one was named."""
    if not view.stories and skill:
        return wrapped("", f'No story shows {visible(skill)} yet: twoway story add TITLE --skill "{visible(skill)}"')
    if not view.stories and not view.bare:
        return 'No story yet. Prepare one: twoway story add "what it is called" --skill NAME'
    lines = [table([_row(one) for one in view.stories], indent="")] if view.stories else []
    lines += [wrapped("", f"They asked about {visible(_often(one))}: no story shows it yet.") for one in view.bare]
    return "\n".join(lines)


def _row(one: StoryView) -> tuple[str, ...]:
    told = ", ".join(dict.fromkeys(telling.opportunity for telling in one.told)) or "not told yet"
    lacks = f"; lacks {', '.join(one.lacks)}" if one.lacks else ""
    return short(one.id), one.title, ", ".join(one.skills) or "no skill", f"{told}{lacks}"


def _often(one: Probed) -> str:
    return f"{one.skill}, {one.times} times" if one.times > 1 else one.skill


def story_card(one: StoryView) -> str:
    """Return one story as text."""
    skills = f": shows {', '.join(one.skills)}" if one.skills else ""
    lines = [wrapped("", visible(f"{one.title}{skills}"))]
    lines += [wrapped(f"  {part:<10} ", visible(getattr(one, part)) or "(nothing yet)") for part in PARTS]
    lines += [wrapped("  told       ", visible(_told(telling))) for telling in one.told]
    lines += [f"  polished   {one.polished} time{'s' if one.polished > 1 else ''}"] if one.polished else []
    return "\n".join(lines)


def _told(telling: Telling) -> str:
    asked = f', to "{telling.question}"' if telling.question else ""
    rated = f"; went {telling.rating} of 5" if telling.rating is not None else ""
    return f"{show_short_day(telling.at.date())}, {telling.opportunity}{asked}{rated}"
