"""Tables and lists: ratings, questions and people out as CSV, notes out as Markdown, tables and lists in."""

from __future__ import annotations

import csv
import io
import stat
from pathlib import Path

import pytest

from ..commands.held import held
from ..home import TestHome


def rows(text: str) -> list[dict[str, str]]:
    """Return a table as a spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def exported(home: TestHome, *words: str) -> str:
    """Return what an export prints down a pipe."""
    done = home.run("export", *words)
    assert done.code == 0, done.err
    return done.out


def questions(home: TestHome) -> list[str]:
    """Return the texts of the bank."""
    return [row["question"] for row in rows(exported(home, "questions"))]


def file(folder: Path, name: str, text: str) -> str:
    """Write a file, and return its name."""
    path = folder / name
    path.write_text(text, newline="")
    return str(path)


def test_ratings_are_a_table(planned: TestHome) -> None:
    """Each with who said what to which question; what was read and says too little is cannot say."""
    done = held(planned)
    planned.write("rate", done.second, "-", "--about", "supervision")
    table = rows(exported(planned, "ratings"))

    assert [(row["person"], row["role"], row["criterion"], row["rating"]) for row in table] == [
        ("Ana Ruiz", "boss", "autonomy", "5"),
        ("Ben Okafor", "peer", "autonomy", "4"),
        ("Ben Okafor", "peer", "supervision", "cannot say"),
    ]
    assert table[0]["question"] == "When a method is disputed, who settles it?"
    assert table[0]["form"] == "example"
    assert table[0]["day"] == "2026-03-04"


def test_ratings_are_not_exported_during_the_interview(planned: TestHome) -> None:
    """A number would colour what is heard next."""
    planned.now = "2026-03-04T14:00:00+01:00"
    planned.write("start")

    assert planned.run("export", "ratings", "--json").error["code"] == "in-interview"


def test_a_cell_is_never_a_formula_m6(acme: TestHome, tmp_path: Path) -> None:
    """What begins as one has an apostrophe before it, quotes and line ends stay, and it all comes back the same."""
    evil = ['=HYPERLINK("http://evil","x")', "+1", "-2+3", "@SUM(A1)", "\t=1", " =2", 'a "quote", and;\na line', "'=3"]
    for text in evil:
        acme.write("bank", "add", "--about", "growth", text=text)
    out = exported(acme, "questions")
    cells = [row["question"] for row in rows(out)][-len(evil) :]
    back = TestHome(acme.folder, acme.monkeypatch, acme.now)
    for _ in evil:
        back.write("undo")
    back.write("import", file(tmp_path, "q.csv", out), "--yes")

    assert all(cell[0] not in "=+-@\t\r " for cell in cells)
    assert out.count("\r\n") == len(rows(out)) + 1
    assert {row["question"] for row in rows(exported(acme, "questions"))} == {row["question"] for row in rows(out)}


def test_a_table_of_questions_comes_in_by_its_columns(acme: TestHome, tmp_path: Path) -> None:
    """Columns of other names are mapped; a question that is there already is not taken in again."""
    text = "Nr;Frage;Thema\n1;Who decides on tools?;autonomy\n2;Who decides on tools?;\n3;And then?;weather\n"
    name = file(tmp_path, "fragen.csv", text)
    words = ("import", name, "--kind", "questions", "--map", "question=Frage", "--map", "about=thema", "--yes")
    unmapped = acme.run("import", name, "--kind", "questions", "--json").error
    done = acme.json(*words)
    again = acme.json(*words)

    assert "no column holds the question" in unmapped["what"]
    assert [row["text"] for row in done["rows"]] == ["Who decides on tools?", "And then?"]
    assert (done["known"], done["notes"]) == (1, ['no criterion is called "weather": left out'])
    assert (again["written"], again["known"]) == (False, 3)
    assert rows(exported(acme, "questions"))[-2]["about"] == "autonomy"


def test_undo_takes_a_table_back_and_it_can_come_again(acme: TestHome, tmp_path: Path) -> None:
    """What was taken back is not here."""
    name = file(tmp_path, "q.csv", "question,minutes\nWho decides?,5\nAnd then?,2\n")
    before = questions(acme)
    acme.write("import", name, "--yes")
    acme.write("undo")
    gone = questions(acme)
    acme.write("import", name, "--yes")

    assert gone == before
    assert questions(acme) == [*before, "Who decides?", "And then?"]


def test_people_go_out_and_come_in(acme: TestHome, tmp_path: Path) -> None:
    """Into another opportunity; of those who are there already none."""
    acme.write("who", "change", "@ana", "--title", "Head of Data", "--tenure", "3y")
    name = file(tmp_path, "people.csv", exported(acme, "contacts"))
    same = acme.json("import", name, "--yes")
    acme.write("open", "birch", "Analyst")
    acme.write("import", name, "--yes")
    back = rows(exported(acme, "contacts", "birch"))

    assert (same["written"], same["known"]) == (False, 2)
    assert [(row["name"], row["role"]) for row in back] == [("Ana Ruiz", "boss"), ("Ben Okafor", "peer")]
    assert (back[0]["title"], back[0]["months there"]) == ("Head of Data", "36")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("question,minutes\nWho?,many\n", 'row 2 has "many" where a number should be'),
        ('question\n"Who\n', "a quote has no end"),
        (f"name\n{'x' * 300}\n", "row 2 of t.csv cannot be taken in"),
    ],
)
def test_a_bad_row_is_refused_and_nothing_is_taken_in_m9(acme: TestHome, tmp_path: Path, text: str, said: str) -> None:
    """With its number."""
    before = acme.json("log")
    refused = acme.run("import", file(tmp_path, "t.csv", text), "--yes", "--json").error

    assert said in refused["what"]
    assert refused["kept"] == "nothing was imported"
    assert acme.json("log") == before


def test_a_list_of_questions_comes_in_under_its_headings(acme: TestHome, tmp_path: Path) -> None:
    """A heading that is the name of a criterion says what they are about."""
    text = "# My list\n\nSome words.\n\n## Growth\n- [ ] Who pays\n  for courses?\n- Which ones?\n"
    text += "\n## Other\n1. Why now?\n"
    acme.write("import", file(tmp_path, "list.md", text), "--yes")
    added = rows(exported(acme, "questions"))[-3:]

    assert [(row["question"], row["about"]) for row in added] == [
        ("Who pays for courses?", "growth"),
        ("Which ones?", "growth"),
        ("Why now?", ""),
    ]


def test_notes_come_in_as_jots(acme: TestHome, tmp_path: Path) -> None:
    """Items and paragraphs, each with its heading; by --kind also those that look like questions."""
    name = file(tmp_path, "notes.md", "# Call\nthey grow\nfast\n\n- ask again?\n")
    look = acme.json("import", name)
    acme.write("import", name, "--kind", "notes", "--yes")

    assert [row["what"] for row in look["rows"]] == ["question added"]
    assert [one["text"] for one in acme.json("jot", "list")["jots"]] == ["Call: they grow fast", "Call: ask again?"]


def test_one_opportunity_is_written_as_markdown(planned: TestHome) -> None:
    """People, steps, promises, flags; two opportunities give two pages, and no note becomes a heading."""
    held(planned)
    planned.write("learn", "# not a heading [x](javascript:alert(1))")
    planned.write("open", "birch", "Analyst")
    acme, birch = exported(planned, "notes", "acme"), exported(planned, "notes", "birch")

    assert acme.startswith("# acme, Data engineer\n")
    assert "- Ana Ruiz, your future boss\n" in acme
    assert "mostly us, a reviewer can stop it (example, sure, autonomy rated 4)" in acme
    assert "- one training week a year, Ana, Wed 4 Mar 2026\n" in acme
    assert "- light: open twice in two years\n" in acme
    assert "- \\# not a heading \\[x\\](javascript:alert(1))\n" in acme
    assert birch.startswith("# birch, Analyst\n")
    assert "Ruiz" not in birch


def test_the_gut_feeling_stays_sealed_in_an_export(planned: TestHome) -> None:
    """Until the ratings are in."""
    planned.now = "2026-03-04T14:00:00+01:00"
    planned.write("start")
    planned.write("ask", "1", "@ana")
    noted = planned.write("note", "e+: her engineers decide")
    planned.write("end")
    planned.write("gut", "4", "warm and quick")
    before = exported(planned, "notes")
    planned.write("rate", noted, "5")

    assert "sealed until the ratings are in" in before
    assert "warm and quick" not in before
    assert "gut feeling: 4, warm and quick" in exported(planned, "notes")


def test_a_file_gets_a_name_of_ours_m8(acme: TestHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the firm is called, the file lies in the folder that was said, and is its owner's."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "out"
    folder.mkdir()
    for firm in ("../../etc/CON", "x" * 150, "Ümläut & Söhne / GmbH", "-"):
        acme.write("open", firm, "job")
        done = acme.run("export", "notes", "--to", str(folder))
        assert done.code == 0, done.err
    names = sorted(path.name for path in folder.iterdir())

    assert len(names) == 4
    assert all(name.startswith("twoway-notes-") and name.endswith("-2026-03-04.md") for name in names)
    assert max(map(len, names)) <= 80
    assert names[0] == "twoway-notes-etc-con-2026-03-04.md"
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_on_a_terminal_an_export_is_a_file_of_this_folder(
    acme: TestHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never a flood of text; what it says is that the file is in clear."""
    monkeypatch.chdir(tmp_path)
    shown = acme.type("export", "contacts")

    assert "Wrote 2 contacts to twoway-contacts-acme-2026-03-04.csv\nIt is not encrypted" in shown
    assert (tmp_path / "twoway-contacts-acme-2026-03-04.csv").exists()


