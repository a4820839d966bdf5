/**
 * Words that must be copied by hand are on the screen: no toast is drawn over them, it waits until they are gone.
 */
import { signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";

/** How many parts with such words are open. */
export const copying = signal(0);

/** Keep every toast away as long as this part is on the screen. */
export function useCopying(): void {
  useLayoutEffect(() => {
    copying.value += 1;
    return () => {
      copying.value -= 1;
    };
  }, []);
}
