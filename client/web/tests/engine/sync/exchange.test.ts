import { beforeEach, describe, expect, test } from "vitest";
import { Segment } from "../../../src/core/sealing/segment.ts";
import { type Device, DAY_MS, Town, held, note, notes, signs, trouble } from "./town.ts";
import { URL_OF_FAKE } from "./fake-server.ts";

let town: Town;
let laptop: Device;
let phone: Device;

beforeEach(async () => {
  town = new Town();
  laptop = await town.founder();
  phone = await town.admitted(laptop, "phone");
});

async function syncAll(...devices: Device[]): Promise<void> {
  for (let round = 0; round < 3; round += 1) for (const each of devices) await each.side.sync();
}

function stale(status: Awaited<ReturnType<Device["side"]["status"]>>): string {
  return status.signs.filter((sign) => sign.state === "stale").map((sign) => sign.what).join(" ");
}

async function heardOf(device: Device, name: string): Promise<number | null | undefined> {
  return (await device.side.devices()).rows.find((row) => row.name === name)?.heard_ms;
}

describe("an exchange", () => {
  test("brings two devices to the same entries", async () => {
    await note(laptop, "note of the laptop");
    await note(phone, "note of the phone");
    await syncAll(laptop, phone);

    expect(await held(phone)).toEqual(await held(laptop));
    expect(new Set(await notes(phone))).toEqual(new Set(["note of the laptop", "note of the phone"]));
    expect(await phone.desk.store.waiting()).toBe(0);
  });

  test("writes nothing new when nothing is new", async () => {
    await syncAll(laptop, phone);
    const before = town.server.segments.size;
    await syncAll(laptop, phone);

    expect(town.server.segments.size).toBe(before);
  });

  test("writes an empty segment once a day, so that a silent server shows", async () => {
    await note(phone, "note");
    await syncAll(laptop, phone);
    const before = town.server.segments.size;
    town.nowMs += DAY_MS;
    await phone.side.sync();
    await phone.side.sync();

    expect(town.server.segments.size).toBe(before + 1);
  });

  test("says once that it has read, where it wrote nothing, so that a newcomer is known to be alive", async () => {
    await note(laptop, "note");
    await laptop.side.sync();
    const tablet = await town.admitted(laptop, "tablet");
    const after = town.server.segments.size;
    await tablet.side.sync();
    await laptop.side.sync();
    const row = (await laptop.side.devices()).rows.find((each) => each.name === "tablet");

    expect(row?.heard_ms).toBe(town.nowMs);
    expect(town.server.segments.size).toBe(after);
  });

  test("asks with the token that it has, and signs in anew where the server forgot it", async () => {
    await syncAll(laptop, phone);
    town.server.asked.length = 0;
    await phone.side.sync();
    const short = town.server.asked.filter((route) => route.includes("token")).length;
    town.server.forgetTokens();
    await phone.side.sync();

    expect(short).toBe(0);
    expect(town.server.asked).toContain("POST token");
  });

  test("says who has been silent for more than three days", async () => {
    await note(laptop, "note");
    await syncAll(laptop, phone);
    town.nowMs += 4 * DAY_MS;
    await phone.side.sync();
    const [sign] = (await phone.side.status()).signs;

    expect(sign).toEqual({ state: "stale", needs_eyes: false, what: "laptop was last heard from 4 days ago." });
  });

  test("takes it for a sign of life that a device admits another, once", async () => {
    await note(laptop, "note"); // it goes with the invitation, nine days old
    town.nowMs += 9 * DAY_MS;
    const tablet = await town.admitted(laptop, "tablet");
    const admittedMs = town.nowMs;
    for (const each of [tablet, phone]) await each.side.sync();
    town.nowMs += DAY_MS;
    for (const each of [tablet, phone]) await each.side.sync();
    const pages = [await tablet.side.devices(), await phone.side.devices()];
    const heard = pages.map((page) => page.rows.find((row) => row.name === "laptop")?.heard_ms);

    expect(heard).toEqual([admittedMs, admittedMs]);
    expect(stale(await tablet.side.status())).not.toContain("laptop was");
    expect(pages[0]?.rows.find((row) => row.is_this)?.heard_ms).toBeNull();
  });

  test("takes no list of devices for a sign of life that it had before it noted any, or that it does not know", async () => {
    await note(laptop, "note");
    await syncAll(laptop, phone);
    const before = await heardOf(phone, "laptop");
    town.nowMs += DAY_MS;
    for (const value of [undefined, "00".repeat(32)]) {
      if (value === undefined) await phone.desk.store.commit({ del: { meta: ["signed"] } });
      else await phone.desk.store.commit({ put: { meta: [{ key: "signed", value }] } });
      await phone.side.sync();
    }

    expect(await heardOf(phone, "laptop")).toBe(before);
  });
});

