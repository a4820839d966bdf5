/** Words in a row, and words that are counted. */

/** Return the words as one would say them: Ana; Ana and Ben; Ana, Ben and Carla. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** Return a count with its word: 1 entry, 3 entries, 1,038 entries. */
export function many(count: number, word: string): string {
  return `${thousands(count)} ${count === 1 ? word : plural(word)}`;
}

/** Return a whole number with a comma before each three digits. */
export function thousands(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

function plural(word: string): string {
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/** Return the parts that are not empty, with a separator between them. */
export function joined(parts: readonly string[], by = ", "): string {
  return parts.filter((part) => part !== "").join(by);
}

/** Return the words with a capital at their start. */
export function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
