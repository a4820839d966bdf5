"""The walk of ``twoway want``: four steps of questions, from what matters to the present job."""

from __future__ import annotations

import re

from twoway_client.criteria import criteria_by_name
from twoway_client.desk import Desk
from twoway_client.wishes import HIGHEST, Must, Wishes
from twoway_core import starter
from twoway_core.journal.state import Mine

STEPS = ("weigh", "must", "present", "style")
MOST_POINTS = 100
_COLUMNS = 4
_OFTEN = "3 remote days, hours kept, no night work"
_NAME_LETTERS = 200


class Walk:
    """One walk through the questions. ``whole``: all four steps, numbered on the screen."""

    def __init__(self, desk: Desk, mine: Mine, *, whole: bool) -> None:
        self.desk, self.mine, self.whole = desk, mine, whole
        self.prompts, self.talk = desk.prompts, desk.output.talk
        self.wishes = Wishes()
        known = [mine.criteria[name].event for name in criteria_by_name(mine).values()]
        self.offered = [criterion.name for criterion in known if not criterion.yes_no]

    def take(self, step: str) -> None:
        """Ask the questions of one step. Raises UsageRefusal without a terminal, Cancelled on Ctrl-C."""
        {"weigh": self._weigh, "must": self._must, "present": self._present, "style": self._style}[step]()

    def _head(self, number: int) -> str:
        return f"{number} of 4  " if self.whole else ""

    def _weigh(self) -> None:
        self.talk(f"{self._head(1)}Which matter in your next job? Numbers, or words of your own.")
        if self.offered:
            self.talk("\n".join(_columns(self.offered)))
        chosen = self._chosen()
        for name in chosen:
            self._ideal(name)
        self.wishes.points = self._swing(chosen)

    def _chosen(self) -> list[str]:
        while True:
            typed = self.prompts.line("> ", "what matters to you")
            names = list(dict.fromkeys(choices(typed, self.offered)))
            if names and all(len(name) <= _NAME_LETTERS for name in names):
                return names
            self.talk(f"Numbers from 1 to {len(self.offered)}, or words; commas between words of your own.")

    def _ideal(self, name: str) -> None:
        """Ask for the best level of a criterion that is best at one's own."""
        known = criteria_by_name(self.mine).get(name.casefold())
        if known is None or self.mine.criteria[known].event.shape != "ideal":
            return
        event = self.mine.criteria[known].event
        low, high = starter.ideal_ends().get(event.name, (event.anchor1 or "least", event.anchor5 or "most"))
        prompt = f"  {name}: the right level for you, 1 ({low}) to 5 ({high}): "
        self.wishes.ideals[name] = self.prompts.number(prompt, f"the right level of {name}", range(1, HIGHEST + 1))

    def _swing(self, names: list[str]) -> dict[str, int]:
        """Ask how much each is worth, the first 100; return the points by name, the first one first."""
        if len(names) == 1:
            return {names[0]: MOST_POINTS}
        together = {2: "both"}.get(len(names), f"all {_NUMBERS.get(len(names), len(names))}")
        self.talk(f"{self._head(2)}Picture a job that is at its worst on {together}. Lift one to its best:")
        first = self._first(names)
        points = {first: MOST_POINTS}
        for at, name in enumerate(name for name in names if name != first):
            prompt = f"  That is 100. How much is lifting {name} worth to you? " if at == 0 else f"  And {name}? "
            points[name] = self.prompts.number(prompt, f"the worth of {name}", range(MOST_POINTS + 1))
        return points

    def _first(self, names: list[str]) -> str:
        while True:
            typed = self.prompts.line("        which first? ", "which you would lift first")
            found = [name for name in choices(typed, self.offered) if name in names]
            if len(found) == 1:
                return found[0]
            self.talk(f"        One of these: {', '.join(names)}.")

    def _must(self) -> None:
        self.talk(f"{self._head(3)}Must-haves: without them, no. One a line, empty line to end.")
        self.talk(f"        Often named: {_OFTEN}.")
        while typed := self.prompts.line("> ", "a must-have"):
            typed, threshold = self._level_behind(typed)
            if threshold is None and self._takes_level(typed):
                threshold = self.prompts.number("  At least how good, 1 to 5: ", "the level", range(1, HIGHEST + 1))
            negotiable = self.prompts.yes("  Would you negotiate about it?", "a yes or no", default=False)
            self.wishes.musts.append(Must(typed[:_NAME_LETTERS], threshold, negotiable))

    def _takes_level(self, name: str) -> bool:
        known = criteria_by_name(self.mine).get(name.casefold())
        return known is not None and not self.mine.criteria[known].event.yes_no

    def _level_behind(self, typed: str) -> tuple[str, int | None]:
        """Return name and level of "growth 4" or "growth=4"; no level where that is all one name."""
        name, _, level = typed.replace("=", " ").rpartition(" ")
        if level.isdecimal() and 1 <= int(level) <= HIGHEST and self._takes_level(name.strip()):
            return name.strip(), int(level)
        return typed, None

    def _present(self) -> None:
        from twoway_client.views.wants import weighed_names

        names = list(self.wishes.points) or weighed_names(self.mine)
        if not names:
            return
        prompt = f"{self._head(4)}Your present job, 1 to 5: {', '.join(names)}: "
        while True:
            typed = self.prompts.line(prompt, "your present job").replace(",", " ").split()
            if not typed:
                return
            if len(typed) == len(names) and all(word == "-" or word in "12345" for word in typed):
                ratings = [None if word == "-" else int(word) for word in typed]
                self.wishes.present = {name: rating for name, rating in zip(names, ratings, strict=True) if rating}
                return
            self.talk(f"{len(names)} numbers from 1 to 5, with spaces; - where you cannot say; Enter to leave it out.")

    def _style(self) -> None:
        self.talk("How do you like to work? 1 to 5; Enter leaves one out. Neither end is better.")
        for scale in starter.scales():
            while True:
                typed = self.prompts.line(f"  {scale.name}: 1 ({scale.low}) to 5 ({scale.high}): ", "a level")
                if typed == "" or (len(typed) == 1 and typed in "12345"):
                    break
                self.talk("  A number from 1 to 5, or Enter.")
            if typed:
                self.wishes.styles[scale.name] = int(typed)
        self._trade()

    def _trade(self) -> None:
        """Ask what time of one's own is worth beside pay: which of the two one would lift first, and the other."""
        self.talk("Picture a job with the least pay and no time of your own. Lift one to its best:")
        while True:
            first = self.prompts.line("        which first, pay or time? (Enter leaves it out) ", "pay or time")
            if first.lower() in ("", "pay", "time"):
                break
            self.talk("        One of these: pay, time.")
        if not first:
            return
        other = "time" if first.lower() == "pay" else "pay"
        prompt = f"  That is 100. How much is lifting {other} worth to you? "
        worth = self.prompts.number(prompt, f"the worth of {other}", range(MOST_POINTS + 1))
        self.wishes.trade = (worth, MOST_POINTS) if other == "time" else (MOST_POINTS, worth)


