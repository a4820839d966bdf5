/** What to ask next, by what an answer could change, per minute: the reason before the figure. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import "../styles/next.css";
import type { Id, NextPage } from "../engine/port.ts";
import { useAct, writeAndSay } from "../parts/act.ts";
import { Button } from "../parts/button.tsx";
import { Note, TroubleNote } from "../parts/note.tsx";
import type { Shell } from "../parts/shell.ts";
import { Top } from "../parts/top.tsx";
import { useView } from "../parts/use-view.ts";
import { rate } from "../words/rate.ts";
import type { Desk } from "./desk.ts";
import { mailEvents } from "./talk-beside.ts";

const { next: words } = rate;

type Row = NextPage["rows"][number];

interface Props {
  shell: Shell;
  desk: Desk;
  /** The opportunity. */
  id: Id;
  interview?: Id | undefined;
}

export function NextScreen({ shell, desk, id, interview }: Props): JSX.Element {
  const { data, trouble } = useView(shell, "next", interview === undefined ? { id } : { id, interview });
  const { trouble: refused, act } = useAct();
  const ask = (row: Row): void => {
    desk.askThis(row);
    shell.go({ at: "capture" });
  };
  const plan = (row: Row): void =>
    act(() =>
      writeAndSay(shell, mailEvents(id, row.text, row.question, row.who?.id ?? null), words.planned, words.unplanned),
    );
  const first = data?.rows.find((row) => !row.by_mail);
  const isTalk = desk.plan.value.interview !== null;
  return (
    <div class="screen">
      <Top
        title={words.title}
        onBack={() => shell.back()}
        aside={
          data?.minutes_left == null ? undefined : (
            <>
              <b>{data.minutes_left}</b> {words.left}
            </>
          )
        }
      />
      <main>
        {(trouble ?? refused) && <TroubleNote trouble={trouble ?? refused ?? NONE} />}
        {data !== null && <Rows data={data} isTalk={isTalk} ask={ask} plan={plan} />}
      </main>
      <div class="foot">
        {isTalk ? (
          <>
            <Button look="main" off={first === undefined} onPress={() => first && ask(first)}>
              {words.first}
            </Button>
            <Button icon="plus" onPress={() => askOwn(shell, desk)}>
              {words.own}
            </Button>
          </>
        ) : (
          <Button look="main" onPress={() => shell.go({ at: "capture" })}>
            {words.toCapture}
          </Button>
        )}
      </div>
    </div>
  );
}

const NONE = { code: "", what: "", kept: "", mend: "" };

interface RowsProps {
  data: NextPage;
  isTalk: boolean;
  ask: (row: Row) => void;
  plan: (row: Row) => void;
}

function Rows({ data, isTalk, ask, plan }: RowsProps): JSX.Element {
  return (
    <>
      {data.heading !== "" && <p class="quiet">{data.heading}</p>}
      {data.rows.length === 0 && (
        <Note>
          <p>
            <b>{words.none}</b>
          </p>
          {isTalk && <p>{words.noneMore}</p>}
        </Note>
      )}
      <ol class="asks">
        {data.rows.map((row) => (
          <Ask key={`${row.n}/${row.text}`} row={row} isTalk={isTalk} ask={ask} plan={plan} />
        ))}
      </ol>
      {data.not_worth.length > 0 && <NotWorth rows={data.not_worth} />}
    </>
  );
}

function Ask({
  row,
  isTalk,
  ask,
  plan,
}: {
  row: Row;
  isTalk: boolean;
  ask: (row: Row) => void;
  plan: (row: Row) => void;
}): JSX.Element {
  return (
    <li class="ask">
      <h2>{words.numbered(row)}</h2>
      <p class="why">
        <b>{row.claim}</b> {row.because}
      </p>
      <Worth share={row.share} />
      <div class="meta">
        {row.who && <b>{row.who.name}</b>}
        <span class="num">{row.by_mail ? words.byMail : words.minutes(row.minutes)}</span>
        {row.worth > 0 && <span class="num">{words.worth(row.worth)}</span>}
        {row.by_mail && (
          <Button label={words.planThis(row.text)} onPress={() => plan(row)}>
            {words.plan}
          </Button>
        )}
        {!row.by_mail && isTalk && (
          <Button label={words.askThis(row.text)} onPress={() => ask(row)}>
            {words.ask}
          </Button>
        )}
      </div>
    </li>
  );
}

/** The share of the best, as a bar; its width is set on the element, as the page allows no inline style. */
function Worth({ share }: { share: number }): JSX.Element {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => bar.current?.style.setProperty("--share", String(share)), [share]);
  return (
    <div class="worth" aria-hidden="true">
      <i ref={bar} />
    </div>
  );
}

function NotWorth({ rows }: { rows: NextPage["not_worth"] }): JSX.Element {
  return (
    <Note>
      <p>
        <b>{words.notWorth}</b>
      </p>
      {rows.map((row) => (
        <p key={row.text}>
          {row.text}: {row.reason}
        </p>
      ))}
    </Note>
  );
}

function askOwn(shell: Shell, desk: Desk): void {
  desk.askOwn();
  shell.go({ at: "capture" });
}
