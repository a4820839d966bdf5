/** Nothing was weighed, so that everything counts alike: said where a fit stands on it, with the way to say otherwise. */
import type { JSX } from "preact";
import { unweighed as words } from "../words/want.ts";
import { Button } from "./button.tsx";
import { Note } from "./note.tsx";
import type { Shell } from "./shell.ts";

export function Unweighed({ shell, weighed }: { shell: Shell; weighed: string }): JSX.Element | null {
  if (weighed !== "") return null;
  return (
    <Note icon="alert">
      <p>
        <b>{words.head}</b> {words.text}
      </p>
      <p>
        <Button look="bare" onPress={() => shell.go({ at: "want" })}>
          {words.go}
        </Button>
      </p>
    </Note>
  );
}
