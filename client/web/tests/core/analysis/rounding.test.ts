import { expect, test } from "vitest";
import { sharedDecimals } from "../../../src/core/analysis/rounding.ts";

test.each([
  ["what rounds to 1.01 alone", [0.335, 0.335, 0.33], ["0.34", "0.33", "0.33"]],
  ["thirds", [1 / 3, 1 / 3, 1 / 3], ["0.34", "0.33", "0.33"]],
  ["the one that lost most comes first", [0.502, 0.249, 0.249], ["0.50", "0.25", "0.25"]],
  ["what is even stays", [0.5, 0.3, 0.2], ["0.50", "0.30", "0.20"]],
  ["a part held too low by the machine", [0.1 + 0.2, 0.7 - 1e-10], ["0.30", "0.70"]],
  ["parts of less than all", [0.125, 0.125], ["0.13", "0.12"]],
  ["nothing", [], []],
] as [string, number[], string[]][])("parts of a whole add up as they are shown: %s", (_, parts, shown) => {
  expect(sharedDecimals(parts)).toEqual(shown);
});
