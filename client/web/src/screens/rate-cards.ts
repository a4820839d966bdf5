/** Which card is next, and the rungs it is rated on. */
import type { RatingCards } from "../engine/port.ts";
import type { Rung } from "../parts/ladder.tsx";
import { rate } from "../words/rate.ts";

const { cards: words } = rate;

export type Card = RatingCards["cards"][number];

/** The rung that is no number. */
export const UNKNOWN = "?";

/** One answer on one criterion. */
export function keyOf(card: Card): string {
  return `${card.evidence}/${card.criterion}`;
}

export interface Standing {
  card: Card | null;
  /** Which it is, from 1, of how many. */
  n: number;
  of: number;
  /** How many were left for later. */
  left: number;
  isLast: boolean;
}

/** Return the next card: not rated here a moment ago, and not left for later. */
export function standing(data: RatingCards, rated: readonly string[], later: readonly string[]): Standing {
  const waiting = data.cards.filter((card) => !rated.includes(keyOf(card)));
  const open = waiting.filter((card) => !later.includes(keyOf(card)));
  const of = data.rated + data.cards.length;
  return {
    card: open[0] ?? null,
    n: of - open.length + 1,
    of,
    left: waiting.length - open.length,
    isLast: open.length === 1,
  };
}

/** Return the rungs of a card, from the highest down; a criterion of yes or no has two. */
export function rungsOf(card: Card): Rung[] {
  const cannotSay = { value: UNKNOWN, sign: UNKNOWN, text: words.cannotSay, isHalf: true };
  if (card.is_yes_no) {
    return [{ value: "5", sign: "+", text: words.yes }, { value: "1", sign: "−", text: words.no }, cannotSay];
  }
  return [5, 4, 3, 2, 1].map((value) => rungOf(card, value)).concat(cannotSay);
}

function rungOf(card: Card, value: number): Rung {
  const text = card.anchors[value - 1] || endOf(card, value);
  return { value: String(value), text: text === "" ? words.between : text, isHalf: text === "" };
}

/** What the ends mean where nobody has put it in words. */
function endOf({ shape }: Card, value: number): string {
  if (value === 5) return shape === "more" ? words.best : words.most;
  if (value === 1) return shape === "more" ? words.worst : words.least;
  return "";
}
