/** The words of today, firms, devices and the rest: what they say, and what they leave out. */
import { describe, expect, test } from "vitest";
import { decimals } from "../../src/core/analysis/rounding.ts";
import { grouped } from "../../src/screens/report.tsx";
import { en } from "../../src/words/en.ts";
import { axisWords, barWords, everybody, knownWords, matching } from "../../src/words/firms.ts";
import { acceptWords, explained, heardWords, netWords, onPhone, whereWords } from "../../src/words/devices.ts";
import type { Status } from "../../src/engine/port.ts";
import { helpWords, lossWords } from "../../src/words/forgot.ts";
import { besideWords, foundWords, mendedWords } from "../../src/words/checking.ts";
import { capital, joined, listed, many } from "../../src/words/lists.ts";
import { rate } from "../../src/words/rate.ts";
import { interviewLine, interviewTime, lateness, people, startWords, todoNote } from "../../src/words/today.ts";
import { ahead, calendarDay, clock, countdown, dayAndClock, dayName, daysBetween, longDay, moment, shortDay } from "../../src/words/when.ts";
import { DAY_MS, MINUTE_MS, OPEN } from "./worlds.ts";
import { DEVICES, FIRM, ROWS, TODAY } from "./world-rich.ts";

/** Thursday, 5 March 2026, 14:34, wherever the test runs. */
const NOW = new Date(2026, 2, 5, 14, 34).getTime();
const [RUNNING, LATER] = TODAY.interviews;
const [LATE, DUE, WAITING] = TODAY.todos;

describe("times", () => {
  test("have 24 hours and two digits", () => {
    expect(clock(new Date(2026, 2, 5, 9, 5).getTime())).toBe("09:05");
  });

  test("name the day as a person does", () => {
    expect(longDay(NOW)).toBe("Thu 5 March");
    expect(shortDay(NOW)).toBe("5 Mar");
    expect(shortDay(NOW, new Date(2027, 0, 1).getTime())).toBe("5 Mar 2026");
    expect(dayAndClock(NOW)).toBe("Thu 5 Mar, 14:34");
    expect(dayName(NOW)).toBe("2026-03-05");
  });

  test("are today, yesterday, then days, then years", () => {
    expect(moment(NOW, NOW)).toBe("today, 14:34");
    expect(moment(NOW - DAY_MS, NOW)).toBe("yesterday, 14:34");
    expect(moment(NOW - 3 * DAY_MS, NOW)).toBe("Mon 2 Mar, 14:34");
    expect(moment(NOW - 400 * DAY_MS, NOW)).toBe("29 Jan 2025");
  });

  test("of a calendar day need no hour", () => {
    expect(["2026-03-04", "2026-03-05", "2026-03-06", "2026-03-09"].map((day) => calendarDay(day, NOW))).toEqual([
      "yesterday",
      "today",
      "tomorrow",
      "Mon 9 Mar",
    ]);
    expect(calendarDay("soon", NOW)).toBe("soon");
  });

  test("say how far ahead something is", () => {
    expect(ahead(NOW + 40 * MINUTE_MS, NOW)).toBe("in 40 minutes");
    expect(ahead(NOW + 180 * MINUTE_MS, NOW)).toBe("in 3 hours");
    expect(ahead(NOW + 20 * 60 * MINUTE_MS, NOW)).toBe("tomorrow");
    expect(ahead(NOW + 3 * DAY_MS, NOW)).toBe("in 3 days");
    expect(ahead(NOW, NOW)).toBe("now");
    expect(ahead(NOW - DAY_MS, NOW)).toBe("");
  });

  test("count days by nights, also where the clocks change", () => {
    const [before, after] = [new Date(2026, 2, 28, 23).getTime(), new Date(2026, 2, 30, 1).getTime()];

    expect(daysBetween(before, after)).toBe(2);
  });

  test("run down in minutes and seconds, and stop at nothing", () => {
    expect(countdown(252_000)).toBe("4:12");
    expect(countdown(-5)).toBe("0:00");
  });
});

