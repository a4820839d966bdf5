/** A jot is filed: what it is, where it belongs, whom it is about. It keeps the time at which it was jotted. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { FirmRow, Id, Today } from "../engine/port.ts";
import { useAct, writeAndSay } from "../parts/act.ts";
import { Button } from "../parts/button.tsx";
import { Note, TroubleNote } from "../parts/note.tsx";
import { Pick } from "../parts/pick.tsx";
import type { Shell } from "../parts/shell.ts";
import { Top } from "../parts/top.tsx";
import { useView } from "../parts/use-view.ts";
import "../styles/entry.css";
import "../styles/forms.css";
import { filing as words } from "../words/filing.ts";
import { firms, person } from "../words/firms.ts";
import { today } from "../words/today.ts";
import { moment } from "../words/when.ts";
import { JOT_KINDS, LONGEST_LINE, filed, lengthOf } from "./deeds.ts";
import type { JotKind } from "./deeds.ts";

type Jot = Today["jots"][number];

const NOBODY = "-";

export function FileScreen({ shell, id }: { shell: Shell; id: Id }): JSX.Element {
  const { data, trouble } = useView(shell, "today", {});
  const rows = useView(shell, "firms", {});
  const jot = data?.jots.find((one) => one.id === id);
  const problem = trouble ?? rows.trouble;
  return (
    <div class="screen">
      <Top title={words.title} onBack={() => shell.back()} backTo={words.back} />
      {problem && (
        <main>
          <TroubleNote trouble={problem} />
        </main>
      )}
      {data && !jot && (
        <main>
          <p>{words.gone}</p>
        </main>
      )}
      {jot && rows.data && <Filing shell={shell} jot={jot} rows={rows.data} />}
    </div>
  );
}

function Filing({ shell, jot, rows }: { shell: Shell; jot: Jot; rows: FirmRow[] }): JSX.Element {
  const [kind, setKind] = useState<JotKind>("answer");
  const [firm, setFirm] = useState<Id | null>(jot.opportunity ?? (rows.length === 1 ? (rows[0]?.id ?? null) : null));
  const [who, setWho] = useState<Id>(NOBODY);
  const { trouble, isBusy, act } = useAct();
  const row = rows.find((one) => one.id === firm);
  const isAside = kind === "nothing";
  const [isTried, setTried] = useState(false);
  const isLong = kind === "promise" && lengthOf(jot.text) > LONGEST_LINE;
  const file = (): void => {
    setTried(true);
    if (!isAside && !row) return;
    act(async () => {
      const contact = row?.people.some((one) => one.id === who) && kind !== "flag" ? who : null;
      await writeAndSay(shell, filed(jot, kind, row?.id ?? "", contact), isAside ? words.setAside : words.done, today.undone);
      shell.back();
    });
  };
  return (
    <>
      <main>
        <p class="told">{jot.text}</p>
        <p class="quiet num">{words.jotted(moment(jot.at_ms, shell.now()))}</p>
        <Pick legend={words.what} look="even" shown options={JOT_KINDS.map((value) => ({ value, label: words.kinds[value] }))} value={kind} onPick={(one) => one && setKind(one)} />
        {!isAside && <Firms rows={rows} value={firm} onPick={setFirm} onOpen={() => shell.go({ at: "open-firm" })} />}
        {!isAside && kind !== "flag" && row && <Who row={row} value={who} onPick={setWho} />}
        {isTried && !isAside && !row && rows.length > 0 && (
          <p class="wrong" role="alert">
            {words.whichFirm}
          </p>
        )}
        {isLong && (
          <Note look="bad" icon="alert" told>
            <p>{words.long(LONGEST_LINE)}</p>
          </Note>
        )}
        {trouble && <TroubleNote trouble={trouble} />}
      </main>
      <div class="foot">
        <Button look="main" off={isBusy || isLong} onPress={file}>
          {isAside ? words.aside : words.go}
        </Button>
      </div>
    </>
  );
}

/** Whom it is about, of those who were met there. */
function Who({ row, value, onPick }: { row: FirmRow; value: Id; onPick: (id: Id) => void }): JSX.Element | null {
  if (row.people.length === 0) return null;
  const people = row.people.map((one) => ({ value: one.id, label: person(one) }));
  return (
    <Pick
      legend={words.who}
      look="even"
      shown
      options={[...people, { value: NOBODY, label: words.nobody }]}
      value={row.people.some((one) => one.id === value) ? value : NOBODY}
      onPick={(one) => onPick(one ?? NOBODY)}
    />
  );
}

interface Choosing {
  rows: FirmRow[];
  value: Id | null;
  onPick: (id: Id | null) => void;
  onOpen: () => void;
}

function Firms({ rows, value, onPick, onOpen }: Choosing): JSX.Element {
  if (rows.length === 0) {
    return (
      <Note icon="firms">
        <p>{words.noFirm}</p>
        <p>
          <Button look="bare" onPress={onOpen}>
            {firms.open}
          </Button>
        </p>
      </Note>
    );
  }
  return <Pick legend={words.firm} look="even" shown options={rows.map(({ id, name }) => ({ value: id, label: name }))} value={value} onPick={onPick} />;
}
