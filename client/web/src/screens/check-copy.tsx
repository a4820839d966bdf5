/** A check of this phone's copy: begun when it is opened, and said as the command line's `verify` says it. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Checked } from "../engine/checked.ts";
import { useAct } from "../parts/act.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { TroubleNote } from "../parts/note.tsx";
import type { Shell } from "../parts/shell.ts";
import { besideWords, checking, foundWords, mendedWords } from "../words/checking.ts";
import { onPhone } from "../words/devices.ts";

export function CheckCopy({ shell, onClose }: { shell: Shell; onClose: () => void }): JSX.Element {
  const { trouble, act } = useAct();
  const [found, setFound] = useState<Checked | null>(null);
  useEffect(() => {
    act(async () => {
      const checked = await shell.engine.verify();
      setFound(checked);
      if (checked.damaged > 0) void shell.changed();
    });
  }, []);
  return (
    <Dialog title={checking.title} onClose={onClose}>
      {trouble ? <TroubleNote trouble={trouble} /> : found === null ? <p role="status">{checking.going}</p> : <Found found={found} />}
      <div class="acts">
        <Button look="grow" onPress={onClose}>
          {checking.close}
        </Button>
      </div>
    </Dialog>
  );
}

function Found({ found }: { found: Checked }): JSX.Element {
  const mended = mendedWords(found);
  return (
    <div role="status">
      <p>
        <b>{foundWords(found)}</b>
      </p>
      {found.states.map((state) => (
        <p key={state.what}>{onPhone(state)}</p>
      ))}
      {mended !== "" && <p>{mended}</p>}
      {besideWords(found).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p class="quiet num">{checking.state(found.state)}</p>
    </div>
  );
}
