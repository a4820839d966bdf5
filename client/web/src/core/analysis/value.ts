/**
 * The value of an answer: from a rating of 1 to 5 to a number from 0 (worst) to 1 (best).
 *
 * More is better: x = (r - 1) / 4. Less is better: 1 - x. An ideal level t, which may lie anywhere on the scale:
 * x = 1 - |r - t| / max(t - 1, 5 - t), so that the level farthest from t is worth 0.
 */

export type Shape = "more" | "less" | "ideal";

export const LOWEST_RATING = 1;
export const HIGHEST_RATING = 5;
const STEPS = HIGHEST_RATING - LOWEST_RATING;

/** Return what `rating` (1 to 5, or a mean of such) is worth, 0 to 1; `ideal` is read for that shape only. */
export function valueOf(rating: number, shape: Shape = "more", ideal = HIGHEST_RATING): number {
  if (shape === "ideal") {
    return 1 - Math.abs(rating - ideal) / Math.max(ideal - LOWEST_RATING, HIGHEST_RATING - ideal);
  }
  const share = (rating - LOWEST_RATING) / STEPS;
  return shape === "less" ? 1 - share : share;
}