_NUMBERS = {3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}


def choices(typed: str, offered: list[str]) -> list[str]:
    """Return the names that ``typed`` means: numbers of the list, names on it, or words of one's own.

    Commas stand between words of one's own; numbers and names on the list need none.
    """
    known = {name.casefold(): name for name in offered}
    found: list[str] = []
    for part in typed.split(","):
        numbers, words = _leading_numbers(part)
        if any(not 1 <= number <= len(offered) for number in numbers):
            return []
        found += [offered[number - 1] for number in numbers]
        if words.casefold() in known:
            found.append(known[words.casefold()])
        elif words and all(word.casefold() in known for word in words.split()):
            found += [known[word.casefold()] for word in words.split()]
        elif words:
            found.append(words)
    return found


def _leading_numbers(part: str) -> tuple[list[int], str]:
    """Return the numbers that ``part`` begins with, and the rest; "3 remote days" is words only where alone."""
    found = re.match(r"\s*((?:\d+\s+)*\d+)?\s*(.*)$", part, re.DOTALL)
    numbers, rest = (found[1] or "", found[2].strip()) if found else ("", part.strip())
    return [int(number) for number in numbers.split()], " ".join(rest.split())


def _columns(names: list[str]) -> list[str]:
    """Return the numbered names, down first, in four columns as wide as what is in them."""
    rows = -(-len(names) // _COLUMNS)
    cells = [
        [(at, names[at]) for at in range(column * rows, min((column + 1) * rows, len(names)))]
        for column in range(_COLUMNS)
    ]
    widths = [max((len(name) for _, name in column), default=0) for column in cells]
    lines = []
    for row in range(rows):
        parts = [
            f"{column[row][0] + 1:>2} {column[row][1]:<{width}}"
            for column, width in zip(cells, widths, strict=True)
            if row < len(column)
        ]
        lines.append("  " + "  ".join(parts).rstrip())
    return lines
