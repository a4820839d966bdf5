/** Words for secrets: 24 for the paper key (BIP-39, 256 bits and a checksum), nine for pairing (99 bits). */
import { entropyToMnemonic, mnemonicToEntropy } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import type { Bytes } from "../../core/bytes.ts";
import { refusal } from "./refusals.ts";

export const PAPER_WORDS = 24;
const PAIRING_WORDS = 9;
const FINGERPRINT_WORDS = 4;
const SECRET_BYTES = 13;
const BITS = 11n;
const MASK = (1n << BITS) - 1n;
const ENOUGH_LETTERS = 4;

function numberOf(data: Bytes): bigint {
  return data.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

function wordAt(index: bigint): string {
  return wordlist[Number(index)] ?? "";
}

/** Return the nine words for a pairing `secret` (13 bytes, of which 99 bits count). */
export function pairingWords(secret: Bytes): string[] {
  const number = numberOf(secret);
  return Array.from({ length: PAIRING_WORDS }, (_, at) => wordAt((number >> (BITS * BigInt(PAIRING_WORDS - 1 - at))) & MASK));
}

/** Return the secret that nine `words` stand for; four letters of each are enough. Throws an EngineError. */
export function pairingSecret(words: readonly string[]): Bytes {
  if (words.length !== PAIRING_WORDS) {
    const mend = "type all nine, with spaces between them";
    throw refusal("words", `nine words are needed, these are ${words.length}.`, { mend });
  }
  let number = 0n;
  for (const word of words) number = (number << BITS) | BigInt(indexOf(word, "look at the other screen, and type it again"));
  const secret = new Uint8Array(SECRET_BYTES);
  for (let at = SECRET_BYTES - 1; at >= 0; at -= 1, number >>= 8n) secret[at] = Number(number & 255n);
  return secret;
}

/** Return four words (44 bits) for the hash of a list of devices: enough to compare two screens by eye. */
export function fingerprintWords(roster: Bytes): string[] {
  const number = numberOf(roster.slice(0, 8));
  return Array.from({ length: FINGERPRINT_WORDS }, (_, place) => wordAt((number >> (BITS * BigInt(place))) & MASK));
}

/** Return the 24 words for `entropy` (32 bytes). */
export function paperWords(entropy: Bytes): string[] {
  return entropyToMnemonic(entropy, wordlist).split(" ");
}

/** Return the 32 bytes that the 24 `words` of a paper key stand for. Throws an EngineError. */
export function paperEntropy(words: readonly string[]): Bytes {
  if (words.length !== PAPER_WORDS) {
    throw refusal("words", `a paper key has 24 words; these are ${words.length}.`, { mend: "look at the paper" });
  }
  const found = words.map((word, at) => wordlist[indexOf(word, "look at the paper", at + 1)] ?? "");
  try {
    return mnemonicToEntropy(found.join(" "), wordlist).slice();
  } catch {
    const what = "these 24 words do not belong together: one of them is another, or two have changed places.";
    throw refusal("words", what, { mend: "look at the paper" });
  }
}

/** Return the place of `word` in the list; `at`: its number among those that were typed, 0 where none is said. */
function indexOf(word: string, mend: string, at = 0): number {
  const typed = word.toLowerCase();
  const exact = wordlist.indexOf(typed);
  const found = exact >= 0 || typed.length < ENOUGH_LETTERS ? exact : wordlist.findIndex((known) => known.startsWith(typed));
  if (found >= 0) return found;
  throw refusal("words", `${at ? `word ${at}, "${word}",` : `"${word}"`} is not one of the words.`, { mend });
}
