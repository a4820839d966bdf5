/** SAVE: dashed while there is nothing to save; for a moment after it, when it was saved, which is read aloud. */
import type { JSX } from "preact";
import { en } from "../words/en.ts";
import { Button } from "./button.tsx";

interface Props {
  isEmpty: boolean;
  /** When it was saved, while that is shown. */
  savedAt: number | null;
  /** What a screen reader is told then; it says what was saved. */
  told: string;
  onSave: () => void;
}

export function SaveButton({ isEmpty, savedAt, told, onSave }: Props): JSX.Element {
  const isDone = savedAt !== null && isEmpty;
  return (
    <>
      <Button
        look={`main ${isDone ? "done" : ""}`}
        icon={isDone ? "check" : undefined}
        off={isEmpty && !isDone}
        quick
        onPress={isDone ? undefined : onSave}
      >
        {isDone ? en.saved(savedAt) : en.save}
      </Button>
      <p class="sr" role="status">
        {savedAt === null ? "" : told}
      </p>
    </>
  );
}
