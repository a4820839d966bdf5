/** One line that is told and goes again: read aloud once, with a way to take back what it tells of. */
import type { ReadonlySignal } from "@preact/signals";
import type { JSX } from "preact";
import { en } from "../words/en.ts";

export interface Said {
  words: string;
  undo: (() => void) | null;
}

/** The live region is always there: a region that comes with its words is not read by every screen reader. */
export function Toast({ said }: { said: ReadonlySignal<Said | null> }): JSX.Element {
  const now = said.value;
  return (
    <div class="toast" role="status" aria-live="polite">
      {now !== null && (
        <p>
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
