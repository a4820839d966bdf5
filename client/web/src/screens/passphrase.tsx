/** A passphrase is set or changed: the present one, the new one, and the new one again. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAct } from "../parts/act.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { TroubleNote } from "../parts/note.tsx";
import { said } from "../parts/said.ts";
import type { Shell } from "../parts/shell.ts";
import "../styles/devices.css";
import { settings as words } from "../words/settings.ts";
import { SHORTEST_PASSPHRASE } from "./join-form.tsx";

interface Props {
  shell: Shell;
  hasOne: boolean;
  onClose: () => void;
}

interface Typed {
  now: string;
  next: string;
  again: string;
}

export function PassphraseDialog({ shell, hasOne, onClose }: Props): JSX.Element {
  const [typed, setTyped] = useState<Typed>({ now: "", next: "", again: "" });
  const [isTried, setTried] = useState(false);
  const { trouble, isBusy, act } = useAct();
  const wrong = wrongIn(typed, hasOne);
  const put = (change: Partial<Typed>): void => setTyped({ ...typed, ...change });
  const set = (): void => {
    setTried(true);
    if (Object.values(wrong).some((one) => one !== "")) return;
    act(async () => {
      await shell.engine.setPassphrase(typed.now, typed.next);
      shell.say(words.lockDone);
      onClose();
    });
  };
  return (
    <Dialog title={hasOne ? words.lockChange : words.lockSet} onClose={onClose} firm>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          set();
        }}
      >
        {hasOne && (
          <Field label={words.now} type="password" fill="current-password" value={typed.now} onType={(now) => put({ now })} {...said(isTried && wrong.now)} />
        )}
        <Field label={words.next} hint={words.nextHelp} type="password" fill="new-password" value={typed.next} onType={(next) => put({ next })} {...said(isTried && wrong.next)} />
        <Field label={words.repeat} type="password" fill="new-password" value={typed.again} onType={(again) => put({ again })} {...said(isTried && wrong.again)} />
        {trouble && <TroubleNote trouble={trouble} />}
        <Button look="main" submits off={isBusy}>
          {isBusy ? words.setting : words.set}
        </Button>
      </form>
    </Dialog>
  );
}

/** What is wrong with each field; empty where nothing is. */
function wrongIn(typed: Typed, hasOne: boolean): Typed {
  return {
    now: hasOne && typed.now === "" ? words.nowMissing : "",
    next: typed.next.length < SHORTEST_PASSPHRASE ? words.short(SHORTEST_PASSPHRASE) : "",
    again: typed.next === typed.again ? "" : words.differ,
  };
}
