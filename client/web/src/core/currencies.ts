/** Currencies: how many decimals of an amount are its minor unit, by ISO 4217. A yen has none, a dinar has three. */

const MOST = 2;
const OTHERS: readonly (readonly [decimals: number, currencies: string])[] = [
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
];
const DECIMALS = new Map(
  OTHERS.flatMap(([decimals, currencies]) => currencies.split(" ").map((currency) => [currency, decimals] as const)),
);

/** Return how many decimals an amount of `currency` (three capital letters) has; two, where it is not known. */
export function decimalsOf(currency: string): number {
  return DECIMALS.get(currency) ?? MOST;
}