describe("lists", () => {
  test("are joined as one would say them", () => {
    expect(listed([])).toBe("");
    expect(listed(["Ana"])).toBe("Ana");
    expect(listed(["Ana", "Ben", "Carla"])).toBe("Ana, Ben and Carla");
    expect(joined(["a", "", "b"], " · ")).toBe("a · b");
  });

  test("are counted with the right word", () => {
    expect([many(1, "entry"), many(1038, "entry"), many(2, "day")]).toEqual(["1 entry", "1,038 entries", "2 days"]);
  });

  test("begin with a capital", () => {
    expect(capital("three remote days")).toBe("Three remote days");
  });
});

describe("after the last card", () => {
  const done = rate.cards.doneMore;

  test("only what has a number is said to have one", () => {
    expect(done(0, 5, 0)).toBe("Every answer that speaks to what you want has its number.");
    expect(done(0, 5, 1)).toBe("Every answer that speaks to what you want was judged: 4 with a number, 1 with “cannot say”.");
    expect(done(0, 2, 2)).toBe("Every answer that speaks to what you want was judged: none has a number, 2 with “cannot say”.");
    expect(done(1, 5, 1)).toBe("1 left for later.");
  });
});

describe("whoever forgot the passphrase", () => {
  const both: Status = { ...OPEN, unsynced: 3, devices: 2 };
  const alone: Status = { ...OPEN, devices: 1, paper: "none", unsynced: 3 };

  test("is told how much would be lost, and nothing else of the journal", () => {
    expect(lossWords(both)).toBe("3 entries that are not yet on another device.");
    expect(lossWords({ ...both, unsynced: 1, has_draft: true })).toBe("1 entry that is not yet on another device. What was typed and not saved goes as well.");
    expect(lossWords({ ...both, unsynced: 0 })).toBe("Nothing that was saved: all of it was sent.");
    expect(lossWords(alone)).toMatch(/^Everything/);
    expect(lossWords({ ...both, server: "" })).toMatch(/^Everything/);
  });

  test("is told what opens the journal, and never what does not", () => {
    expect(helpWords(both)).toMatch(/^Another device.*24 words/);
    expect(helpWords({ ...both, paper: "none" })).not.toMatch(/24 words/);
    expect(helpWords({ ...alone, paper: "untried" })).toMatch(/^The 24 words/);
    expect(helpWords(alone)).toMatch(/^Only the passphrase/);
  });
});

describe("today", () => {
  test("names the roles that change what one would ask, and no others", () => {
    expect(RUNNING && people(RUNNING.people)).toBe("Ana (boss) and Ben");
    expect(RUNNING && interviewLine({ ...RUNNING, people: [] })).toBe("Acme");
  });

  test("says when an interview is, for how long, and how", () => {
    const planned = LATER && { ...LATER, starts_ms: NOW + 40 * MINUTE_MS };

    expect(planned && interviewTime(planned, NOW)).toBe("In 40 minutes · 15:14 to 15:44 · phone");
    expect(planned && interviewTime({ ...planned, starts_ms: null }, NOW)).toBe("No time set · phone");
    expect(planned && interviewTime({ ...planned, starts_ms: NOW - 9 * MINUTE_MS }, NOW)).toContain("Planned for 14:25");
  });

  test("begins what is planned and goes on with what runs", () => {
    expect(RUNNING && startWords(RUNNING)).toBe("Go on with Acme");
    expect(LATER && startWords({ ...LATER, starts_ms: NOW })).toBe("Start Birch, 14:34");
  });

  test("says how late a follow-up is, and nothing where it is not", () => {
    expect(LATE && lateness(LATE)).toBe("1 day late");
    expect(DUE && lateness(DUE)).toBe("");
    expect(DUE && todoNote(DUE, NOW)).toBe("Acme, Ana, mail · today");
    expect(WAITING && todoNote(WAITING, NOW)).toContain("no reply yet, look again today");
    expect(WAITING && todoNote({ ...WAITING, about: "" }, NOW)).toBe("No reply yet, look again today");
  });
});

