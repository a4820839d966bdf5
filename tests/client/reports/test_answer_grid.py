"""The picture of who was asked about what."""

from __future__ import annotations

import re

from twoway_client.reports.answer_grid import AskedOption, answer_grid
from twoway_client.reports.book import page_of
from twoway_client.reports.phrases import plain
from twoway_client.reports.picture import Picture
from twoway_core.events.prep import AgendaLine, AgendaPrepared

from ...core.projections.diary import DISPUTE, Firm, acme, wanting
from .shown import both, gathered, texts


def grid(*firms: Firm) -> Picture:
    """Return the picture as it stands in a report on the first firm."""
    return page_of(gathered(*firms)).pictures[3]


def asking() -> tuple[Firm, bytes, bytes, dict[str, bytes]]:
    """Return a firm with a boss and a peer, and the criteria."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    return firm, firm.meets("Ana", "boss"), firm.meets("Ben", "peer"), wants.criteria


def test_a_cell_shows_the_rating_as_digit_and_shade() -> None:
    """Ana's 5 and Ben's 4 on autonomy, Carla's 4 on growth."""
    _, wide = grid(acme().firm).drawings

    assert re.findall(r'class="(r\d)[^"]*"/><text[^>]*>(\d)</text>', wide) == [
        ("r5", "5"), ("r5", "5"), ("r4", "4"), ("r4", "4"),
    ]  # fmt: skip


def test_both_drawings_name_people_criteria_and_agreement() -> None:
    """On a phone the agreement is a number, on a desk a bar beside it."""
    narrow, wide = grid(acme().firm).drawings

    assert {"Acme", "Ana", "Ben", "Carla", "autonomy", ".94", "1 voice", "nobody"} <= set(texts(narrow))
    assert {"Acme", "Ana", "Ben", "Carla", "autonomy", ".94", "one voice", "nobody"} <= set(texts(wide))
    assert 'class="track"' in wide
    assert 'class="track"' not in narrow


def test_general_answers_have_a_dashed_edge() -> None:
    """Unless the same person gave an example as well."""
    firm, ana, _, criteria = asking()
    noted = firm.hears(ana, "we are all free here", criteria["autonomy"], form="general")
    firm.rates(noted, criteria["autonomy"], 4)

    assert 'class="r4 vague"/><text' in grid(firm).drawings[0]
    firm.hears_and_rates(ana, criteria["autonomy"], 4)
    assert 'class="r4 vague"/><text' not in grid(firm).drawings[0]


def test_a_contradiction_is_the_finding() -> None:
    """5 against 2; the bar is hatched and the sign for it explained."""
    firm, ana, ben, criteria = asking()
    firm.hears_and_rates(ana, criteria["growth"], 2)
    firm.hears_and_rates(ben, criteria["growth"], 5)
    picture = grid(firm)

    assert plain(picture.title) == "On growth, Ben and Ana of Acme contradict each other: 5 to 2"
    assert 'class="split"' in picture.drawings[1]
    assert "they contradict" in texts(picture.drawings[0])


def test_a_changed_answer_is_the_finding_too() -> None:
    """The same person, another answer; the cell says so."""
    firm, ana, _, criteria = asking()
    first = firm.hears(ana, "yes", criteria["growth"])
    second = firm.hears(ana, "no, rather not", criteria["growth"], instead_of=first)
    firm.rates(second, criteria["growth"], 2)
    picture = grid(firm)

    assert plain(picture.title) == "On growth, Ana of Acme changed an answer"
    assert {"*", "answer changed"} <= set(texts(picture.drawings[1]))


def test_a_boss_who_was_asked_nothing_is_the_finding() -> None:
    """Ben was asked, Ana was not."""
    firm, _, ben, criteria = asking()
    firm.hears_and_rates(ben, criteria["growth"], 4)

    assert plain(grid(firm).title) == "Ana would be your boss at Acme, and was asked nothing yet"


