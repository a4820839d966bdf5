/** Taking the journal off this phone, and revoking another: what is said, and what is kept of neither. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { AppShell } from "../../src/app-shell.ts";
import type { Status } from "../../src/engine/port.ts";
import { keptOf } from "../../src/screens/revoke.tsx";
import { isOnlyCopy, isRevoked, keptWords, mendWords, onlyWords } from "../../src/words/leaving.ts";
import { FakeEngine } from "./fake-engine.ts";
import { rich } from "./world-rich.ts";
import { OPEN } from "./worlds.ts";

const SYNCED: Status = { ...OPEN, unsynced: 0, devices: 3 };
const REVOKED: Status = { ...OPEN, unsynced: 3, devices: 3, trouble: { code: "revoked", what: "", kept: "", mend: "" } };

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("what is only here", () => {
  test("is counted, and so is what nobody counts", () => {
    expect(onlyWords({ ...SYNCED, unsynced: 1 })).toMatch(/^1 entry is on no other device/);
    expect(onlyWords({ ...SYNCED, unsynced: 1038 })).toMatch(/^1,038 entries are on no other device/);
    expect(onlyWords(SYNCED)).toMatch(/^No entry: all were sent\. What is typed/);
  });

  test("is everything where there is no server", () => {
    const alone = { ...OPEN, server: "", devices: 1 };

    expect(onlyWords(alone)).toMatch(/^Everything/);
    expect(keptWords(alone)).toMatch(/^Nothing/);
  });
});

describe("an export", () => {
  test("helps nobody where nothing else could open it, and that is said instead", () => {
    const alone: Status = { ...OPEN, devices: 1, paper: "none", unsynced: 3 };

    expect(isOnlyCopy(alone)).toBe(true);
    expect(mendWords(alone)).toMatch(/does not open/);
    expect(onlyWords(alone)).not.toMatch(/export/);
    expect(isOnlyCopy({ ...alone, paper: "untried" })).toBe(false);
    expect(isOnlyCopy({ ...alone, devices: 2 })).toBe(false);
  });

  test("of a revoked phone is taken over elsewhere, and that is said", () => {
    expect(isRevoked(REVOKED)).toBe(true);
    expect(mendWords(REVOKED)).toMatch(/takes the file over/);
    expect(mendWords({ ...REVOKED, unsynced: 0 })).not.toMatch(/xport/);
  });
});

test("after it nothing of the journal stays in the page, nor does the place where one was", async () => {
  const replaced: string[] = [];
  vi.stubGlobal("history", { replaceState: (_state: null, _unused: string, hash: string) => replaced.push(hash) });
  vi.stubGlobal("location", { hash: "#/settings" });
  vi.stubGlobal("scrollTo", () => undefined);
  const engine = new FakeEngine(rich());
  const shell = new AppShell(engine, () => Date.now());
  await vi.waitFor(() => expect(shell.desk.value.plan.value.opportunity?.name).toBe("Acme"));
  shell.desk.value.answer.type("she sent");
  await engine.leave();

  expect(shell.face.value).toBe("first");
  expect(shell.route.value).toEqual({ at: "capture" });
  expect(replaced).toEqual(["#/capture"]);
  expect(shell.desk.value.plan.value.opportunity).toBeNull();
  expect(shell.desk.value.answer.text.value).toBe("");
});

describe("of what a revoked device erased", () => {
  const erased = [
    { id: "a", text: "", is_gone: false },
    { id: "b", text: "", is_gone: false },
    { id: "c", text: "", is_gone: true },
  ];

  test("only what is ticked goes on, and what was destroyed long ago", () => {
    expect(keptOf(erased, [], false)).toEqual(["c"]);
    expect(keptOf(erased, ["b"], false)).toEqual(["b", "c"]);
  });

  test("a theft stops what was destroyed long ago as well", () => {
    expect(keptOf(erased, ["b"], true)).toEqual(["b"]);
  });
});