describe("firms", () => {
  test("are found by every word that was typed, in any case", () => {
    expect(matching(ROWS, "ENGINEER dev").map((row) => row.name)).toEqual(["Birch"]);
    expect(matching(ROWS, "  ")).toHaveLength(3);
    expect(matching(ROWS, "nobody")).toEqual([]);
  });

  test("say how much is known in words, and never nothing for something", () => {
    expect(knownWords(0.49)).toBe("About half of what counts is known");
    expect(knownWords(0.01)).toBe("Almost nothing of what counts is known");
    expect(knownWords(0)).toBe("Nothing of what counts is known yet");
    expect(knownWords(1)).toBe("Nearly all of what counts is known");
  });

  test("tell a screen reader fit, interval and present job together", () => {
    expect(FIRM.fit && axisWords(FIRM.fit, decimals)).toBe("Fit 0.67, likely 0.52 to 0.82, present job 0.63");
    expect([barWords(0), barWords(0.77143)]).toEqual(["nothing known", "77 percent known"]);
  });
});

describe("a check of this phone's copy", () => {
  const counts = { newer: 0, unreadable: 0, erased: 0, destroyed: 0, waiting: 0, quarantined: 0, forks: 0 };
  const found = { ...counts, journal: "", good: true, entries: 1038, segments: 31, devices: 1, faults: [], state: "bc2d fgh4" };
  const checked = { ...found, states: [], damaged: 0, mended: 0 };

  test("says what was checked, and that it is good or is not", () => {
    expect(foundWords(checked)).toBe("1,038 entries, 31 segments, 1 device: all good.");
    expect(foundWords({ ...checked, good: false })).toMatch(/: something needs your eyes\.$/);
  });

  test("says what came again, and what did not come yet", () => {
    expect(mendedWords(checked)).toBe("");
    expect(mendedWords({ ...checked, damaged: 2, mended: 2 })).toBe("2 segments came again from the server.");
    expect(mendedWords({ ...checked, damaged: 3, mended: 1 })).toBe(
      "1 segment came again from the server. 2 segments did not come yet. Each sync asks again.",
    );
  });

  test("says what is kept unseen, and what is destroyed", () => {
    expect(besideWords(checked)).toEqual([]);
    expect(besideWords({ ...checked, newer: 1, unreadable: 2, erased: 1, destroyed: 4 })).toEqual([
      "1 entry of a newer Twoway: kept. Load the newest app to see them.",
      "2 entries that no view can show: kept.",
      "4 texts destroyed, 1 to go 72 hours after this phone heard of it.",
    ]);
  });
});

