/** A phone that was revoked begins anew; nothing is sent on the way out. */
import { beforeEach, describe, expect, test } from "vitest";
import { type Device, Town, held, note, notes, trouble } from "./town.ts";

let town: Town;
let laptop: Device;

beforeEach(async () => {
  town = new Town();
  laptop = await town.founder();
});

describe("taking the journal off", () => {
  test("sends nothing, also of what waits", async () => {
    await note(laptop, "note that waits");
    town.server.asked.length = 0;
    await laptop.desk.leave();

    expect(town.server.asked).toEqual([]);
  });

  test("breaks off an exchange that nobody answers", async () => {
    await note(laptop, "note that waits");
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const hung = await town.device("laptop", {
      fetch: (_url, init) =>
        new Promise((_, reject) => {
          begin();
          init?.signal?.addEventListener("abort", () => reject(new DOMException("ended", "AbortError")));
        }),
    });
    const syncing = trouble(hung.side.sync());
    await begun;
    await hung.desk.leave();

    expect((await syncing).code).toBe("no-answer");
    expect(await indexedDB.databases()).toEqual([]);
  });

  test("lets a revoked phone be added again, as a new device", async () => {
    const phone = await town.admitted(laptop, "phone");
    await note(laptop, "note from before");
    await laptop.side.sync();
    await phone.side.sync();
    await laptop.side.revoke(phone.desk.keys().public.id, []);
    const code = (await trouble(phone.side.sync())).code;
    await note(phone, "note of nobody");
    const readable = await notes(phone);
    await phone.desk.leave();
    const again = await town.admitted(laptop, "phone");
    await note(again, "note from after");
    await again.side.sync();
    await laptop.side.sync();

    expect([code, readable]).toEqual(["revoked", ["note from before", "note of nobody"]]);
    expect(await notes(laptop)).toEqual(["note from before", "note from after"]);
    expect(await held(again)).toEqual(await held(laptop));
  });
});
