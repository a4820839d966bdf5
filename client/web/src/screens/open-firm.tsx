/** A new opportunity: a firm, a job, where it stands. The same firm and job twice is a slip, and is shown instead. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { FirmRow } from "../engine/port.ts";
import { useAct, writeAndSay } from "../parts/act.ts";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { Note, TroubleNote } from "../parts/note.tsx";
import { Pick } from "../parts/pick.tsx";
import { said } from "../parts/said.ts";
import type { Shell } from "../parts/shell.ts";
import { Top } from "../parts/top.tsx";
import { useView } from "../parts/use-view.ts";
import "../styles/forms.css";
import { firm as page, opening as words } from "../words/firms.ts";
import { joined } from "../words/lists.ts";
import { today } from "../words/today.ts";
import { LONGEST_LINE, LONGEST_NAME, STAGES, lengthOf, opened } from "./deeds.ts";
import type { Stage } from "./deeds.ts";

export function OpenFirmScreen({ shell }: { shell: Shell }): JSX.Element {
  const { data } = useView(shell, "firms", {});
  const firm = shell.box("new-firm");
  const role = shell.box("new-job");
  const [stage, setStage] = useState<Stage | null>(null);
  const [isTried, setTried] = useState(false);
  const { trouble, isBusy, act } = useAct();
  const name = firm.text.value.trim();
  const job = role.text.value.trim();
  const there = sameAs(data ?? [], name, job);
  const wrong = { firm: wrongIn(name, LONGEST_NAME, words.missing), role: wrongIn(job, LONGEST_LINE) };
  const open = (): void => {
    setTried(true);
    if (wrong.firm || wrong.role || there) return;
    act(async () => {
      const { ids } = await writeAndSay(shell, opened(name, job, stage ?? ""), words.opened(name), today.undone);
      for (const box of [firm, role]) box.saved(box.text.value);
      shell.go(ids[0] === undefined ? { at: "firms" } : { at: "firm", id: ids[0] }, "replace");
    });
  };
  return (
    <form
      class="screen"
      onSubmit={(event) => {
        event.preventDefault();
        open();
      }}
    >
      <Top title={words.title} onBack={() => shell.back()} backTo={page.back} />
      <main>
        <Field label={words.firm} hint={words.firmHelp} value={firm.text.value} onType={(text) => firm.type(text)} {...said(isTried && wrong.firm)} />
        <Field label={words.role} hint={words.roleHelp} value={role.text.value} onType={(text) => role.type(text)} {...said(isTried && wrong.role)} />
        <Pick legend={words.stage} look="even" shown optional options={STAGES.map((value) => ({ value, label: value }))} value={stage} onPick={setStage} />
        {there && <There row={there} onGo={() => shell.go({ at: "firm", id: there.id }, "replace")} />}
        {trouble && <TroubleNote trouble={trouble} />}
      </main>
      <div class="foot">
        <Button look="main" submits off={isBusy || there !== undefined}>
          {words.go(name)}
        </Button>
      </div>
    </form>
  );
}

function There({ row, onGo }: { row: FirmRow; onGo: () => void }): JSX.Element {
  return (
    <Note icon="firms" told>
      <p>{words.there(joined([row.name, row.role]))}</p>
      <p>
        <Button look="bare" onPress={onGo}>
          {words.toThere}
        </Button>
      </p>
    </Note>
  );
}

/** The opportunity that is there already under the same firm and job; without a job, under the same firm. */
function sameAs(rows: readonly FirmRow[], firm: string, role: string): FirmRow | undefined {
  const wanted = firm.toLowerCase();
  return rows.find(
    (row) => [row.firm, row.name].some((name) => name.toLowerCase() === wanted) && row.role.toLowerCase() === role.toLowerCase(),
  );
}

function wrongIn(text: string, most: number, missing = ""): string {
  if (text === "") return missing;
  return lengthOf(text) > most ? words.long(most) : "";
}
