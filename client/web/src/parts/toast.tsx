/**
 * One line that is told and goes again: read aloud once, with a way to take back what it tells of.
 *
 * - It stands below the top of the screen as long as that is seen: the way back, and Hide, are never covered.
 * - A press on it sends it away.
 * - Where words must be copied it is not drawn at all: it waits until they are gone.
 */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { en } from "../words/en.ts";
import { copying } from "./copying.ts";

export interface Said {
  words: string;
  undo: (() => void) | null;
}

/** The live region is always there: a region that comes with its words is not read by every screen reader. */
export function Toast({ said }: { said: Signal<Said | null> }): JSX.Element {
  const now = copying.value > 0 ? null : said.value;
  const toast = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (now === null) return;
    let frame = 0;
    const place = (): void => {
      const top = document.querySelector(".screen > .top")?.getBoundingClientRect().bottom ?? 0;
      toast.current?.style.setProperty("--top", `${Math.max(0, top)}px`);
      frame = requestAnimationFrame(place); // it is told for seconds: meanwhile one scrolls, or another screen comes
    };
    place();
    return () => cancelAnimationFrame(frame);
  }, [now]);
  return (
    <div class="toast" ref={toast} role="status" aria-live="polite">
      {now !== null && (
        <p onClick={() => (said.value = null)}>
          <span>{now.words}</span>
          {now.undo !== null && (
            <button type="button" class="btn bare" onClick={now.undo}>
              {en.undo}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
