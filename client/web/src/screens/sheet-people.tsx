/** Who speaks: everybody of this opportunity, or somebody new. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Id, Role } from "../engine/port.ts";
import { Button, keepFocus } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { Pick } from "../parts/pick.tsx";
import { capture } from "../words/capture.ts";
import { sheets } from "../words/capture-sheets.ts";
import { en } from "../words/en.ts";
import { CertaintyPick, optionOf } from "./capture-dials.tsx";
import type { SheetProps } from "./capture-sheets.tsx";
import type { Desk } from "./desk.ts";
import { contactEvents, namedEvents } from "./talk-beside.ts";

const { whoSheet } = sheets;
const NOBODY = "-";
/** So many names stand beside the question; the others are in a list that the browser draws. */
const MOST_NAMES = 3;
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
        onPick={(who) => desk.chosen.pick(who === NOBODY ? null : who)}
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

/** Correct what was saved last without a name, and the question in it: it was this person, who speaks on. */
export async function nameLast(desk: Desk, who: Id): Promise<void> {
  const { room, last } = desk;
  if (room === null || last.value === null) return;
  const events = namedEvents(room.opportunity, last.value, who);
  const written = await desk.write(events, { what: capture.wrote.who });
  if (written !== null && desk.chosen.now.who === null) desk.chosen.pick(who);
}

/** What was saved last names nobody: each of those who are there is one press away from it. */
export function WhoWasIt({ desk }: { desk: Desk }): JSX.Element {
  const seats = desk.chosen.now.seats;
  const people = desk.plan.value.people.toSorted((a, b) => Number(seats.includes(b.id)) - Number(seats.includes(a.id)));
  const rest = people.slice(MOST_NAMES);
  return (
    <div class="pick whose" role="group" aria-label={sheets.whoseLine.who}>
      <b aria-hidden="true">{sheets.whoseLine.who}</b>
      {people.slice(0, MOST_NAMES).map(({ id, name }) => (
        <button key={id} type="button" class="more" onMouseDown={keepFocus} onClick={() => void nameLast(desk, id)}>
          <span>{name}</span>
        </button>
      ))}
      {rest.length > 0 && (
        <select class="more" aria-label={sheets.whoseLine.others} onChange={(event) => void nameLast(desk, event.currentTarget.value)}>
          <option value="">{sheets.whoseLine.others}</option>
          {rest.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </div>
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
    desk.chosen.pick(id);
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
