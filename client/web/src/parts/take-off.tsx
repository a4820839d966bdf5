/**
 * Taking the journal off this phone: what that means in four beats, the export first, and a word to be typed.
 *
 * It is never one tap: the first page is read, the second is typed on. Nothing is sent.
 */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Status } from "../engine/port.ts";
import { forgetReminders } from "../notify.ts";
import "../styles/devices.css";
import { isOnlyCopy, keptWords, leaving as words, mendWords, onlyWords } from "../words/leaving.ts";
import { useAct } from "./act.ts";
import { Beats } from "./beats.tsx";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Field } from "./field.tsx";
import { TroubleNote } from "./note.tsx";
import { saveFile } from "./save-file.ts";
import type { Shell } from "./shell.ts";

interface Props {
  shell: Shell;
  look?: string;
}

/** The button that leads there, and the sheet behind it. */
export function TakeOff({ shell, look = "" }: Props): JSX.Element {
  const [isOpen, open] = useState(false);
  return (
    <>
      <Button look={look} opens="dialog" onPress={() => open(true)}>
        {words.open}
      </Button>
      {isOpen && <TakeOffDialog shell={shell} onClose={() => open(false)} />}
    </>
  );
}

function TakeOffDialog({ shell, onClose }: { shell: Shell; onClose: () => void }): JSX.Element {
  const [isRead, read] = useState(false);
  const [saved, save] = useState("");
  const status = shell.status.value;
  return (
    <Dialog key={String(isRead)} title={words.title} onClose={onClose} firm>
      {isRead ? (
        <LastWord shell={shell} told={saved === "" ? onlyWords(status) : words.exported(saved)} onClose={onClose} />
      ) : (
        <First shell={shell} status={status} saved={saved} onSave={save} onRead={() => read(true)} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface Reading {
  shell: Shell;
  status: Status;
  /** The file that was exported to; empty before. */
  saved: string;
  onClose: () => void;
  onSave: (name: string) => void;
  onRead: () => void;
}

/** What happens, what is kept, what is only here, what to do; and the export. */
function First({ shell, status, saved, onSave, onRead, onClose }: Reading): JSX.Element {
  const { trouble, isBusy, act } = useAct();
  const beats: [string, string][] = [
    [words.happens, words.happensText],
    [words.kept, keptWords(status)],
    [words.only, onlyWords(status)],
    [words.mend, mendWords(status)],
  ];
  const exportFirst = (): void =>
    act(async () => {
      const { name, bytes } = await shell.engine.exportUnsynced();
      if (await saveFile(name, bytes)) onSave(name);
    });
  const isExportable = status.unsynced > 0 && !isOnlyCopy(status);
  return (
    <>
      <Beats beats={beats} />
      <p role="status" class="quiet">
        {saved !== "" && words.exported(saved)}
      </p>
      {trouble && <TroubleNote trouble={trouble} />}
      <div class="acts">
        {isExportable && (
          <Button look="grow" icon="export" off={isBusy} onPress={exportFirst}>
            {isBusy ? words.exporting : words.export(status.unsynced)}
          </Button>
        )}
        <Button look="grow" onPress={onRead}>
          {words.goOn}
        </Button>
        <Button look="grow" onPress={onClose}>
          {words.keep}
        </Button>
      </div>
    </>
  );
}

/** The word, and the end of it; `told`: what goes with it. */
export function LastWord({ shell, told, onClose }: { shell: Shell; told: string; onClose: () => void }): JSX.Element {
  const [typed, type] = useState("");
  const { trouble, isBusy, act } = useAct();
  const isMeant = typed.trim().toLowerCase() === words.word;
  const leave = (event: Event): void => {
    event.preventDefault();
    if (!isMeant) return;
    act(async () => {
      await shell.engine.leave();
      await forgetReminders();
      shell.say(words.done);
    });
  };
  return (
    <form class="stack" onSubmit={leave}>
      <p>
        <b>{words.last}</b>
      </p>
      <p class="num">{told}</p>
      <Field label={words.ask} value={typed} onType={type} />
      {trouble && <TroubleNote trouble={trouble} />}
      <div class="acts">
        <Button look="loud grow" submits off={isBusy || !isMeant}>
          {isBusy ? words.going : words.go}
        </Button>
        <Button look="grow" onPress={onClose}>
          {words.keep}
        </Button>
      </div>
    </form>
  );
}
