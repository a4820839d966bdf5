/** Invitations, words, codes and squares: what is read, and what is refused. */
import decodeQR from "qr/decode.js";
import { encodeQR } from "qr";
import { describe, expect, test } from "vitest";
import { hostOf, isInvitation, serverOf, taken, wordsTyped } from "../../src/invitation.ts";
import { grouped } from "../../src/parts/check-code.tsx";
import { isPull, pulling } from "../../src/parts/pull.ts";
import { runsOf } from "../../src/parts/qr.tsx";
import { isWord, placesOf } from "../../src/screens/paper-check.tsx";
import { admittedBy } from "../../src/screens/revoke.tsx";
import { DEVICES } from "./world-rich.ts";
import { id } from "./worlds.ts";

const LINK = "https://sync.example.org/app/#join=AbCdEfGhIjKlMnOp-_";

describe("an address with an invitation", () => {
  test("has the secret taken out before anything else is done", () => {
    const replaced: string[] = [];
    const past = { state: null, replaceState: (_state: unknown, _unused: string, url: string) => replaced.push(url) };
    const address = { href: LINK, hash: "#join=AbCdEfGhIjKlMnOp-_", pathname: "/app/", search: "" };

    const link = taken(address, past);

    expect(link).toBe(LINK);
    expect(replaced).toEqual(["/app/"]);
  });

  test("is no other address, which is left alone", () => {
    const past = { state: null, replaceState: () => expect.unreachable() };

    expect(taken({ href: "https://a/app/#/today", hash: "#/today", pathname: "/app/", search: "" }, past)).toBe("");
  });

  test("names its server by the host", () => {
    expect(hostOf(LINK)).toBe("sync.example.org");
    expect(hostOf("nothing")).toBe("");
  });
});

test.each([
  [LINK, true],
  ["http://127.0.0.1:8443/app/#join=AbCdEfGhIjKlMnOp-_", true],
  ["https://sync.example.org/#join=AbCdEfGhIjKlMnOp-_", true],
  ["https://sync.example.org/app/#join=short", false],
  ["https://sync.example.org/app/", false],
  ["javascript:alert(1)#join=AbCdEfGhIjKlMnOp-_", false],
  ["WIFI:T:WPA;S:net;;", false],
])("of %s it is said rightly whether it is an invitation", (text, is) => {
  expect(isInvitation(text)).toBe(is);
});

test("the server of the app is the folder above it", () => {
  expect(serverOf("https://sync.example.org/app/#/join")).toBe("https://sync.example.org");
  expect(serverOf("https://example.org/twoway/app/")).toBe("https://example.org/twoway");
});

test("words are read however they were typed", () => {
  expect(wordsTyped("1. Harbor  seven,\n timber 4 APPLE")).toEqual(["harbor", "seven", "timber", "apple"]);
  expect(wordsTyped("  ")).toEqual([]);
});

test("a check code is read in two groups", () => {
  expect(grouped("472916")).toBe("472 916");
});

test("the path of a square reads back as what was drawn", () => {
  const modules = encodeQR(LINK, "raw", { ecc: "low", border: 4 });

  const image = imageOf(runsOf(modules), modules.length);

  expect(decodeQR(image)).toBe(LINK);
});

/** Draw the path by hand: runs of whole modules, each a rectangle of height 1. */
function imageOf(path: string, modules: number): { width: number; height: number; data: Uint8ClampedArray } {
  const zoom = 4;
  const side = modules * zoom;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x = "", y = "", width = ""] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let down = 0; down < zoom; down += 1) {
      for (let across = 0; across < Number(width) * zoom; across += 1) {
        const at = (Number(y) * zoom + down) * side + Number(x) * zoom + across;
        data.fill(0, at * 4, at * 4 + 3);
      }
    }
  }
  return { width: side, height: side, data };
}

describe("the words that are asked back", () => {
  test("stand at different places, in order", () => {
    const places = placesOf(24, 3, () => 0.999);

    expect(places).toEqual([21, 22, 23]);
  });

  test("are all of them where fewer are there", () => {
    expect(placesOf(2, 3, () => 0)).toEqual([0, 1]);
  });

  test("may be typed with spaces and capitals", () => {
    expect(isWord(" Harbor ", "harbor")).toBe(true);
    expect(isWord("harb", "harbor")).toBe(false);
  });
});

test("with a device that is revoked those it admitted are offered, and this phone is not", () => {
  const laptop = DEVICES.rows.find((row) => row.id === id("laptop"));

  expect(laptop && admittedBy(laptop, DEVICES.rows).map((row) => row.name)).toEqual(["old tablet"]);
});

describe("a page", () => {
  test.each([
    [0, 120, true],
    [0, 80, false],
    [90, 120, false],
    [0, -200, false],
  ])("that is drawn %i across and %i down is pulled: %s", (across, down, is) => {
    expect(isPull(across, down)).toBe(is);
  });

  test("that was not at its top is scrolled, not pulled", () => {
    const told: string[] = [];
    const { onTouchStart, onTouchEnd } = pulling(() => void told.push("pulled"), () => false);

    onTouchStart({ touches: [{ clientX: 0, clientY: 0 }] } as unknown as TouchEvent);
    onTouchEnd({ changedTouches: [{ clientX: 0, clientY: 200 }] } as unknown as TouchEvent);

    expect(told).toEqual([]);
  });
});
