/** What is to be known of the journal: a note for each sign, what happened behind a button, a loss to be accepted. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Id, Sign } from "../engine/port.ts";
import "../styles/devices.css";
import { accepting, devices, explained, explaining, onPhone } from "../words/devices.ts";
import { useAct } from "./act.ts";
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
  const [given, setGiven] = useState<Id | null>(null);
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
              <Button look="bare" opens="dialog" onPress={() => setGiven(sign.loss ?? null)}>
                {accepting.ask}
              </Button>
            )}
            {sign.state === SHUT_OUT && <TakeOff shell={shell} look="bare" />}
          </div>
        </Note>
      ))}
      {read && <Explained sign={read} onClose={() => setRead(null)} />}
      {given !== null && <Accept shell={shell} id={given} onClose={() => setGiven(null)} />}
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
      <dl class="beats">
        {beats.map(([head, text]) => (
          <div key={head}>
            <dt>{head}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

function Accept({ shell, id, onClose }: { shell: Shell; id: Id; onClose: () => void }): JSX.Element {
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
      <p>{accepting.text}</p>
      {trouble && <TroubleNote trouble={trouble} />}
      <div class="acts">
        <Button look="loud grow" off={isBusy} onPress={accept}>
          {accepting.go}
        </Button>
        <Button look="grow" onPress={onClose}>
          {accepting.keep}
        </Button>
      </div>
    </Dialog>
  );
}