describe("whatever breaks", () => {
  test.each(["before", "after"] as const)("%s any request is heard costs nothing, and is made good", async (hook) => {
    for (let at = 1; at <= 8; at += 1) {
      await note(phone, `note ${at}`);
      await note(laptop, `note there ${at}`);
      await laptop.side.sync();
      town.server.forgetTokens();
      let left = at;
      town.server[hook] = () => {
        left -= 1;
        if (left === 0 || left === -1) throw new TypeError("cut"); // it is sent twice
      };
      await phone.side.sync().catch(() => undefined);
      town.server[hook] = () => undefined;
      for (const each of [phone, laptop, phone]) await each.side.sync();

      expect(await held(phone)).toEqual(await held(laptop));
      expect(await phone.desk.store.waiting()).toBe(0);
    }
    expect(await notes(laptop)).toHaveLength(16);
  });

  test("is said: what is the matter, what waits, and that writing goes on", async () => {
    await note(phone, "note");
    town.server.before = () => {
      throw new TypeError("no network");
    };
    const said = await trouble(phone.side.sync());
    const status = await phone.side.status();

    expect(said.code).toBe("no-answer");
    expect(said.what).toBe(`no answer from ${URL_OF_FAKE} (the connection failed).`);
    expect(said.kept).toBe("1 entry waits on this device");
    expect(status.net).toBe("offline");
    expect(status.trouble).toEqual(said);
  });

  test("in the storage leaves the exchange undone, and what waits in its place", async () => {
    await note(phone, "note");
    const { store } = phone.desk;
    const real = store.commit.bind(store);
    Reflect.set(store, "commit", async () => Promise.reject(new Error("the disk is full")));
    const refused = await phone.side.sync().then(
      () => "",
      (error: unknown) => String(error),
    );
    Reflect.set(store, "commit", real);
    await syncAll(phone, laptop);

    expect(refused).toBe("Error: the disk is full");
    expect(await notes(laptop)).toEqual(["note"]);
  });

  test("a note that is written during an exchange is not disturbed by it", async () => {
    await note(phone, "note before");
    const late: Promise<string>[] = [];
    town.server.before = (route) => {
      if (route === "push" && late.length === 0) late.push(note(phone, "note during"));
    };
    await phone.side.sync();
    await Promise.all(late);
    await syncAll(phone, laptop);

    expect(new Set(await notes(laptop))).toEqual(new Set(["note before", "note during"]));
  });
});

