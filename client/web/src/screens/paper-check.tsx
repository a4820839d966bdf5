/** Three words of the paper are asked back, at places that nobody knew before. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Trouble } from "../engine/port.ts";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { TroubleNote } from "../parts/note.tsx";
import { said } from "../parts/said.ts";
import { paper as words } from "../words/paper.ts";

const ASKED = 3;

/** Return `count` different places below `of`, in order; `random` gives numbers from 0 up to, not including, 1. */
export function placesOf(of: number, count: number, random: () => number): number[] {
  const places = Array.from({ length: of }, (_, at) => at);
  const chosen = Array.from({ length: Math.min(count, of) }, () => places.splice(Math.floor(random() * places.length), 1)[0] ?? 0);
  return chosen.sort((one, other) => one - other);
}

/** Whether a word that was typed is the one on the paper. */
export function isWord(typed: string, word: string): boolean {
  return typed.trim().toLowerCase() === word;
}

interface Props {
  made: readonly string[];
  trouble: Trouble | null;
  onRight: () => void;
  /** To see the words again. */
  onLook: () => void;
}

export function PaperCheck({ made, trouble, onRight, onLook }: Props): JSX.Element {
  const [places] = useState(() => placesOf(made.length, ASKED, fresh));
  const [typed, setTyped] = useState<Record<number, string>>({});
  const [isTried, setTried] = useState(false);
  const isRight = (at: number): boolean => isWord(typed[at] ?? "", made[at] ?? "");
  const check = (): void => {
    setTried(true);
    if (places.every(isRight)) onRight();
  };
  return (
    <form
      class="filled"
      onSubmit={(event) => {
        event.preventDefault();
        check();
      }}
    >
      <main>
        <h2 class="lead">{words.checkHead}</h2>
        <p class="quiet">{words.checkText}</p>
        {places.map((at) => (
          <Field
            key={at}
            label={words.word(at + 1)}
            isSecret
            enter="go"
            value={typed[at] ?? ""}
            onType={(one) => {
              setTried(false);
              setTyped({ ...typed, [at]: one });
            }}
            {...said(isTried && !isRight(at) && words.wrong(at + 1))}
          />
        ))}
        {trouble && <TroubleNote trouble={trouble} />}
      </main>
      <div class="foot">
        <Button look="main" submits>
          {words.check}
        </Button>
        <Button look="grow" onPress={onLook}>
          {words.look}
        </Button>
      </div>
    </form>
  );
}

/** A number from 0 up to, not including, 1, from the system's randomness. */
function fresh(): number {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return number / 2 ** 32;
}
