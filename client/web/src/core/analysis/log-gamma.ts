/**
 * The logarithm of the gamma function, which JavaScript lacks: Lanczos' approximation with g = 6.0246...
 *
 * The coefficients are those of the Boost library and of Python's `math.lgamma`, so that both programs agree to the
 * last digits.
 */

const G = 6.024680040776729583740234375;
const ABOVE: readonly number[] = [
  23531376880.41076, 42919803642.6491, 35711959237.35567, 17921034426.03721, 6039542586.352028,
  1439720407.3117216, 248874557.86205417, 31426415.585400194, 2876370.6289353725, 186056.26539522348,
  8071.672002365816, 210.82427775157936, 2.5066282746310002,
];
const BELOW: readonly number[] = [
  0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
];

/** Return log(gamma(x)) for x above 0. */
export function logGamma(x: number): number {
  if (x === 1 || x === 2) return 0;
  return Math.log(lanczos(x)) - G + (x - 0.5) * (Math.log(x + G - 0.5) - 1);
}

/** Return the sum of Lanczos' series, the small terms first. */
function lanczos(x: number): number {
  let above = 0;
  let below = 0;
  if (x < 5) {
    for (let at = ABOVE.length - 1; at >= 0; at -= 1) {
      above = above * x + (ABOVE[at] ?? 0);
      below = below * x + (BELOW[at] ?? 0);
    }
  } else {
    for (let at = 0; at < ABOVE.length; at += 1) {
      above = above / x + (ABOVE[at] ?? 0);
      below = below / x + (BELOW[at] ?? 0);
    }
  }
  return above / below;
}
