/** Figures as they were said: a value with its unit; of an amount and a number of days, what they make together. */

import type { Figure } from "../events/base.ts";
import { casefold } from "../words.ts";

/** Units that count how often; a figure in one of them is multiplied by one in another unit. */
export const TIMES: readonly string[] = ["day", "days", "times", "time"];

/** Return "7.5 hours". */
export function figureWords(figure: Figure): string {
  return `${numberWords(BigInt(figure.value), figure.decimals)} ${figure.unit}`.trimEnd();
}

/** Return all of them in words: "35 km x 3 days = 105 km" of a distance and a number of days, else one by one. */
export function figuresWords(figures: readonly Figure[]): string {
  const [often, ...moreOften] = figures.filter((one) => TIMES.includes(casefold(one.unit)));
  const [other, ...others] = figures.filter((one) => !TIMES.includes(casefold(one.unit)));
  if (often === undefined || other === undefined || moreOften.length > 0 || others.length > 0) {
    return figures.map(figureWords).join(", ");
  }
  const whole = numberWords(BigInt(other.value) * BigInt(often.value), other.decimals + often.decimals);
  return `${figureWords(other)} x ${figureWords(often)} = ${`${whole} ${other.unit}`.trimEnd()}`;
}

/** Return `value` / 10 ** `decimals` exactly, without noughts that say nothing. */
function numberWords(value: bigint, decimals: number): string {
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const part = digits.slice(digits.length - decimals).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${whole}${part === "" ? "" : `.${part}`}`;
}
