/**
 * The regularised incomplete beta function, by its continued fraction.
 *
 * I_x(a, b) = x^a (1-x)^b / (a B(a, b)) * 1/(1 + d1/(1 + d2/(1 + ...))), with
 * d_2m = m (b-m) x / ((a+2m-1)(a+2m)) and d_2m+1 = -(a+m)(a+b+m) x / ((a+2m)(a+2m+1)) (NIST DLMF 8.17.22).
 * It converges fast for x < (a+1)/(a+b+2), in a number of terms that grows with the root of the larger parameter;
 * beyond, I_x(a, b) = 1 - I_{1-x}(b, a). The fraction is worked out from its deep end, so that every program that
 * counts its terms alike gets the same number.
 */

import { logGamma } from "./log-gamma.ts";

const LEAST_TERMS = 60;
const TERMS_PER_ROOT = 6;

/** Return I_x(a, b) = P(theta <= x) for theta ~ Beta(a, b), with a and b at least 1. */
export function regularisedBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - regularisedBeta(1 - x, b, a);
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  return Math.exp(logFront) / (a * fraction(x, a, b));
}

function fraction(x: number, a: number, b: number): number {
  let value = 1;
  const root = Math.floor(Math.sqrt(Math.ceil(Math.max(a, b))));
  for (let term = LEAST_TERMS + TERMS_PER_ROOT * root; term > 0; term -= 1) {
    value = 1 + coefficient(term, x, a, b) / value;
  }
  return value;
}

function coefficient(term: number, x: number, a: number, b: number): number {
  const m = Math.floor(term / 2);
  if (term % 2 === 1) return (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
  return (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
}
