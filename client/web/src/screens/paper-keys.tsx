/**
 * The paper keys in force: each by its name, since when it is there, and whether it was tried.
 *
 * The only one has no name of its own: what it would be called stands above it.
 */
import type { ComponentChildren, JSX } from "preact";
import "../styles/devices.css";
import { paperCard, sinceWords, triedWords } from "../words/paper.ts";
import type { PaperKey } from "../words/paper.ts";

interface Props {
  keys: readonly PaperKey[];
  now: number;
  /** What stands behind one of them. */
  aside?: (key: PaperKey) => ComponentChildren;
}

export function PaperKeys({ keys, now, aside }: Props): JSX.Element {
  return (
    <ul class="papers">
      {keys.map((key) => (
        <li key={key.id}>
          <p class="what num">
            {(keys.length > 1 || key.name !== paperCard.title) && <b>{key.name}</b>}
            <small>{sinceWords(key, now)}</small>
            <small>{triedWords(key, now)}</small>
          </p>
          {aside?.(key)}
        </li>
      ))}
    </ul>
  );
}
