/** What is to be known of the journal: a note for each sign, what happened behind a button, a loss to be accepted. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Id, Sign } from "../engine/port.ts";
import "../styles/devices.css";
import { acceptWords, accepting, devices, explained, explaining, onPhone } from "../words/devices.ts";
import { useAct } from "./act.ts";
import { Beats } from "./beats.tsx";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import type { IconName } from "./icon.tsx";
import { Note, TroubleNote } from "./note.tsx";
import type { Shell } from "./shell.ts";
import { TakeOff } from "./take-off.tsx";

const SHUT_OUT = "shut-out";
const ICONS: Record<string, IconName> = { repaired: "sync", restored: "sync", stale: "devices" };

interface Props {
  shell: Shell;
  signs: readonly Sign[];
}

export function Signs({ shell, signs }: Props): JSX.Element {
  const [read, setRead] = useState<Sign | null>(null);
  const [given, setGiven] = useState<Sign | null>(null);
  return (
    <>
      {[...signs].sort((one, other) => Number(other.needs_eyes) - Number(one.needs_eyes)).map((sign) => (
        <Note key={sign.what} look={sign.needs_eyes ? "bad" : ""} icon={ICONS[sign.state] ?? "alert"} told>
          <p>
            <b>{explained(sign).head}</b>
          </p>
          <p>{onPhone(sign)}</p>
          <div class="ways">
            <Button look="bare" opens="dialog" onPress={() => setRead(sign)}>
              {devices.happened}
            </Button>
            {sign.loss !== undefined && (
              <Button look="bare" opens="dialog" onPress={() => setGiven(sign)}>
                {accepting.ask}
              </Button>
            )}
            {sign.state === SHUT_OUT && <TakeOff shell={shell} look="bare" />}
          </div>
        </Note>
      ))}
      {read && <Explained sign={read} onClose={() => setRead(null)} />}
      {given?.loss !== undefined && <Accept shell={shell} sign={given} id={given.loss} onClose={() => setGiven(null)} />}
    </>
  );
}

/** The four beats: what happened, what was done, what is missing or kept, what to do. */
function Explained({ sign, onClose }: { sign: Sign; onClose: () => void }): JSX.Element {
  const said = explained(sign);
  const beats: [string, string][] = [
    [explaining.seen, onPhone(sign)],
    [explaining.why, said.why],
    [explaining.done, said.done],
    [explaining.mend, said.mend],
  ];
  return (
    <Dialog title={said.head} onClose={onClose}>
      <Beats beats={beats} />
    </Dialog>
  );
}

function Accept({ shell, sign, id, onClose }: { shell: Shell; sign: Sign; id: Id; onClose: () => void }): JSX.Element {
  const words = acceptWords(sign);
  const { trouble, isBusy, act } = useAct();
  const accept = (): void =>
    act(async () => {
      await shell.engine.acceptLoss(id);
      void shell.changed();
      shell.say(accepting.done);
      onClose();
    });
  return (
    <Dialog title={accepting.title} onClose={onClose}>
      <p>{words.text}</p>
      {trouble && <TroubleNote trouble={trouble} />}
      <div class="acts">
        <Button look="loud grow" off={isBusy} onPress={accept}>
          {accepting.go}
        </Button>
        <Button look="grow" onPress={onClose}>
          {words.keep}
        </Button>
      </div>
    </Dialog>
  );
}
