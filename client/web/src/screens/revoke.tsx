/**
 * Ending what a device may do: the effect is named, and the devices that it admitted are offered as well.
 *
 * What they erased and what is not destroyed yet is listed. Nothing of it is ticked: what the person does not call
 * their own comes back, also what comes with the exchange before the end.
 */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { DevicesPage } from "../engine/devices-page.ts";
import type { Id } from "../engine/port.ts";
import { useAct } from "../parts/act.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Tick } from "../parts/field.tsx";
import { TroubleNote } from "../parts/note.tsx";
import type { Shell } from "../parts/shell.ts";
import { revoking as words } from "../words/devices.ts";

type Row = DevicesPage["rows"][number];
type Erasure = Row["erasures"][number];

interface Props {
  shell: Shell;
  row: Row;
  rows: readonly Row[];
  onClose: () => void;
}

export function RevokeDialog({ shell, row, rows, onClose }: Props): JSX.Element {
  const offered = admittedBy(row, rows);
  const [left, setLeft] = useState<readonly Id[]>([]);
  const [mine, setMine] = useState<readonly Id[]>([]);
  const [isStolen, setStolen] = useState(false);
  const { trouble, isBusy, act } = useAct();
  const isLooking = useFresh(shell);
  const also = offered.filter((one) => !left.includes(one.id));
  const erased = [row, ...also].flatMap((one) => one.erasures);
  const revoke = (): void =>
    act(async () => {
      await shell.engine.revoke(row.id, also.map((one) => one.id), keptOf(erased, mine, isStolen));
      void shell.changed();
      shell.say(words.done([row, ...also].map((one) => one.name)));
      onClose();
    });
  const tick = (id: Id, isOn: boolean): void => setLeft(isOn ? left.filter((one) => one !== id) : [...left, id]);
  return (
    <Dialog title={words.title(row.name)} onClose={onClose}>
      <p>
        <b>{words.effect(row.name)}</b>
      </p>
      <p>{erased.length > 0 ? words.staysBut : words.stays}</p>
      <p class="quiet">{words.keeps}</p>
      {offered.length > 0 && (
        <fieldset class="ticks">
          <legend>{words.also(row.name)}</legend>
          {offered.map((one) => (
            <Tick key={one.id} label={one.name} value={!left.includes(one.id)} onTick={(isOn) => tick(one.id, isOn)} />
          ))}
        </fieldset>
      )}
      <Erased erased={erased} mine={mine} onMine={setMine} isStolen={isStolen} onStolen={setStolen} />
      <p role="status" class="quiet">
        {isLooking && words.looking}
      </p>
      {trouble && <TroubleNote trouble={trouble} />}
      <div class="acts">
        <Button look="loud grow" off={isBusy} onPress={revoke}>
          {isBusy ? words.going : words.go(row.name, also.length)}
        </Button>
        <Button look="grow" onPress={onClose}>
          {words.keep}
        </Button>
      </div>
    </Dialog>
  );
}

/** Exchange once, so that what was erased a minute ago is in the list; says whether that is still going on. */
function useFresh(shell: Shell): boolean {
  const [isLooking, look] = useState(shell.status.value.server !== "");
  useEffect(() => {
    if (!isLooking) return;
    // Offline it stays as it is: revoking itself says so.
    void shell.engine
      .sync()
      .then(() => shell.changed())
      .catch(() => undefined)
      .finally(() => look(false));
  }, []);
  return isLooking;
}

interface ErasedProps {
  erased: readonly Erasure[];
  mine: readonly Id[];
  onMine: (mine: readonly Id[]) => void;
  isStolen: boolean;
  onStolen: (isStolen: boolean) => void;
}

function Erased({ erased, mine, onMine, isStolen, onStolen }: ErasedProps): JSX.Element {
  const here = erased.filter((one) => !one.is_gone);
  const gone = erased.length - here.length;
  const tick = (id: Id, isOn: boolean): void => onMine(isOn ? [...mine, id] : mine.filter((one) => one !== id));
  return (
    <>
      {here.length > 0 && (
        <fieldset class="ticks">
          <legend>{words.erased}</legend>
          {here.map((one) => (
            <Tick key={one.id} label={one.text} value={mine.includes(one.id)} onTick={(isOn) => tick(one.id, isOn)} />
          ))}
        </fieldset>
      )}
      {gone > 0 && <Tick label={words.gone(gone)} value={isStolen} onTick={onStolen} />}
    </>
  );
}

/** The erasures that are not stopped: what the person ticked, and what was destroyed before, unless it was stolen. */
export function keptOf(erased: readonly Erasure[], mine: readonly Id[], isStolen: boolean): Id[] {
  return erased.filter((one) => (one.is_gone ? !isStolen : mine.includes(one.id))).map((one) => one.id);
}

/** The devices that `row` admitted and that may be revoked from here; this phone revokes itself nowhere. */
export function admittedBy(row: Row, rows: readonly Row[]): Row[] {
  return rows.filter((one) => row.admitted.includes(one.id) && !one.is_revoked && !one.is_this && one.may_revoke);
}
