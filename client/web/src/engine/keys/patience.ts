/** How long a wrong passphrase makes the next try wait: longer each time, never for ever, and nothing is erased. */

const FREE_TRIES = 2;
const LONGEST_MS = 60_000;

/** Return the wait before the next try after so many wrong ones in a row. */
export function pauseMs(wrong: number): number {
  return wrong <= FREE_TRIES ? 0 : Math.min(1000 * 2 ** (wrong - FREE_TRIES - 1), LONGEST_MS);
}
