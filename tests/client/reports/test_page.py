"""The report as one HTML file."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from datetime import date
from hashlib import sha256

import pytest

from twoway_client.reports.page import html
from twoway_core.events.after import FollowUpPlanned, FollowUpSent
from twoway_core.events.case import ContactAdded, OpportunityOpened
from twoway_core.events.mine import BaselineRated, Points, Preference, WeightsElicited
from twoway_core.events.talk import CommitmentNoted, RedFlagRaised, RedFlagResolved

from ...core.projections.diary import Firm, acme, begun, wanting
from .shown import Outline, both, page
from .whole import whole

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>\x1b[2J\u202e'


def rich() -> list[Firm]:
    """Return three firms with everything that a report can show."""
    one, other = both()
    firm = one.firm
    flag = firm.notes(RedFlagRaised(text="open twice", severity="light", evidence=(one.ben_said, b"?" * 16)))
    firm.notes(RedFlagRaised(text="rude"))
    firm.notes(RedFlagResolved(flag=flag, explanation="a new post"))
    firm.notes(RedFlagRaised(text="late", evidence=(firm.hears(one.ben, "they start at noon"),)))
    firm.notes(CommitmentNoted(term="training", value="a week", contact=one.ana))
    firm.notes(FollowUpSent(follow_up=firm.notes(FollowUpPlanned(kind="thanks", contact=one.ana))))
    later = firm.hears(one.carla, "one course, rather", one.wants["growth"])
    firm.rates(later, one.wants["growth"], 2)
    firm.hears(one.ana, "well", one.wants["balance"])
    return [firm, other, Firm(one.wants.diary, "Cedar")]


def everything() -> list[Firm]:
    """Return three firms of a whole search."""
    one, other, cedar = whole()
    return [one.firm, other, cedar]


def hostile() -> Firm:
    """Return a firm every word of which tries to act on the page."""
    wants = wanting()
    firm = Firm(wants.diary, HOSTILE[:60], HOSTILE)
    ana = firm.write(ContactAdded(opportunity=firm.id, name=HOSTILE, role="boss"))
    firm.starts(ana)
    noted = firm.hears(ana, HOSTILE * 3, wants["growth"])
    firm.rates(noted, wants["growth"], 3)
    firm.notes(RedFlagRaised(text=HOSTILE, severity="severe", kind=HOSTILE, evidence=(noted,)))
    firm.notes(CommitmentNoted(term=HOSTILE, value=HOSTILE, contact=ana, medium=HOSTILE))
    return firm


FIRMS: dict[str, Callable[[], list[Firm]]] = {
    "rich": rich,
    "whole": everything,
    "one": lambda: [acme().firm],
    "empty": lambda: [Firm(begun().diary, "Acme")],
    "hostile": lambda: [hostile()],
}


@pytest.mark.parametrize("kind", FIRMS)
def test_every_link_leads_to_something_on_the_page(kind: str) -> None:
    """A number without its notes is a promise not kept."""
    outline = Outline(html(page(*FIRMS[kind]())))
    targets = {link.removeprefix("#") for link in outline.links}

    assert all(link.startswith("#") for link in outline.links)
    assert targets - set(outline.ids) == set()


@pytest.mark.parametrize("kind", FIRMS)
def test_no_id_is_given_twice(kind: str) -> None:
    """Else a link would lead to the first of them."""
    counted = Counter(Outline(html(page(*FIRMS[kind]()))).ids)

    assert [name for name, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("kind", FIRMS)
def test_the_page_runs_and_fetches_nothing(kind: str) -> None:
    """No script, no image, no handler, no address of anything."""
    outline = Outline(html(page(*FIRMS[kind]())))
    names = {name for name, _ in outline.attributes}

    assert {"script", "img", "iframe", "object", "link", "base", "form"} & set(outline.tags) == set()
    assert [name for name in names if name.startswith("on") or name in ("src", "style", "srcset")] == []


def test_the_policy_allows_the_one_style_sheet_by_its_hash() -> None:
    """Everything else is forbidden."""
    document = html(page(acme().firm))
    style = re.search(r"<style>(.*?)</style>", document, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()

    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in document
    assert "url(" not in style[1].replace("url(#", "")
    assert "@import" not in style[1]


def test_hostile_words_are_seen_and_do_nothing() -> None:
    """They stand on the page, letter by letter, with stand-ins for what cannot be seen."""
    document = html(page(hostile()))

    assert "<script" not in document
    assert "\x1b" not in document
    assert "\u202e" not in document
    assert "<script>alert(1)</script><img src=x onerror=alert(1)>\\x1b[2J\\u202e" in "".join(Outline(document).words)


def test_page_one_says_what_to_do_and_why() -> None:
    """The recommendation, its reasons, the gaps, with their numbers as links."""
    words = "".join(Outline(html(page(acme().firm))).words)

    assert "ASK MORE about Acme, before you go on" in words
    assert "Acme fits 0.67, range 0.52 to 0.82, coverage 0.49. Your present job: 0.63." in words
    assert "3 remote days open (0.67): only the recruiter said so" in words
    assert "Balance: unknown" in words


def test_two_reports_of_one_journal_are_equal_and_another_differs() -> None:
    """Nothing in it comes from a clock or from chance."""
    firm = acme().firm

    assert html(page(firm)) == html(page(firm))
    assert html(page(firm)) != html(page(Firm(wanting().diary, "Acme")))


def test_the_figures_lead_on_to_the_notes() -> None:
    """Autonomy's mean, from Ana's 5 and Ben's 4, each with a link to its note."""
    figures = {figure.name: figure for figure in page(acme().firm).figures}
    words = figures["Acme, autonomy 0.79."].words

    assert "".join(part if isinstance(part, str) else part.words for part in words).startswith(
        "They agree 0.94; two people of one firm count 0.90; so 6.75 of 8 counts."
    )
    assert sum(not isinstance(part, str) for part in words) == 2


