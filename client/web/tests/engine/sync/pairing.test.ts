import { beforeEach, describe, expect, test, vi } from "vitest";
import { EMPTY, unhex } from "../../../src/core/bytes.ts";
import { sealBox } from "../../../src/core/sealing/boxes.ts";
import { EpochKey } from "../../../src/core/sealing/keys.ts";
import { sealName } from "../../../src/core/trust/names.ts";
import { Channel, Reply } from "../../../src/core/trust/pairing.ts";
import { type Roster, found } from "../../../src/core/trust/roster.ts";
import { RosterWriter } from "../../../src/core/trust/writing.ts";
import type { InviteStep, JoinStep } from "../../../src/engine/port.ts";
import { invitationLink, newSecret, readLink } from "../../../src/engine/sync/pairing.ts";
import { world } from "../../../src/engine/world.ts";
import { URL_OF_FAKE } from "./fake-server.ts";
import { type Device, Town, held, meet, note, notes, trouble } from "./town.ts";

const STOPPED = "the other device stopped. Nothing was added.";
const ENDED = "the invitation has ended: the other device stopped, or its five minutes are over. Nothing was added.";

let town: Town;
let laptop: Device;

beforeEach(async () => {
  town = new Town();
  laptop = await town.founder();
});

/** Begin to invite; resolve with the first step. */
async function inviting(of: Device): Promise<{ ready: InviteStep & { step: "ready" }; steps: InviteStep[]; end: Promise<void> }> {
  const steps: InviteStep[] = [];
  let heard: (step: InviteStep & { step: "ready" }) => void = () => undefined;
  const ready = new Promise<InviteStep & { step: "ready" }>((resolve) => {
    heard = resolve;
  });
  const end = of.side.invite((step) => {
    steps.push(step);
    if (step.step === "ready") heard(step);
  });
  end.catch(() => undefined);
  return { ready: await ready, steps, end };
}

/** Return what was said where `work` was refused; nothing where it was done. */
async function ended(work: Promise<unknown>): Promise<string> {
  return work.then(() => "", (thrown: unknown) => (thrown as Error).message);
}

/** Return another list in which `newcomer` stands as well, as `inviter` signs it once it was turned. */
async function otherBranch(inviter: Device, newcomer: Device): Promise<Roster> {
  const { entries, journal } = await inviter.desk.roster();
  const { current } = await inviter.desk.epochs();
  const [keys, next] = [inviter.desk.keys(), new EpochKey(world.random(32))];
  const base = await found(entries.slice(0, -1));
  const longer = await base.extended([await new RosterWriter(base, keys, current, world.random, sealBox).rotate(next)]);
  const own = newcomer.desk.keys().public;
  const name = await sealName(next, journal, own.device, "phone", world.random);
  const writer = new RosterWriter(longer, keys, next, world.random, sealBox);
  return longer.extended([await writer.addDevice(own, entries.at(-1)?.countersignature ?? EMPTY, name)]);
}

