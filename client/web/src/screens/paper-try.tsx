/** The drill: the 24 words are typed, and prove that they alone open the whole journal. Nothing is changed. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Id } from "../engine/port.ts";
import { wordsTyped } from "../invitation.ts";
import { useAct } from "../parts/act.ts";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { TroubleNote } from "../parts/note.tsx";
import { said } from "../parts/said.ts";
import type { Shell } from "../parts/shell.ts";
import { Wait } from "../parts/stage.tsx";
import { paper as words } from "../words/paper.ts";
import type { PaperKey } from "../words/paper.ts";

const PAPER_WORDS = 24;

interface Props {
  shell: Shell;
  keys: readonly PaperKey[];
  /** How many entries were opened, and by which of the keys. */
  onTried: (entries: number, paper: Id) => void;
}

export function PaperTry({ shell, keys, onTried }: Props): JSX.Element {
  const [typed, setTyped] = useState("");
  const [isTried, setTried] = useState(false);
  const { trouble, isBusy, act } = useAct();
  const found = wordsTyped(typed);
  const wrong = found.length === PAPER_WORDS ? "" : words.tryCount(found.length);
  const go = (): void => {
    setTried(true);
    if (wrong !== "") return;
    act(async () => {
      const tried = await shell.engine.tryPaper?.(found);
      void shell.changed();
      if (tried !== undefined) onTried(tried.entries, tried.paper);
    });
  };
  if (isBusy) return <Wait head={words.trying} text={words.tryHint} />;
  return (
    <form
      class="filled"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <main>
        <p>{words.tryAsk}</p>
        {keys.length > 1 && <p>{words.tryAny(keys.map((key) => key.name))}</p>}
        <Field label={words.tryLabel} hint={words.tryHint} long isSecret value={typed} onType={setTyped} {...said(isTried && wrong)} />
        {trouble && <TroubleNote trouble={trouble} />}
      </main>
      <div class="foot">
        <Button look="main" submits>
          {words.tryGo}
        </Button>
      </div>
    </form>
  );
}