def test_the_notes_tell_what_was_read_and_what_is_to_do(planned: TestHome) -> None:
    """A to-do that is done with says so; so does a red flag that was explained."""
    planned.write("todo", "add", "send the work sample", "@ana", "--day", "2026-03-16")
    flag = planned.write("flag", "open twice")
    before = exported(planned, "notes")
    planned.run("todo")
    planned.write("sent", "1")
    planned.write("flag", "done", flag, "a new team")
    after = exported(planned, "notes")

    assert "- send the work sample (Ana), by 2026-03-16\n" in before
    assert "- serious: open twice\n" in before
    assert "by 2026-03-16 (done with)\n" in after
    assert "open twice; explained: a new team\n" in after


def test_a_dropped_question_is_not_exported_and_may_come_again(acme: TestHome, tmp_path: Path) -> None:
    """A role that there is none of is other, and that is said."""
    kept = questions(acme)
    name = acme.write("bank", "add", "Who wrote this posting?")
    acme.write("bank", "drop", name)
    people = acme.json("import", file(tmp_path, "p.csv", "Person,Role,Tenure\nCarla,wizard,7\n,boss,\n"), "--yes")
    acme.write("import", file(tmp_path, "q.csv", "text\nWho wrote this posting?\n"), "--yes")

    assert people["notes"] == ['"wizard" is no role: other']
    assert rows(exported(acme, "contacts"))[-1]["months there"] == "7"
    assert questions(acme) == [*kept, "Who wrote this posting?"]


def test_a_long_list_is_shown_in_part(acme: TestHome, tmp_path: Path) -> None:
    """And how much more there is; one that is too long is refused."""
    look = acme.run("import", file(tmp_path, "l.md", "".join(f"- note {number}\n" for number in range(50))))
    refused = acme.run("import", file(tmp_path, "m.md", "- x\n" * 20_001), "--json").error

    assert "l.md: 50 things to import." in look.out
    assert "  and 20 more" in look.out
    assert refused["code"] == "list"


def test_what_cannot_be_exported_is_said(acme: TestHome) -> None:
    """With what can."""
    assert acme.run("export").code == 2
    assert "Did you mean ratings?" in acme.run("export", "rating").err
    assert acme.run("export", "journal", "acme").code == 2
    assert acme.run("export", "notes", "--names").code == 2
    assert "cannot be written" in acme.run("export", "journal", "--to", "/nowhere/at/all.jsonl").err
