/** Ending what a device may do: the effect is named, and the devices that it admitted are offered as well. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DevicesPage, Id } from "../engine/port.ts";
import { useAct } from "../parts/act.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Tick } from "../parts/field.tsx";
import { TroubleNote } from "../parts/note.tsx";
import type { Shell } from "../parts/shell.ts";
import { revoking as words } from "../words/devices.ts";

type Row = DevicesPage["rows"][number];

interface Props {
  shell: Shell;
  row: Row;
  rows: readonly Row[];
  onClose: () => void;
}

export function RevokeDialog({ shell, row, rows, onClose }: Props): JSX.Element {
  const offered = admittedBy(row, rows);
  const [left, setLeft] = useState<readonly Id[]>([]);
  const { trouble, isBusy, act } = useAct();
  const also = offered.filter((one) => !left.includes(one.id));
  const revoke = (): void =>
    act(async () => {
      await shell.engine.revoke(row.id, also.map((one) => one.id));
      shell.changed();
      shell.say(words.done([row, ...also].map((one) => one.name)));
      onClose();
    });
  const tick = (id: Id, isOn: boolean): void => setLeft(isOn ? left.filter((one) => one !== id) : [...left, id]);
  return (
    <Dialog title={words.title(row.name)} onClose={onClose}>
      <p>
        <b>{words.effect(row.name)}</b>
      </p>
      <p>{words.stays}</p>
      <p class="quiet">{words.keeps}</p>
      {offered.length > 0 && (
        <fieldset class="ticks">
          <legend>{words.also(row.name)}</legend>
          {offered.map((one) => (
            <Tick key={one.id} label={one.name} value={!left.includes(one.id)} onTick={(isOn) => tick(one.id, isOn)} />
          ))}
        </fieldset>
      )}
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

/** The devices that `row` admitted and that may be revoked from here; this phone revokes itself nowhere. */
export function admittedBy(row: Row, rows: readonly Row[]): Row[] {
  return rows.filter((one) => row.admitted.includes(one.id) && !one.is_revoked && !one.is_this && one.may_revoke);
}
