/** The drill: the 24 words are typed, and prove that they alone open the whole journal. Nothing is changed. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { wordsTyped } from "../invitation.ts";
import { useAct } from "../parts/act.ts";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { TroubleNote } from "../parts/note.tsx";
import { said } from "../parts/said.ts";
import type { Shell } from "../parts/shell.ts";
import { Wait } from "../parts/stage.tsx";
import { paper as words } from "../words/pairing.ts";

const PAPER_WORDS = 24;

export function PaperTry({ shell, onTried }: { shell: Shell; onTried: (entries: number) => void }): JSX.Element {
  const [typed, setTyped] = useState("");
  const [isTried, setTried] = useState(false);
  const { trouble, isBusy, act } = useAct();
  const found = wordsTyped(typed);
  const wrong = found.length === PAPER_WORDS ? "" : words.tryCount(found.length);
  const go = (): void => {
    setTried(true);
    if (wrong === "") act(async () => onTried((await shell.engine.tryPaper?.(found))?.entries ?? 0));
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
