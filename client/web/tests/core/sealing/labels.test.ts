/** Labels: each names its one use. */
import { expect, test } from "vitest";
import { text } from "../../../src/core/bytes.ts";
import * as labels from "../../../src/core/sealing/labels.ts";

test("no label is the beginning of another, and none stands for two uses", () => {
  const all = Object.values(labels).filter((each) => each instanceof Uint8Array).map(text);

  expect(all).toHaveLength(22);
  expect(new Set(all).size).toBe(all.length);
  for (const label of all) {
    expect(label).toMatch(/^twoway\/1\/[a-z/]+\0$/);
    expect(all.filter((other) => other.startsWith(label))).toEqual([label]);
  }
});
