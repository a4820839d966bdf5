"""The advertisement as text: a strip of the days on which it stood, and each line beside what they said of it."""

from __future__ import annotations

from datetime import date

from twoway_client.output import WIDTH, one_line, visible, wrapped
from twoway_client.times import show_short_day
from twoway_core.ids import short
from twoway_core.projections.beliefs import Word
from twoway_core.projections.posting import Posting, PostingLine, repost_words

_STRIP = 48
_OPEN, _SEEN, _AGAIN = "=", "o", "R"
_INDENT = " " * 17


def posting_text(view: Posting) -> str:
    """Return the advertisement as text."""
    if not view.sightings and not view.lines:
        return f"{view.opportunity}: its posting was not noted. Note it: twoway posting add --file FILE"
    lines = [_head(view)]
    if view.sightings:
        lines += [*_history(view), *warning(view)]
    lines += [row for line in view.lines for row in _line(line)]
    lines += [wrapped("  gone           ", visible(text)) for text in view.gone]
    if any(line.status == "open" for line in view.lines):
        lines.append("Ask: twoway posting ask N. Settle: twoway posting confirmed N, or changed N")
    return "\n".join(lines)


def _head(view: Posting) -> str:
    count = {status: sum(line.status == status for line in view.lines) for status in ("confirmed", "changed", "open")}
    told = ", ".join(f"{number} {status}" for status, number in count.items() if number)
    parts = [f"{len(view.lines)} lines: {told}" if view.lines else "its text was not kept"]
    if view.sightings:
        parts.append(f"seen {repost_words(len(view.sightings))}")
    return f"{view.opportunity}: {'; '.join(parts)}"


def warning(view: Posting) -> list[str]:
    """Return what to think of a position that was put up again; nothing where it was not."""
    if not view.reposted:
        return []
    times = repost_words(view.reposted)
    ask = f"Ask: {view.ask}" if view.ask else 'Ask why: twoway bank add "Why is the position open?" --tag flag'
    lines = [wrapped("  ", f"Put up again {times}: a warning, until somebody explains it. {visible(ask)}")]
    if not view.flagged:
        lines.append(f'  A flag? twoway flag "put up again {times}" --on {short(view.sightings[-1].id)} --light')
    return lines


def _history(view: Posting) -> list[str]:
    """Return a strip from the first day to the last, and what its letters mean."""
    first = min(one.since or one.seen for one in view.sightings)
    last = view.sightings[-1].seen
    strip = ["."] * _STRIP
    for one in view.sightings:
        since = _place(one.since or one.seen, first, last)
        for place in range(since, _place(one.seen, first, last)):
            strip[place] = _OPEN
    for earlier, one in zip((None, *view.sightings), view.sightings, strict=False):
        strip[_place(one.seen, first, last)] = _SEEN
        if earlier is not None and one.since is not None and one.since > earlier.seen:
            strip[_place(one.since, first, last)] = _AGAIN
    shown = "".join(strip)
    legend = [
        f"{_SEEN} seen",
        f"{_OPEN} open" if _OPEN in shown else "",
        f"{_AGAIN} put up again" if _AGAIN in shown else "",
    ]
    ends = f"  {show_short_day(first)} {shown} {show_short_day(last)}"
    return [ends, f"  {', '.join(part for part in legend if part)}"]


def _place(day: date, first: date, last: date) -> int:
    return (day - first).days * (_STRIP - 1) // max((last - first).days, 1)


def _line(line: PostingLine) -> list[str]:
    head = f"{line.number:>3}  {line.status:<9} {'+' if line.new else ' '} "
    return [wrapped(head, visible(line.text)), *(_said(word) for word in line.said)]


def _said(word: Word) -> str:
    who = f"{word.who}: " if word.who else "you saw: "
    return f"{_INDENT}{one_line(f'{who}{word.text}', WIDTH - len(_INDENT))}"
