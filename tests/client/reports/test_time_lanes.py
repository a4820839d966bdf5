"""The picture of what happened when."""

from __future__ import annotations

from datetime import date

from twoway_client.reports.book import page_of
from twoway_client.reports.phrases import plain
from twoway_client.reports.picture import Picture
from twoway_core.events.after import FollowUpPlanned, FollowUpSent
from twoway_core.events.case import OpportunityClosed
from twoway_core.events.prep import AgendaLine, AgendaPrepared
from twoway_core.events.talk import CommitmentNoted, RedFlagRaised

from ...core.projections.diary import Firm, acme, ms, wanting
from .shown import both, gathered, texts
from .whole import whole


def lanes(*firms: Firm, today: date = date(2026, 3, 6)) -> Picture:
    """Return the picture as it stands in a report on the first firm."""
    return page_of(gathered(*firms, today=today)).pictures[7]


def planned(asked: int) -> Firm:
    """Return a firm with one talk on 4 March, two questions planned, of which so many were asked."""
    firm = Firm(wanting().diary, "Acme")
    ana = firm.meets("Ana", "boss")
    firm.plans(ms(4, 14), 45, ana)
    firm.notes(
        AgendaPrepared(lines=(AgendaLine(text="Hours?", contacts=(ana,)), AgendaLine(text="Pay?", contacts=(ana,))))
    )
    firm.diary.now_ms = ms(4, 14)
    firm.starts()
    for text in ("Hours?", "Pay?")[:asked]:
        firm.asks(ana, text=text)
    firm.ends()
    return firm


def test_a_talk_carries_what_was_asked_of_what_was_planned() -> None:
    """One of two; the finding says so, and links to the talk."""
    picture = lanes(planned(1))

    assert "1/2" in texts(picture.drawings[0])
    assert plain(picture.title) == "On 4 Mar, Acme was asked 1 of 2 planned questions"
    assert "talk (asked/planned)" in texts(picture.drawings[0])


def test_a_whole_plan_is_told_as_such() -> None:
    """Both questions were asked."""
    assert plain(lanes(planned(2)).title) == "Every planned question was asked"


def test_without_a_plan_there_is_no_fraction() -> None:
    """Acme's talks of the worked example were not planned."""
    picture = lanes(acme().firm)

    assert plain(picture.title) == "No difference worth a sentence"
    assert not any("/" in word for word in texts(picture.drawings[0]))
    assert plain(picture.see) == "Left to right: 3 days."


def test_a_single_day_is_no_span() -> None:
    """An interview on the day on which all began."""
    firm = Firm(wanting().diary, "Acme")
    firm.meets("Ana", "boss")
    firm.starts()
    firm.ends()

    assert plain(lanes(firm, today=date(2026, 3, 1)).see) == "All on one day."


def test_a_silence_that_lasts_is_the_finding() -> None:
    """Hatched from 4 to 20 March, and counted."""
    picture = lanes(acme().firm, today=date(2026, 3, 20))

    assert plain(picture.title) == "Nothing has happened at Acme for 16 days"
    assert "silence, 16 days" in texts(picture.drawings[1])
    assert plain(picture.see).endswith("Hatched: silence.")


def test_the_silence_of_the_one_reported_on_comes_first() -> None:
    """Though another has been silent for longer."""
    one, other = both()
    other.write(RedFlagRaised(opportunity=other.id, text="late"), ms(10))
    title = plain(lanes(other, one.firm, today=date(2026, 3, 30)).title)

    assert title == "Nothing has happened at Birch for 20 days"


def test_every_kind_has_a_sign_and_an_explanation() -> None:
    """Talk, promise, flag, and what was sent without a reply."""
    firm = planned(1)
    firm.notes(CommitmentNoted(term="training"))
    firm.notes(RedFlagRaised(text="open twice"))
    firm.notes(FollowUpSent(follow_up=firm.notes(FollowUpPlanned(kind="thanks"))))
    words = texts(lanes(firm).drawings[1])

    assert {"talk (asked/planned)", "promise", "red flag", "sent, no reply"} <= set(words)
    assert "promise" not in texts(lanes(planned(1)).drawings[1])


def test_before_the_first_talk_there_are_words_and_no_axis() -> None:
    """Nothing to show."""
    picture = lanes(Firm(wanting().diary, "Acme"))

    assert plain(picture.title) == "Nothing logged yet"
    assert picture.drawings == ("", "")


def test_options_stand_by_first_contact_and_no_more_than_four() -> None:
    """Acme was met before Birch, whatever their fit."""
    one, other = both()
    more = []
    for name in ("Cedar", "Dune", "Elm"):
        firm = Firm(one.wants.diary, name)
        firm.starts()
        more.append(firm)
    words = texts(lanes(other, one.firm, *more).drawings[0])

    assert [word for word in words if word in ("Acme", "Birch", "Cedar", "Dune", "Elm")] == [
        "Acme", "Birch", "Cedar", "Dune",
    ]  # fmt: skip


def test_a_closed_opportunity_is_not_called_silent_after_its_end() -> None:
    """Closed on 5 March: nothing was to be heard after it."""
    firm = acme().firm
    firm.write(OpportunityClosed(opportunity=firm.id, outcome="withdrew"), ms(5))

    assert plain(lanes(firm, today=date(2026, 6, 1)).title) == "No difference worth a sentence"


def test_the_table_lists_what_happened_with_links_to_it() -> None:
    """Day, option, kind, words."""
    table = lanes(planned(1)).table

    assert table is not None
    assert [plain(cell) for cell in table.rows[0]] == ["4 Mar", "Acme", "talk", "interview 1 with Ana", "1 of 2"]


def test_a_promise_that_the_offer_does_not_keep_is_told_first() -> None:
    """A dotted line from the promise to the offer, and a cross at its end."""
    one, other, cedar = whole()
    picture = lanes(one.firm, other, cedar, today=date(2026, 4, 2))

    assert plain(picture.title) == "Acme promised training week: one a year, and it lasted 21 days"
    for drawing in picture.drawings:
        assert 'class="broken"' in drawing
        assert 'class="cross"' in drawing
    assert "promise not kept" in texts(picture.drawings[1])
    assert {"offer", "posting seen"} <= set(texts(picture.drawings[0]))


def test_two_broken_promises_of_one_firm_are_labelled_once() -> None:
    """Their lines lie side by side; two labels would run into each other."""
    one, other, cedar = whole()
    one.firm.notes(CommitmentNoted(term="a desk by the window", contact=one.ana), ms(13))
    picture = lanes(one.firm, other, cedar, today=date(2026, 4, 2))
    words = texts(picture.drawings[1])

    assert [word for word in words if "not kept" in word] == ["2 promises not kept"]
