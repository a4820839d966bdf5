"""A whole interview on the phone, without a network, and the laptop's replay and report of it afterwards."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from .conftest import Pair

ANSWERS = 40


def save(page: Page, text: str, form: str) -> None:
    """Note an answer of this form, and wait until the box is empty again."""
    box = page.get_by_role("textbox", name="What they said")
    box.fill(text)
    page.get_by_role("radio", name=form).check(force=True)  # the words of the chip lie over the button
    page.get_by_role("button", name="SAVE").click()
    expect(box).to_have_value("")


def test_an_interview_noted_on_the_train_is_in_the_laptop_s_replay_and_report(pair: Pair, tmp_path: Path) -> None:
    """Begun on the laptop; forty answers, a follow-up among them, without a network and with a restart between."""
    home, phone = pair.laptop.home, pair.phone
    home.write("want", "autonomy=100", "growth=60", "--present", "autonomy=3", "--present", "growth=3")
    home.write("open", "acme", "Data engineer")
    home.write("who", "add", "Ana Ruiz", "--boss")
    home.write("plan", "45m", "@ana")
    home.write("start")
    pair.laptop.sync()
    page = phone.page
    expect(page.get_by_role("textbox", name="What they said")).to_be_visible(timeout=15_000)
    phone.await_kept()

    phone.context.set_offline(True)
    for number in range(ANSWERS // 2):
        save(page, f"answer {number} on the train", "example")
    page.get_by_role("button", name="Follow-up").click()
    page.get_by_role("textbox", name="Following up").fill("And when was the last time?")
    save(page, "last spring", "number")
    phone.close()
    phone.start()
    phone.context.set_offline(True)
    page = phone.open()
    for number in range(ANSWERS // 2, ANSWERS):
        save(page, f"answer {number} on the train", "general")
    phone.context.set_offline(False)
    expect(page.get_by_text(re.compile("not yet on another device|only here"))).to_be_hidden(timeout=15_000)
    pair.laptop.sync()
    report = tmp_path / "report.html"
    home.write("end")
    home.write("report", "--html", str(report))
    steps = [step["text"] for step in home.json("replay")["steps"]]

    expected = [f"answer {number} on the train" for number in range(ANSWERS)]
    assert [text for text in steps if text.startswith("answer ")] == expected
    assert {"And when was the last time?", "last spring"} <= set(steps)
    assert all(text in report.read_text(encoding="utf-8") for text in expected)
