/** Orders: several keys compared one after the other, text by its characters, and always the first of equals first. */

export type Key = readonly (number | string | boolean)[];

/** Return which of two texts comes first, by code point: negative, 0 or positive. */
export function compareText(one: string, other: string): number {
  const shared = Math.min(one.length, other.length);
  for (let at = 0; at < shared; at += 1) {
    const left = one.charCodeAt(at);
    const right = other.charCodeAt(at);
    if (left !== right) return rank(left) - rank(right);
  }
  return one.length - other.length;
}

/** Return `unit` with the halves of characters beyond 16 bits above all others, as their code points are. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** Return which of two keys comes first; one that is the start of the other comes before it. */
export function compareKeys(one: Key, other: Key): number {
  const shared = Math.min(one.length, other.length);
  for (let at = 0; at < shared; at += 1) {
    const order = comparePart(one[at] ?? 0, other[at] ?? 0);
    if (order !== 0) return order;
  }
  return one.length - other.length;
}

function comparePart(one: number | string | boolean, other: number | string | boolean): number {
  if (typeof one === "string" && typeof other === "string") return compareText(one, other);
  return Number(one) - Number(other);
}

/** Return `items` in the order of their keys; equals stay as they were given. */
export function sortedBy<T>(items: Iterable<T>, key: (item: T) => Key): T[] {
  const keyed = Array.from(items, (item) => ({ item, key: key(item) }));
  return keyed.sort((one, other) => compareKeys(one.key, other.key)).map((one) => one.item);
}

/** Return the first item with the largest key; undefined where there are none. */
export function largest<T>(items: Iterable<T>, key: (item: T) => Key): T | undefined {
  let best: { item: T; key: Key } | undefined;
  for (const item of items) {
    const held = key(item);
    if (best === undefined || compareKeys(held, best.key) > 0) best = { item, key: held };
  }
  return best?.item;
}

/** Return the sum of `values`, added up from the first. */
export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Return each of `items` once, where it stood first. */
export function unique<T>(items: Iterable<T>): T[] {
  return [...new Set(items)];
}

/** Return what `map` holds under `key`, which must be there. */
export function held<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new TypeError(`nothing is held under ${String(key)}`);
  return value;
}