describe("a server", () => {
  test("that was wiped is filled again, also with the segments of others, and that is said", async () => {
    await note(laptop, "note of the laptop");
    await note(phone, "note of the phone");
    await syncAll(laptop, phone);
    town.server.wipe();
    await phone.side.sync();
    const third = await town.admitted(laptop, "desk");

    expect(await signs(phone)).toContain("repaired");
    expect(await held(third)).toEqual(await held(laptop));
  });

  test("that went back is repaired, and what was acknowledged is counted", async () => {
    const copy = town.server.copy();
    await note(phone, "note one");
    await note(phone, "note two");
    await phone.side.sync();
    town.server.restore(copy);
    await phone.side.sync();
    const [sign] = (await phone.side.status()).signs;

    expect(sign?.what).toMatch(/^the server had lost 2 entries that it had confirmed\. They were sent again/);
    await laptop.side.sync();
    expect(await notes(laptop)).toHaveLength(2);
  });

  test("that answers with a web page is no server: nothing is read of it", async () => {
    town.server.reply = () => new Response("<p>sign in</p>", { headers: { "Content-Type": "text/html" } });
    const said = await trouble(phone.side.sync());

    expect(said.code).toBe("portal");
    expect(said.what).toBe(`a web page answered instead of ${URL_OF_FAKE}.`);
  });

  test("that sends a roster which does not prove itself is told apart from one without a network", async () => {
    await laptop.side.sync();
    const other = await new Town().founder("other");
    town.server.roster = await other.desk.roster();
    town.server.segments.clear();
    const said = await trouble(phone.side.sync());

    expect(said.code).not.toBe("no-answer");
    expect((await phone.side.status()).net).toBe("failed");
  });

  test("that changes a body cannot hide it: the segment counts, and its text is said to be damaged", async () => {
    await note(laptop, "note of the laptop");
    await laptop.side.sync();
    for (const [name, segment] of town.server.segments) {
      const body = segment.body.slice();
      body[40] = (body[40] ?? 0) ^ 1;
      town.server.segments.set(name, new Segment(segment.headerBytes, segment.signature, body));
    }
    await phone.side.sync();
    await note(phone, "note of the phone");
    await phone.side.sync();

    expect(await signs(phone)).toContain("damaged");
    expect(await notes(phone)).toEqual(["note of the phone"]);
  });

  test("that makes up a segment is refused that one, and no other", async () => {
    await note(laptop, "note of the laptop");
    await laptop.side.sync();
    const segment = [...town.server.segments.values()].find((one) => one.header.number > 1);
    if (segment === undefined) throw new Error("no second segment");
    const forged = segment.signature.slice();
    forged[0] = (forged[0] ?? 0) ^ 1;
    const made = new Segment(segment.headerBytes, forged, segment.body);
    town.server.segments.set(made.name, made);
    await phone.side.sync();

    expect(await signs(phone)).toContain("refused");
    expect(await notes(phone)).toEqual(["note of the laptop"]);
  });

  test("that withholds what others saw is found out", async () => {
    await note(laptop, "note of the laptop");
    await laptop.side.sync();
    const third = await town.admitted(laptop, "desk");
    await note(third, "note of the desk");
    await third.side.sync();
    await laptop.side.sync();
    await note(laptop, "note after it");
    await laptop.side.sync();
    const own = third.desk.keys().public.id;
    for (const [name, { header }] of town.server.segments) {
      if (Buffer.from(header.device).toString("hex") === own) town.server.segments.delete(name);
    }
    await phone.side.sync();
    const sign = (await phone.side.status()).signs.find((one) => one.state === "missing");

    expect(sign?.what).toMatch(/2 segments of desk .* were seen by laptop and are not on the server: twoway sync on desk or laptop, then here/);
    await phone.side.acceptLoss(sign?.loss ?? "");
    expect(await signs(phone)).not.toContain("missing");
  });
});

describe("an app that is locked during an exchange", () => {
  test("breaks it off, shows no trouble, and goes on after it was opened", async () => {
    await note(phone, "note");
    town.server.before = (route) => {
      if (route === "push") phone.desk.lock();
    };
    await phone.side.sync().catch(() => undefined);
    town.server.before = () => undefined;
    const status = await phone.side.status();
    await phone.desk.unlock("");
    await syncAll(phone, laptop);

    expect([status.net, status.trouble, status.signs]).toEqual(["idle", null, []]);
    expect(await notes(laptop)).toEqual(["note"]);
  });
});

describe("what a server makes up for an author whom nobody knows", () => {
  test("takes only so much room, blocks nothing, and is gone with the next exchange", async () => {
    await note(laptop, "note of the laptop");
    await laptop.side.sync();
    const stranger = await new Town().founder("stranger");
    const [theirs] = await stranger.desk.store.all("segments");
    const body = (await stranger.desk.store.get("bodies", theirs?.hash ?? ""))?.body;
    if (theirs === undefined || body === undefined) throw new Error("nothing was made up");
    const made = new Segment(theirs.header, theirs.signature, body);
    town.server.segments.set(made.name, made);
    await phone.side.sync();
    const aside = await phone.desk.store.count("aside");
    town.server.segments.delete(made.name);
    await phone.side.sync();

    expect(await notes(phone)).toEqual(["note of the laptop"]);
    expect(aside).toBe(1);
    expect(await phone.desk.store.count("aside")).toBe(0);
  });
});
