"""What the report makes of the notes: each row worked through the command line, as a person would."""

from __future__ import annotations

import re
from pathlib import Path

from ..client.home import TestHome


def interviewed(home: TestHome, rating: str) -> str:
    """Log one answer of a boss on growth, rate it so, and return the note's id."""
    home.write("want", "growth=100", "balance=50", "--present", "growth=3", "--present", "balance=3")
    home.write("open", "acme", "Data engineer")
    home.write("who", "add", "Ana Ruiz", "--boss")
    home.write("start")
    home.write("ask", "Tell me of a training plan you made with someone", "@ana")
    noted = home.write("note", "e+: two courses for two people, one was promoted")
    home.write("end")
    home.write("rate", noted, rating, "--about", "growth")
    return noted


def written(home: TestHome, folder: Path) -> str:
    """Return the report as HTML."""
    file = folder / "acme.html"
    done = home.run("report", "--html", str(file), "--force")
    assert done.code == 0, done.err
    return file.read_text()


def finding(document: str, number: int) -> str:
    """Return the title of a picture, in words."""
    found = re.search(rf'id="picture-{number}">.*?<h2>(.*?)</h2>', document, re.DOTALL)
    assert found is not None
    return re.sub(r"<[^>]+>", "", found[1])


def test_s2_22_from_a_number_one_gets_to_the_note(fresh: TestHome, tmp_path: Path) -> None:
    """The fit links to how it was worked out, that to the note, and the note is there in its own words."""
    noted = interviewed(fresh, "5")
    document = written(fresh, tmp_path)
    lead = re.search(r'<p class="lead">.*?href="#(f-[^"]+)"', document)
    assert lead is not None
    summed = re.search(rf'id="{lead[1]}">(.*?)</li>', document, re.DOTALL)
    assert summed is not None
    steps = re.findall(r'href="#(f-[^"]+)"', summed[1])
    rests = "".join(found for step in steps for found in re.findall(rf'id="{step}">(.*?)</li>', document, re.DOTALL))

    assert re.search(rf'href="#n-{noted}', rests)
    assert "two courses for two people, one was promoted" in document


def test_s2_22_other_notes_make_another_report(fresh: TestHome, tmp_path: Path) -> None:
    """A 1 in place of the 5: another fit, and another finding."""
    noted = interviewed(fresh, "5")
    before = written(fresh, tmp_path)
    fresh.write("rate", noted, "1", "--about", "growth")
    after = written(fresh, tmp_path)

    assert finding(before, 1) != finding(after, 1)
    assert finding(after, 2).startswith("Nothing speaks for acme")


def test_s3_25_the_report_shows_where_their_ways_leave_what_suits_me(fresh: TestHome, tmp_path: Path) -> None:
    """Left alone is what suits me: a boss close at hand lies outside, one who leaves me alone does not."""
    interviewed(fresh, "4")
    fresh.write("want", "--style", "supervision=1")
    fresh.write("match", "supervision=5", "@ana", "wants a word every morning")
    far = finding(written(fresh, tmp_path), 10)
    fresh.write("match", "supervision=1", "@ana", "only when something breaks")
    near = finding(written(fresh, tmp_path), 10)

    assert "supervision lies" in far
    assert near != far


def test_s4_9_a_job_that_is_put_up_again_and_again_is_told(fresh: TestHome, tmp_path: Path) -> None:
    """Seen once it is a bar; put up again three times it is the finding."""
    interviewed(fresh, "4")
    fresh.write("posting", "add", "--open", "12")
    once = finding(written(fresh, tmp_path), 11)
    fresh.write("posting", "add", "--reposted", "3")
    again = finding(written(fresh, tmp_path), 11)

    assert once == "acme’s job has been open for 12 days and was not put up again"
    assert again == "acme has put this job up again 3 times"