def test_each_kind_of_silence_looks_different() -> None:
    """Noted and not rated, refused, asked and not noted, not asked."""
    firm, ana, ben, criteria = asking()
    firm.hears(ana, "well", criteria["growth"])
    firm.hears(ben, "no comment", criteria["growth"], form="refused")
    cy = firm.meets("Cy", "peer")
    firm.asks(cy, next(iter(wanting_question(firm))))
    picture = grid(firm)

    assert {"?", "no", "noted, not rated", "refused to say", "asked, nothing noted", "not asked"} <= set(
        texts(picture.drawings[0])
    )
    assert 'class="ring"' in picture.drawings[0]
    assert plain(picture.title) == "What was said of growth at Acme is not rated yet"


def wanting_question(firm: Firm) -> list[bytes]:
    """Return the question about disputed methods."""
    return [key for key, question in firm.mine.questions.items() if question.text == DISPUTE]


def test_long_names_rise_and_many_people_go_on_below() -> None:
    """Ten people: two runs of five on a phone and a desk, the agreement with the last."""
    firm, _, _, criteria = asking()
    for number in range(8):
        person = firm.meets(f"Maximiliane{number} Hohenstein", "peer")
        firm.hears_and_rates(person, criteria["growth"], 3)
    narrow, wide = grid(firm).drawings

    assert "rotate(-45" in narrow
    assert texts(wide).count("agreement") == 1
    assert texts(wide).count("growth") == 2


def test_before_the_first_question_there_are_words_and_no_grid() -> None:
    """Whether or not somebody is known."""
    firm, _, _, _ = asking()
    empty = Firm(wanting().diary, "Nobody")

    assert plain(grid(firm).title) == plain(grid(empty).title) == "No question asked yet"
    assert grid(firm).drawings == ("", "")


def test_the_two_best_stand_one_under_the_other() -> None:
    """Acme's people, then Birch's; a third option is left out."""
    one, other = both()
    third = Firm(one.wants.diary, "Cedar")
    _, wide = grid(one.firm, other, third).drawings

    assert [word for word in texts(wide) if word in ("Acme", "Birch", "Cedar")] == ["Acme", "Birch"]


def test_the_table_says_who_said_what() -> None:
    """In words, for those who do not see the shades."""
    table = grid(acme().firm).table

    assert table is not None
    assert [plain(cell) for cell in table.rows[1]] == ["autonomy", "Acme", "Ana 5, Ben 4", "0.94"]
    assert [plain(cell) for cell in table.rows[3]] == ["balance", "Acme", "nobody was asked", "nobody"]


def test_agreement_that_is_whole_is_not_called_lowest() -> None:
    """Two fours on one criterion."""
    firm, ana, ben, criteria = asking()
    firm.hears_and_rates(ana, criteria["growth"], 4)
    firm.hears_and_rates(ben, criteria["growth"], 4)

    assert "Whoever spoke of the same thing agrees." in plain(grid(firm).see)
    assert "Agreement is lowest on autonomy: 0.94." in plain(grid(acme().firm).see)


def test_what_is_planned_counts_as_not_asked() -> None:
    """A dot, like what nobody thought of."""
    firm, ana, _, criteria = asking()
    firm.plans(firm.diary.now_ms, 45, ana)
    firm.notes(AgendaPrepared(lines=(AgendaLine(text="Hours?", contacts=(ana,), criterion=criteria["balance"]),)))
    one = gathered(firm).pair[0]
    picture = answer_grid([AskedOption(one.option, one.grid, frozenset())])

    assert 'class="dot"' in picture.drawings[0]


def test_single_voices_are_the_finding_where_nothing_is_silent() -> None:
    """Every criterion has one voice: the number of them is told."""
    firm, ana, _, criteria = asking()
    for name in ("autonomy", "growth", "balance", "3 remote days"):
        firm.hears_and_rates(ana, criteria[name], 5)

    assert plain(grid(firm).title) == "4 of 4 judgements rest on one voice"


def test_where_all_agree_by_twos_there_is_no_difference_to_tell() -> None:
    """Two voices on each."""
    firm, ana, ben, criteria = asking()
    for name in ("autonomy", "growth", "balance", "3 remote days"):
        firm.hears_and_rates(ana, criteria[name], 5)
        firm.hears_and_rates(ben, criteria[name], 4)

    assert plain(grid(firm).title) == "No difference worth a sentence"
    assert "Agreement is lowest on 3 remote days: 0.94." in plain(grid(firm).see)
