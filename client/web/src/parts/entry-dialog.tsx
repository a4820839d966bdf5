/**
 * One entry, read whole, and the way to erase it: what goes, what stays, and that nothing brings it back.
 *
 * Nothing is erased by one press: the entry is shown first, then the effect, then the button that names it.
 */
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import type { Id } from "../engine/port.ts";
import "../styles/entry.css";
import { erasing as words } from "../words/replay.ts";
import { useAct } from "./act.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { TroubleNote } from "./note.tsx";
import type { Shell } from "./shell.ts";

interface Props {
  shell: Shell;
  /** What kind of thing it is, as the head of the sheet. */
  title: string;
  id: Id;
  text: string;
  onClose: () => void;
  /** What else is to be said of it: who, when, what became of it. */
  children?: ComponentChildren;
}

export function EntryDialog(props: Props): JSX.Element {
  const [isErasing, setErasing] = useState(false);
  const { title, text, onClose, children } = props;
  return (
    <Dialog title={isErasing ? words.title : title} onClose={onClose}>
      <p class="told">{text}</p>
      {isErasing ? (
        <Erasing {...props} />
      ) : (
        <>
          {children}
          <div class="acts">
            <Button look="grow" onPress={() => setErasing(true)}>
              {words.ask}
            </Button>
            <Button look="grow" onPress={onClose}>
              {words.close}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function Erasing({ shell, id, onClose }: Props): JSX.Element {
  const { trouble, isBusy, act } = useAct();
  const erase = (): void =>
    act(async () => {
      await shell.engine.erase(id);
      void shell.changed();
      shell.say(words.done);
      onClose();
    });
  return (
    <>
      <p>
        <b>{words.effect}</b>
      </p>
      <p>{words.text}</p>
      <p>{words.stays}</p>
      <p class="quiet">
        {words.stop} {words.undo}
      </p>
      {trouble && <TroubleNote trouble={trouble} />}
      <div class="acts">
        <Button look="loud grow" off={isBusy} onPress={erase}>
          {words.go}
        </Button>
        <Button look="grow" onPress={onClose}>
          {words.keep}
        </Button>
      </div>
    </>
  );
}