describe("pairing", () => {
  test("shows one code on both sides, and after the yes the newcomer holds everything", async () => {
    await note(laptop, "note");
    const phone = await town.device("phone");
    const { invited, joined } = await meet(laptop, phone);
    const there = invited.find((step) => step.step === "compare");
    const here = joined.find((step) => step.step === "compare");

    expect(there).toEqual(here);
    expect(here?.code).toMatch(/^\d{6}$/);
    expect(joined.map((step) => step.step).filter((step) => step !== "fetching")).toEqual(["found", "compare", "admitted", "done"]);
    expect(invited.at(-1)).toEqual({ step: "done", name: "phone" });
    expect(await held(phone)).toEqual(await held(laptop));
  });

  test("works with the nine words and the server beside them, four letters of each", async () => {
    const phone = await town.device("phone");
    const { ready, end } = await inviting(laptop);
    const secret = ready.words.map((word) => word.slice(0, 4)).join(" ");
    const joining = phone.side.join({ secret, server: URL_OF_FAKE, name: "phone" }, (step) => {
      if (step.step === "compare") void Promise.all([laptop.side.compare(true), phone.side.compare(true)]);
    });
    await Promise.all([joining, end]);

    expect(ready.words).toHaveLength(9);
    expect(phone.desk.isOpen()).toBe(true);
  });

  test("ends with a no on the old device: nothing is made, and the newcomer is told", async () => {
    const phone = await town.device("phone");
    const { ready, end } = await inviting(laptop);
    const joining = phone.side.join({ secret: ready.link, name: "phone" }, (step) => {
      if (step.step === "compare") void laptop.side.compare(false);
    });

    expect((await trouble(end)).code).toMatch(/refused|cancelled/);
    expect((await trouble(joining)).code).toBe("pairing");
    expect(phone.desk.profile()).toBeNull();
    expect([...(await laptop.desk.roster()).members]).toHaveLength(2);
  });

  test("ends with a no on the new device: the words are burnt", async () => {
    const phone = await town.device("phone");
    const { ready, end } = await inviting(laptop);
    const joining = phone.side.join({ secret: ready.link, name: "phone" }, (step) => {
      if (step.step === "compare") void phone.side.compare(false);
    });

    expect((await trouble(joining)).code).toBe("cancelled");
    expect(await trouble(end)).toMatchObject({ code: "refused", what: STOPPED }); // it has answered nothing
    expect(phone.desk.profile()).toBeNull();
    expect(town.server.slots.size).toBe(0);
  });

  test.each([true, false])("makes nothing, and admits nobody, before the new device's own answer, here %s", async (isSame) => {
    const phone = await town.device("phone");
    const { ready, end } = await inviting(laptop);
    const joining = phone.side.join({ secret: ready.link, name: "phone" }, (step) => {
      if (step.step === "compare") void laptop.side.compare(true);
    });
    joining.catch(() => undefined);
    await vi.waitFor(() => expect(town.server.asked).toContain("GET consent"));
    const before = [phone.desk.profile(), (await laptop.desk.roster()).members.size];
    await phone.side.compare(isSame);
    const [here, there] = await Promise.all([ended(joining), ended(end)]);

    expect(before).toEqual([null, 2]);
    expect([here, phone.desk.profile() !== null]).toEqual(isSame ? ["", true] : ["the pairing was ended here. The words are burnt.", false]);
    expect(there).toBe(isSame ? "" : STOPPED);
    expect((await laptop.desk.roster()).members.size).toBe(isSame ? 3 : 2);
  });

  test("waits for the old device's answer after its own, and makes nothing meanwhile", async () => {
    const phone = await town.device("phone");
    const { ready, end } = await inviting(laptop);
    const joining = phone.side.join({ secret: ready.link, name: "phone" }, (step) => {
      if (step.step === "compare") void phone.side.compare(true);
    });
    joining.catch(() => undefined);
    await vi.waitFor(() => expect([...town.server.slots.keys()].some((slot) => slot.endsWith("/consent"))).toBe(true));
    const before = phone.desk.profile();
    await laptop.side.compare(false);

    expect(before).toBeNull();
    expect(await ended(end)).toBe("phone was not admitted; the words are burnt.");
    expect(await ended(joining)).toBe(STOPPED);
    expect(phone.desk.profile()).toBeNull();
  });

  test("puts a consent again whose answer was lost", async () => {
    const phone = await town.device("phone");
    const { ready, end } = await inviting(laptop);
    town.server.after = (route) => {
      if (route !== "consent") return;
      town.server.after = () => undefined;
      void laptop.side.compare(true);
      throw new TypeError("no network");
    };
    const joining = phone.side.join({ secret: ready.link, name: "phone" }, (step) => {
      if (step.step === "compare") void phone.side.compare(true);
    });
    await Promise.all([joining, end]);

    expect(town.server.asked.filter((asked) => asked === "POST consent")).toHaveLength(2);
    expect((await laptop.desk.roster()).members.size).toBe(3);
  });

  test("ends where the old device's screen is left after its yes, while the new one's is waited for", async () => {
    const phone = await town.device("phone");
    const { ready, end } = await inviting(laptop);
    const joining = phone.side.join({ secret: ready.link, name: "phone" }, (step) => {
      if (step.step === "compare") void laptop.side.compare(true);
    });
    joining.catch(() => undefined);
    await vi.waitFor(() => expect(town.server.asked).toContain("GET consent"));
    await laptop.side.compare(false);
    const there = await ended(end);
    await phone.side.compare(true);

    expect(there).toBe("the pairing was ended here. The words are burnt.");
    expect(await ended(joining)).toBe(STOPPED);
    expect((await laptop.desk.roster()).members.size).toBe(2);
    expect(phone.desk.profile()).toBeNull();
  });

  test("ends on both sides where a page was closed at its question: the mailbox it named is deleted", async () => {
    const phone = await town.device("phone");
    const { ready, end } = await inviting(laptop);
    const urls = [ready.mailbox];
    const joining = phone.side.join({ secret: ready.link, name: "phone" }, (step) => {
      if (step.step === "found") urls.push(step.mailbox);
      if (step.step === "compare") void town.server.fetch(ready.mailbox, { method: "DELETE" });
    });
    const [here, there] = await Promise.all([trouble(joining), trouble(end)]);

    expect(urls[1]).toBe(urls[0]);
    expect([here.code, here.what]).toEqual(["pairing", ENDED]);
    expect([there.code, there.what]).toEqual(["refused", STOPPED]);
    expect(phone.desk.profile()).toBeNull();
    expect((await laptop.desk.roster()).members.size).toBe(2);
  });

  test("admits nobody once the mailbox is closed, also where both have said yes and another window is waited for", async () => {
    const phone = await town.device("phone");
    const { ready, end } = await inviting(laptop);
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const exchanging = laptop.desk.alone("exchange", () => held);
    const joining = phone.side.join({ secret: ready.link, name: "phone" }, (step) => {
      if (step.step === "compare") void Promise.all([laptop.side.compare(true), phone.side.compare(true)]);
    });
    await vi.waitFor(() => expect([...town.server.slots.keys()].some((slot) => slot.endsWith("/consent"))).toBe(true));
    await vi.waitFor(() => expect(town.server.asked.lastIndexOf("GET consent")).toBeGreaterThan(town.server.asked.indexOf("POST consent")));
    await town.server.fetch(ready.mailbox, { method: "DELETE" });
    letGo();
    await exchanging;

    expect(await ended(end)).toBe(STOPPED);
    expect(await ended(joining)).toBe(ENDED);
    expect(town.server.asked.filter((asked) => asked === "POST roster")).toHaveLength(1); // its own, when it was founded
    expect(phone.desk.profile()).toBeNull();
  });

  test("goes on asking while the network is gone", async () => {
    const phone = await town.device("phone");
    const { ready, end } = await inviting(laptop);
    let lost = 0;
    const joining = phone.side.join({ secret: ready.link, name: "phone" }, (step) => {
      if (step.step !== "compare") return;
      town.server.before = (route) => {
        if (route !== "reply" || lost > 40) return;
        lost += 1;
        throw new TypeError("no network");
      };
    });
    await vi.waitFor(() => expect(lost).toBeGreaterThan(40), { timeout: 10_000 });
    await Promise.all([laptop.side.compare(true), phone.side.compare(true)]);

    expect([await ended(joining), await ended(end)]).toEqual(["", ""]);
  });

  test("takes no answer of somebody else who has the words for that of the old device", async () => {
    const phone = await town.device("phone");
    const { ready, end } = await inviting(laptop);
    const { secret } = readLink(ready.link);
    const no: Reply = { tag: "reply", admitted: false, roster: EMPTY, heads: [] };
    const sealed = await new Channel(secret).seal(Reply, no, world.random);
    const joining = phone.side.join({ secret: ready.link, name: "phone" }, (step) => {
      if (step.step === "compare") void town.server.fetch(`${ready.mailbox}/reply`, { method: "POST", body: sealed });
    });

    expect(await ended(joining)).toBe(STOPPED);
    expect(await ended(end)).toMatch(/Nothing was added\.$/);
    expect((await laptop.desk.roster()).members.size).toBe(2);
  });

  test("says that the five minutes are over, where nobody has stopped", async () => {
    const { end } = await inviting(laptop);
    town.nowMs += 301_000;

    expect(await ended(end)).toBe("the five minutes of these words are over. Nothing was added.");
  });

  test("can be given up while nobody has asked yet", async () => {
    const { end } = await inviting(laptop);
    await laptop.side.compare(false);

    expect((await trouble(end)).code).toBe("cancelled");
    expect(town.server.slots.size).toBe(0);
  });

  test("with wrong words says so, and makes nothing", async () => {
    const phone = await town.device("phone");
    const join = (secret: string): Promise<void> =>
      phone.side.join({ secret, server: URL_OF_FAKE, name: "phone" }, () => undefined);

    expect((await trouble(join("abandon ability"))).what).toBe("nine words are needed, these are 2.");
    expect((await trouble(join("abandon ".repeat(8) + "xylo"))).what).toBe('"xylo" is not one of the words.');
    expect((await trouble(join("abandon ".repeat(9)))).code).toBe("pairing");
    expect((await trouble(join(`${URL_OF_FAKE}/#join=AAAA`))).code).toBe("usage");
    expect(phone.desk.profile()).toBeNull();
  });

  test("keeps the keys of a newcomer whose list of devices did not come, and the next exchange goes on", async () => {
    const phone = await town.device("phone");
    const steps: JoinStep[] = [];
    const { ready, end } = await inviting(laptop);
    const joining = phone.side.join({ secret: ready.link, name: "phone" }, (step) => {
      steps.push(step);
      if (step.step === "compare") void Promise.all([laptop.side.compare(true), phone.side.compare(true)]);
      if (step.step === "admitted") {
        town.server.before = () => {
          throw new TypeError("no network");
        };
      }
    });
    await Promise.all([joining, end]);
    const before = await phone.side.status();
    town.server.before = () => undefined;
    await note(laptop, "note");
    await laptop.side.sync();
    await phone.side.sync();

    expect(before.net).toBe("offline");
    expect(phone.desk.profile()?.name).toBe("phone");
    expect(await notes(phone)).toEqual(["note"]);
  });

  test("leads to the list with the entry that the inviter named, also where that comes later", async () => {
    const phone = await town.device("phone");
    const { ready, end } = await inviting(laptop);
    const joining = phone.side.join({ secret: ready.link, name: "phone" }, (step) => {
      if (step.step === "compare") void Promise.all([laptop.side.compare(true), phone.side.compare(true)]);
      if (step.step === "admitted") {
        town.server.before = () => {
          throw new TypeError("no network");
        };
      }
    });
    await Promise.all([joining, end]);
    town.server.before = () => undefined;
    const named = town.server.roster;
    town.server.roster = await otherBranch(laptop, phone);
    const said = await trouble(phone.side.sync());
    const isKnown = town.server.roster.isStanding(phone.desk.keys().public.id);
    town.server.roster = named;
    await phone.side.sync();

    expect([isKnown, said.code]).toEqual([true, "roster"]);
    expect(said.what).toBe("the server holds another list of devices than the one that admitted this device.");
    expect((await phone.desk.roster()).head).toEqual(named?.head);
  });

  test("of a device that is in the list already is refused", async () => {
    const phone = await town.device("phone");
    await meet(laptop, phone);
    const { ready, end } = await inviting(laptop);
    const joining = phone.side.join({ secret: ready.link, name: "phone" }, () => undefined);

    expect((await trouble(end)).code).toBe("known-device");
    expect((await trouble(joining)).code).toBe("pairing");
  });

  test("never leads a device with a journal to another one", async () => {
    const other = await town.device("other");
    await other.side.found({ name: "other" });
    const { ready, end } = await inviting(laptop);
    const joining = other.side.join({ secret: ready.link, name: "other" }, () => undefined);

    expect((await trouble(joining)).code).toBe("journal");
    await laptop.side.compare(false);
    await trouble(end);
  });

  test("goes no further than the server that the app came from", async () => {
    const phone = await town.device("phone", { origin: "https://sync.example.org" });
    const joining = phone.side.join({ secret: invitationLink(URL_OF_FAKE, newSecret(world.random)), name: "phone" }, () => undefined);
    const said = await trouble(joining);

    expect(said.code).toBe("elsewhere");
    expect(said.mend).toBe(`open ${URL_OF_FAKE}/app/`);
  });
});

describe("a link", () => {
  test("is read with and without the path of the app", () => {
    const secret = unhex("07" + "5a".repeat(12));
    const link = invitationLink(URL_OF_FAKE, secret);

    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:8470\/app\/#join=[A-Za-z0-9_-]{18}$/);
    expect(readLink(link)).toEqual({ server: URL_OF_FAKE, secret });
    expect(readLink(link.replace("/app/", "/"))).toEqual({ server: URL_OF_FAKE, secret });
  });

  test("holds 99 random bits", () => {
    const firsts = Array.from({ length: 64 }, () => newSecret(world.random)[0] ?? 255);

    expect(Math.max(...firsts)).toBeLessThan(8);
  });
});
