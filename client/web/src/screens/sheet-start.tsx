/** Begin an interview: a planned one, or one that was not. The agenda comes with it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Today } from "../engine/port.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Pick } from "../parts/pick.tsx";
import { useView } from "../parts/use-view.ts";
import { capture } from "../words/capture.ts";
import { sheets } from "../words/capture-sheets.ts";
import { listed } from "../words/lists.ts";
import { clock } from "../words/when.ts";
import type { SheetProps } from "./capture-sheets.tsx";
import { startEvents } from "./talk-beside.ts";

const { startSheet } = sheets;
const UNPLANNED = "-";
const LENGTHS = ["20", "30", "45", "60", "0"].map((value) => ({ value, label: startSheet.lengths[value] ?? value }));

type Planned = Today["interviews"][number];

export function StartSheet({ desk, open }: SheetProps): JSX.Element {
  const firm = desk.opportunity.value;
  const { data } = useView(desk.shell, "today", {});
  const planned = (data?.interviews ?? []).filter((one) => one.opportunity === firm?.id && !one.is_open);
  const [chosen, choose] = useState<string | null>(null);
  const [length, setLength] = useState("0");
  const interview = chosen ?? planned[0]?.id ?? UNPLANNED;
  const start = async (): Promise<void> => {
    if (firm === null) return;
    const isPlanned = interview !== UNPLANNED;
    const minutes = isPlanned || length === "0" ? null : Number(length);
    await desk.write(startEvents({ opportunity: firm.id, interview: isPlanned ? interview : null, minutes }), {
      what: capture.wrote.start,
    });
    await desk.refresh();
    open(null);
  };
  const options = [
    ...planned.map((one) => ({ value: one.id, label: labelOf(one) })),
    { value: UNPLANNED, label: startSheet.unplanned },
  ];
  return (
    <Dialog title={startSheet.title(firm?.name ?? "")} onClose={() => open(null)}>
      {planned.length > 0 && (
        <Pick legend={startSheet.planned} look="rows-of-one" options={options} value={interview} onPick={choose} />
      )}
      {interview === UNPLANNED && (
        <Pick
          legend={startSheet.minutes}
          shown
          options={LENGTHS}
          value={length}
          onPick={(value) => setLength(value ?? "0")}
        />
      )}
      <Button look="main" onPress={() => void start()}>
        {startSheet.save}
      </Button>
    </Dialog>
  );
}

function labelOf(one: Planned): string {
  const time = one.starts_ms === null ? startSheet.someTime : clock(one.starts_ms);
  return startSheet.at(time, listed(one.people.map(({ name }) => name)));
}
