/**
 * Words as the other program compares them: the same letters fold alike, the same gaps part them.
 *
 * JavaScript folds no case and parts text at slightly other characters, so both are spelt out here.
 */

const WHITE = /^\p{White_Space}$/u;
/** The separators of files, groups, records and units: gaps to the other program, not to Unicode. */
const SEPARATORS = new Set([0x1c, 0x1d, 0x1e, 0x1f]);
const CHEROKEE = /[\u13a0-\u13fd\uab70-\uabbf]/u;
const LETTER = /^\p{L}$/u;

/** Return `text` as it is compared whatever its case: Unicode's full case folding. */
export function casefold(text: string): string {
  let folded = "";
  for (const letter of text) folded += foldedLetter(letter);
  return folded;
}

function foldedLetter(letter: string): string {
  if (letter === "ı") return letter;
  if (letter === "ẞ") return "ss";
  const upper = letter.toUpperCase();
  return CHEROKEE.test(letter) ? upper : upper.toLowerCase();
}

/** Return the words of `text`: what stands between gaps of any length. */
export function split(text: string): string[] {
  const words: string[] = [];
  let word = "";
  for (const letter of text) {
    if (!isGap(letter)) {
      word += letter;
    } else if (word !== "") {
      words.push(word);
      word = "";
    }
  }
  return word === "" ? words : [...words, word];
}

function isGap(letter: string): boolean {
  return WHITE.test(letter) || SEPARATORS.has(letter.charCodeAt(0));
}

/** Return whether `letter`, one character, is a letter of any alphabet. */
export function isLetter(letter: string): boolean {
  return LETTER.test(letter);
}
