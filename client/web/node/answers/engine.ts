/** What a device writes for another one: a file of unsent entries, as the engine exports it. */
import type { Bytes } from "../../src/core/bytes.ts";
import { readUnsent, writeUnsent } from "../../src/core/exchange/unsent.ts";
import { openEpochKeys } from "../../src/core/trust/epochs.ts";
import { found } from "../../src/core/trust/roster.ts";
import { decodeRosterEntry } from "../../src/core/trust/statements.ts";
import { type Asked, outcome, overTheLine, random } from "./asked.ts";

async function written(asked: Asked): Promise<Bytes> {
  const keys = await asked.keys("keys");
  const roster = await found(asked.as<Bytes[]>("roster").map(decodeRosterEntry));
  const key = (await openEpochKeys(roster, keys)).current;
  return writeUnsent(roster.journal, asked.as("entries"), { roster: roster.head, key, keys, random });
}

export const ENGINE = overTheLine({
  "unsent.write": written,
  "unsent.read": (asked) =>
    outcome(() => {
      const { journal, segments } = readUnsent(asked.bytes("file"));
      return { journal, bodies: segments.map((each) => each.body) };
    }),
});
