import { describe, expect, test } from "vitest";
import { hex, unhex } from "../../../src/core/bytes.ts";
import { visible } from "../../../src/engine/sync/names.ts";
import { starterEvents } from "../../../src/engine/sync/starter-events.ts";
import { fingerprintWords, pairingSecret, pairingWords, paperEntropy, paperWords } from "../../../src/engine/sync/words.ts";
import { world } from "../../../src/engine/world.ts";
import { trouble } from "./town.ts";

const said = (work: () => unknown): ReturnType<typeof trouble> => trouble(Promise.resolve().then(work));

describe("words", () => {
  test("of a pairing secret lead back to it, whole or by four letters", () => {
    for (let left = 50; left > 0; left -= 1) {
      const secret = world.random(13);
      secret[0] = (secret[0] ?? 0) & 7;
      const words = pairingWords(secret);

      expect(words).toHaveLength(9);
      expect(hex(pairingSecret(words))).toBe(hex(secret));
      expect(hex(pairingSecret(words.map((word) => word.slice(0, 4).toUpperCase())))).toBe(hex(secret));
    }
  });

  test("of a paper key lead back to it, and a slip is found", async () => {
    const entropy = world.random(32);
    const words = paperWords(entropy);
    const swapped = [words[1] ?? "", words[0] ?? "", ...words.slice(2)];
    const wrong = await said(() => paperEntropy(["zzzz", ...words.slice(1)]));

    expect(words).toHaveLength(24);
    expect(hex(paperEntropy(words))).toBe(hex(entropy));
    expect(wrong.what).toBe('word 1, "zzzz", is not one of the words.');
    expect((await said(() => paperEntropy(words.slice(1)))).what).toBe("a paper key has 24 words; these are 23.");
    if (swapped.join() !== words.join()) expect([words.join(), ""]).not.toContain(await recovered(swapped));
  });

  test("of a list of devices are four, the same for the same list", () => {
    const roster = unhex("00112233445566778899aabbccddeeff".repeat(2));

    expect(fingerprintWords(roster)).toEqual(fingerprintWords(roster.slice()));
    expect(fingerprintWords(roster)).toHaveLength(4);
  });
});

/** What words lead to that have changed places: nothing, but for one time in 256. */
async function recovered(words: readonly string[]): Promise<string> {
  try {
    return paperWords(paperEntropy(words)).join();
  } catch {
    return Promise.resolve("refused");
  }
}

test("a name from elsewhere cannot hide letters, or turn the line around", () => {
  expect(visible("phone\u202egnp\u0000\u200b")).toBe("phone\\u202egnp\\x00\\u200b");
  expect(visible("Zoë's \u{1f4f1}")).toBe("Zoë's \u{1f4f1}");
});

test("a new journal begins with criteria, and questions that name them", () => {
  const events = starterEvents();
  const questions = events.filter((event) => event.type === "question.added");

  expect(events).toHaveLength(44);
  expect(questions.every((event) => (event.fields["criteria"] as string[]).every((name) => /^\$\d+$/.test(name)))).toBe(true);
  expect(questions.every((event) => (event.fields["criteria"] as string[]).length === 1)).toBe(true);
});
