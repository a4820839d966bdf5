/** The check code that two devices show: the same digits on both, or somebody is in between. */
import type { JSX } from "preact";
import type { Trouble } from "../engine/port.ts";
import "../styles/pairing.css";
import { Button } from "./button.tsx";
import { TroubleNote } from "./note.tsx";
import { End } from "./stage.tsx";

/** Six digits as they are read aloud: 472 916. */
export function grouped(code: string): string {
  return code.replace(/(\d{3})(?=\d)/g, "$1 ");
}

interface Shown {
  ask: string;
  code: string;
  /** Words before the name of the other device, and the name. */
  name: readonly [string, string];
}

export function CheckCode({ ask, code, name: [before, name] }: Shown): JSX.Element {
  return (
    <section class="card" aria-live="polite">
      <p class="quiet center">{ask}</p>
      <p class="code">{grouped(code)}</p>
      <p class="quiet center">
        {before}
        <b>{name}</b>
      </p>
    </section>
  );
}

interface Answering {
  same: string;
  different: string;
  isBusy: boolean;
  onAnswer: (isSame: boolean) => void;
}

export function CodeAnswer({ same, different, isBusy, onAnswer }: Answering): JSX.Element {
  return (
    <div class="foot">
      <Button look="main" off={isBusy} onPress={() => onAnswer(true)}>
        {same}
      </Button>
      <Button look="loud grow" off={isBusy} onPress={() => onAnswer(false)}>
        {different}
      </Button>
    </div>
  );
}

interface Ending {
  /** Why it ended; null where the person said no. */
  trouble: Trouble | null;
  head: string;
  text: string;
  press: string;
  again: () => void;
}

/** It ended without a device. */
export function Stopped({ trouble, head, text, press, again }: Ending): JSX.Element {
  if (trouble === null) return <End head={head} text={text} press={press} isBad onPress={again} />;
  return (
    <>
      <main>
        <TroubleNote trouble={trouble} />
      </main>
      <div class="foot">
        <Button look="main" onPress={again}>
          {press}
        </Button>
      </div>
    </>
  );
}