describe("signs", () => {
  const sign = (state: string, what: string): string => onPhone({ state, needs_eyes: true, what });

  test("of a repaired server are whole sentences, and name the phone's own check", () => {
    const what =
      "the server had lost 9 entries that it had confirmed. They were sent again, nothing is lost. If you did not " +
      "restore a backup, ask whoever runs it. Details: twoway verify";

    expect(sign("repaired", what)).toBe(
      "The server had lost 9 entries that it had confirmed. They were sent again, nothing is lost. If you did not " +
        "restore a backup, ask whoever runs it. Details: Devices, “Check this phone's copy”.",
    );
  });

  test("of something missing name the devices to sync and the button that accepts the loss", () => {
    const what =
      "2 segments of phone (numbers 7 to 8, chain 3fa9c1d2) were seen by desk and are not on the server: twoway sync " +
      "on phone or desk, then here. If nothing has them any more: twoway verify --accept-loss 3fa9c1d2";

    expect(sign("missing", what)).toBe(
      "2 segments of phone (numbers 7 to 8, chain 3fa9c1d2) were seen by desk and are not on the server: sync phone or " +
        "desk, then here. If nothing has them any more, accept the loss.",
    );
  });

  test("of damage say that the next sync fetches it", () => {
    expect(sign("damaged", "2 segments were changed on this disk and are fetched again by twoway sync")).toBe(
      "2 segments were changed on this disk and are fetched again by the next sync.",
    );
    expect(sign("damaged", "1 text is gone, and no erasure says why: twoway sync asks your other devices")).toBe(
      "1 text is gone, and no erasure says why: the next sync asks your other devices.",
    );
  });

  test("of damage that nobody mends say how to be rid of it on the phone", () => {
    const loss = "3fa9c1d2";
    const sent = {
      state: "damaged",
      needs_eyes: true,
      what: "1 segment was changed on this disk, and the server did not send it again. Sync your other devices, then here. If nothing has them any more: twoway verify --accept-loss 3fa9c1d2",
      loss,
    };
    const waited = { ...sent, what: "1 entry was changed on this disk before being sent" };

    expect(onPhone(sent)).toMatch(/Sync your other devices, then here\. If nothing has them any more, accept the loss\.$/);
    expect(onPhone({ ...sent, what: "1 segment of this device was changed on this disk" })).toMatch(/If nothing has it any more, accept the loss\.$/);
    expect(onPhone(waited)).toBe("1 entry was changed on this disk before being sent. It was nowhere else. To go on without it, accept the loss.");
    expect(explained(sent).mend).toMatch(/^Sync your other devices first/);
    expect(explained(waited).mend).toMatch(/^Nothing brings it back/);
    expect(explained({ ...sent, loss: undefined } as never).mend).not.toMatch(/accept the loss/);
    expect([acceptWords(sent), acceptWords(waited)].map(({ text }) => /turns up later/.test(text))).toEqual([true, false]);
  });

  test("send nobody to a terminal for what the phone can do", () => {
    const what =
      "tablet began a new key and did not give it to this device. What is written here is kept, and waits. Let a " +
      "device that has the key renew it, else do it here: twoway devices rotate. Then ask why tablet did that; if it is " +
      "not yours any more: twoway devices revoke tablet";

    expect(sign("shut-out", what)).toContain("do it on a computer: twoway devices rotate");
    expect(sign("shut-out", what)).toMatch(/not yours any more, revoke it\.$/);
  });

  test("a place that was put right asks nothing of anybody", () => {
    const sign = { state: "damaged", needs_eyes: true, what: "segment 0a1b2c3d: its place was changed on this disk, and was put right" };

    expect(explained(sign)).toMatchObject({ head: "Something was put right here.", mend: expect.stringMatching(/^Nothing\./) as string });
  });

  test("that nobody knows yet still say what to do", () => {
    expect(explained({ state: "from-the-future", needs_eyes: true, what: "" }).head).toBe("Something needs your eyes.");
  });
});

describe("devices", () => {
  test("say where the words are", () => {
    expect(whereWords(OPEN, NOW)).toBe("3 entries only here");
    expect(whereWords({ ...OPEN, unsynced: 0, synced_ms: NOW }, NOW)).toBe("Everything is on 2 devices, today, 14:34");
    expect(whereWords({ ...OPEN, unsynced: 0, server: "", synced_ms: null }, NOW)).toBe("Everything is only here");
  });

  test("say how the net stands without a word of the machine's", () => {
    expect(netWords({ ...OPEN, synced_ms: NOW }, NOW)).toBe("Synced 14:34");
    expect(netWords({ ...OPEN, net: "offline" }, NOW)).toBe("Offline");
    expect(netWords({ ...OPEN, server: "", synced_ms: null }, NOW)).toBe("No server");
  });

  test("say when each was heard from in a sentence of its own", () => {
    const row = DEVICES.rows[1];

    expect(row && heardWords({ ...row, heard_ms: NOW - MINUTE_MS }, NOW)).toBe("Last heard from today, 14:33");
    expect(row && heardWords({ ...row, heard_ms: null }, NOW)).toBe("Nothing heard from it yet");
  });
});

test("lines of one label of the report stand together", () => {
  const lines = [
    { label: "flags", text: "a" },
    { label: "gut", text: "b" },
    { label: "flags", text: "c" },
  ];

  expect(grouped(lines)).toEqual([
    { label: "flags", texts: ["a", "c"] },
    { label: "gut", texts: ["b"] },
  ]);
});

describe("a person", () => {
  test("who would work beside me is a peer, as on the command line", () => {
    const [row] = ROWS;
    const people = [{ id: "aa", name: "Ana", role: "boss" as const }, { id: "bb", name: "Ben", role: "peer" as const }];

    expect(row && everybody({ ...row, people })).toBe("Ana (boss), Ben (peer)");
    expect(en.longRoles.peer).toBe("my peer");
  });
});
