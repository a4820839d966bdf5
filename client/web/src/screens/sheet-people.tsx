/** Who speaks: everybody of this opportunity, or somebody new. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Role } from "../engine/port.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { Pick } from "../parts/pick.tsx";
import { capture } from "../words/capture.ts";
import { en } from "../words/en.ts";
import { CertaintyPick, optionOf } from "./capture-dials.tsx";
import type { SheetProps } from "./capture-sheets.tsx";
import { contactEvents } from "./talk.ts";

const { whoSheet } = capture;
const NOBODY = "-";
const ROLES: readonly Role[] = [
  "boss",
  "peer",
  "leader",
  "recruiter",
  "hr",
  "report",
  "ex-employee",
  "predecessor",
  "other",
];
const OPTIONS = ROLES.map((value) => ({ value, label: en.longRoles[value] }));

export function WhoSheet({ desk, open }: SheetProps): JSX.Element {
  const people = desk.plan.value.people.map(optionOf);
  const options = [...people, { value: NOBODY, label: whoSheet.nobody }];
  return (
    <Dialog title={whoSheet.title} onClose={() => open(null)}>
      <Pick
        legend={whoSheet.people}
        look="rows-of-one"
        options={options}
        value={desk.who.value ?? NOBODY}
        onPick={(who) => desk.pick(who === NOBODY ? null : who)}
      />
      <Button look="bare" icon="plus" onPress={() => open("person")}>
        {whoSheet.add}
      </Button>
      <p class="label">{whoSheet.sure}</p>
      <CertaintyPick desk={desk} />
      <Button look="main" onPress={() => open(null)}>
        {whoSheet.done}
      </Button>
    </Dialog>
  );
}

export function PersonSheet({ desk, open }: SheetProps): JSX.Element {
  const box = desk.box("new-person");
  const name = box.text.value;
  const [role, setRole] = useState<Role>("other");
  const [wrong, setWrong] = useState("");
  const add = async (): Promise<void> => {
    const opportunity = desk.opportunity.value;
    if (name.trim() === "" || opportunity === null) return setWrong(whoSheet.missing);
    const written = await desk.write(contactEvents(opportunity.id, name.trim(), role), { what: name.trim() });
    const [id] = written?.ids ?? [];
    if (id === undefined) return setWrong(desk.refusal.value?.what ?? whoSheet.missing);
    box.saved(name);
    await desk.refresh();
    desk.pick(id);
    open(null);
  };
  return (
    <Dialog title={whoSheet.add} onClose={() => open(null)}>
      <Field label={whoSheet.name} value={name} most={200} wrong={wrong} onType={(text) => box.type(text)} />
      <Pick legend={whoSheet.role} options={OPTIONS} value={role} onPick={(value) => setRole(value ?? "other")} />
      <Button look="main" onPress={() => void add()}>
        {whoSheet.save}
      </Button>
    </Dialog>
  );
}
