/** Which firm: one that is there, a new one in two boxes, or none, so that the note is filed later. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { STEPS } from "../core/starter/prep.ts";
import type { FirmRow } from "../engine/port.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { Pick } from "../parts/pick.tsx";
import { Search } from "../parts/search.tsx";
import { useView } from "../parts/use-view.ts";
import { sheets } from "../words/capture-sheets.ts";
import type { SheetProps } from "./capture-sheets.tsx";
import { openEvents } from "./talk-beside.ts";

const { firmSheet } = sheets;
const NONE = "-";
const MANY = 6;

export function FirmSheet({ desk, open }: SheetProps): JSX.Element {
  const { data, trouble } = useView(desk.shell, "firms", {});
  const [isNew, setNew] = useState(false);
  const rows = data ?? [];
  const isFirst = data !== null && rows.length === 0;
  return (
    <Dialog title={firmSheet.title} onClose={() => open(null)}>
      {rows.length > 0 && !isNew && <Known desk={desk} open={open} rows={rows} />}
      {isFirst && <p class="quiet">{firmSheet.first}</p>}
      {trouble !== null && <p class="quiet">{trouble.what}</p>}
      {isFirst || isNew ? (
        <NewFirm desk={desk} open={open} />
      ) : (
        <Button icon="plus" onPress={() => setNew(true)}>
          {firmSheet.open}
        </Button>
      )}
    </Dialog>
  );
}

function Known({ desk, open, rows }: SheetProps & { rows: FirmRow[] }): JSX.Element {
  const [search, setSearch] = useState("");
  const found = rows.filter((row) => row.search.includes(search.trim().toLowerCase()));
  const options = [
    ...found.map((row) => ({ value: row.id, label: labelOf(row) })),
    { value: NONE, label: firmSheet.none },
  ];
  const choose = (value: string | null): void => {
    const row = rows.find((one) => one.id === value);
    desk.chosen.file(row === undefined ? null : { id: row.id, name: row.name, role: row.role }, desk.shell.now());
    open(null);
  };
  return (
    <>
      {rows.length > MANY && (
        <Search label={firmSheet.search} placeholder={firmSheet.search} value={search} onType={setSearch} />
      )}
      <Pick
        legend={firmSheet.title}
        look="rows-of-one"
        options={options}
        value={desk.opportunity.value?.id ?? NONE}
        onPick={choose}
      />
    </>
  );
}

function labelOf(row: FirmRow): JSX.Element {
  return (
    <>
      {row.name}
      {row.role !== "" && <small>{row.role}</small>}
    </>
  );
}

function NewFirm({ desk, open }: SheetProps): JSX.Element {
  const boxes = [desk.box("new-firm"), desk.box("new-job")] as const;
  const [name, role] = boxes.map((box) => box.text.value) as [string, string];
  const [wrong, setWrong] = useState("");
  const save = async (): Promise<void> => {
    if (name.trim() === "") return setWrong(firmSheet.missing);
    const firm = { name: name.trim(), role: role.trim() };
    const written = await desk.write(openEvents(firm.name, firm.role, STEPS), { what: firm.name });
    const [id] = written?.ids ?? [];
    if (id === undefined) return setWrong(desk.refusal.value?.what ?? firmSheet.missing);
    for (const box of boxes) box.saved(box.text.value);
    desk.chosen.file({ id, ...firm }, desk.shell.now());
    open(null);
  };
  return (
    <>
      <Field label={firmSheet.name} value={name} most={200} wrong={wrong} onType={(text) => boxes[0].type(text)} />
      <Field label={firmSheet.role} value={role} most={1000} hint={firmSheet.roleHint} onType={(text) => boxes[1].type(text)} />
      <Button look="main" onPress={() => void save()}>
        {firmSheet.save}
      </Button>
    </>
  );
}