def test_a_note_stands_once_with_all_that_came_of_it() -> None:
    """A later answer to the same question is told apart from the one that stands no more."""
    firm = Firm(wanting().diary, "Acme")
    ana = firm.meets("Ana", "boss")
    criteria = {item.event.name: key for key, item in firm.mine.criteria.items()}
    asked = firm.asks(ana, text="How much training?")
    for text, rating in (("little", 2), ("much", 4)):
        noted = firm.hears(ana, text, criteria["growth"], criteria["autonomy"], asked=asked)
        firm.rates(noted, criteria["growth"], rating)
    notes = {note.text: note for note in page(firm).notes if note.text in ("little", "much")}

    assert notes["little"].outcome == (
        "autonomy: not rated; growth: rated 2, counts 4.00, but something later stands.",
    )
    assert notes["much"].outcome == ("autonomy: not rated; growth: rated 4, counts 4.00.",)


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (WeightsElicited(method="rank", order=(b"g", b"a")), "From your ranking (rank order centroid)"),
        (WeightsElicited(method="pairwise", pairs=(Preference(better=b"g", other=b"a"),)), "From comparing pairs"),
        (WeightsElicited(method="direct", answers=(Points(criterion=b"g", points=3),)), "Importance that you gave"),
        (WeightsElicited(method="dice", answers=(Points(criterion=b"g", points=3),)), "Dice: "),
    ],
)
def test_weights_say_how_they_came_about(event: WeightsElicited, said: str) -> None:
    """By a ranking, pairs, importance, or by a word of a newer version."""
    wants = begun()
    ids = {b"g": wants["growth"], b"a": wants["autonomy"]}
    real = WeightsElicited(
        method=event.method,
        order=tuple(ids[one] for one in event.order),
        pairs=tuple(Preference(better=ids[one.better], other=ids[one.other]) for one in event.pairs),
        answers=tuple(Points(criterion=ids[one.criterion], points=one.points) for one in event.answers),
    )
    wants.diary.write(real)
    weights = next(figure for figure in page(Firm(wants.diary, "Acme")).figures if figure.name == "Weights.")

    assert str(weights.words[0]).startswith(said)


def test_a_present_job_rated_in_part_says_how_much_is_missing() -> None:
    """Growth alone, of 16 criteria that weigh alike."""
    wants = begun()
    wants.diary.write(BaselineRated(criterion=wants["growth"], rating=5, reason="good courses"))
    made = page(Firm(wants.diary, "Acme"))
    present = next(figure for figure in made.figures if figure.anchor == "f-present")

    assert "On 0.94 of the weight it is not rated; there it counts 0.50." in "".join(map(str, present.words))
    assert [note.text for note in made.notes] == ["growth 5. good courses"]


def test_two_opportunities_stand_apart_in_figures_and_notes() -> None:
    """Each figure says whose it is."""
    names = [figure.name for figure in page(*rich()).figures]

    assert any(name.startswith("Acme, autonomy") for name in names)
    assert any(name.startswith("Birch, autonomy") for name in names)
    assert not any(name.startswith("Cedar, autonomy") for name in names)


def test_the_report_says_up_to_when_it_knows() -> None:
    """The day stands in its first line, and the role."""
    firm = Firm(wanting().diary, "Acme")
    firm.write(OpportunityOpened(firm="Other"))

    assert page(firm, today=date(2026, 3, 4)).meta == (
        "Decision report on Acme, Data engineer, as known on Wed 4 Mar 2026. Stage: interested."
    )
