/**
 * One firm: what to do about it, what it rests on, what is open, and every interview to be played again.
 */
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { sharedDecimals } from "../core/analysis/rounding.ts";
import type { FirmPage, Id } from "../engine/port.ts";
import { useAct } from "../parts/act.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { EntryDialog } from "../parts/entry-dialog.tsx";
import { Fit, Known } from "../parts/fit.tsx";
import { Icon } from "../parts/icon.tsx";
import type { IconName } from "../parts/icon.tsx";
import { TroubleNote } from "../parts/note.tsx";
import type { Shell } from "../parts/shell.ts";
import { Top } from "../parts/top.tsx";
import { Unweighed } from "../parts/unweighed.tsx";
import { useView } from "../parts/use-view.ts";
import "../styles/today.css";
import "../styles/ways.css";
import { en } from "../words/en.ts";
import { firm as words, interviewNote, promiseNote } from "../words/firms.ts";
import { capital, joined } from "../words/lists.ts";
import { moment } from "../words/when.ts";
import { startEvents } from "./talk-beside.ts";

interface Part {
  page: FirmPage;
  shell: Shell;
}

const STATE_ICONS: Record<FirmPage["must_haves"][number]["state"], IconName> = { met: "done", open: "open", failed: "alert" };

export function FirmScreen({ shell, id }: { shell: Shell; id: Id }): JSX.Element {
  const { data, trouble } = useView(shell, "firm", { id });
  return (
    <div class="screen">
      <Top title={data?.row.name ?? ""} onBack={() => shell.back()} backTo={words.back} aside={data?.row.role ? <span class="short">{data.row.role}</span> : undefined} />
      <main>
        {trouble && <TroubleNote trouble={trouble} />}
        {data && <Page page={data} shell={shell} />}
      </main>
      {data && (
        <div class="foot">
          <Button look="main" onPress={() => shell.go({ at: "next", id })}>
            {words.askNext}
          </Button>
          <Button icon="document" onPress={() => shell.go({ at: "report", id })}>
            {words.report}
          </Button>
        </div>
      )}
    </div>
  );
}

function Page({ page, shell }: Part): JSX.Element {
  return (
    <>
      <section class="card">
        <h2 class="lead">{page.headline || words.noHeadline}</h2>
        <Fit fit={page.fit} />
        <p class="quiet">{capital(joined([page.row.stage, page.row.people.length === 0 ? "" : everybodyThere(page)], " · "))}</p>
      </section>
      <Unweighed shell={shell} weighed={page.weighed} />
      <MustHaves page={page} />
      <Criteria page={page} />
      <Facts page={page} shell={shell} />
      <Contradictions page={page} />
      <Promises page={page} shell={shell} />
      <Flags page={page} />
      <Interviews page={page} shell={shell} />
    </>
  );
}

function everybodyThere(page: FirmPage): string {
  return page.row.people.map(({ name, role }) => joined([name, en.roles[role]], ", ")).join("; ");
}

/** A list with its head; nothing at all where it is empty. */
function Block(props: { head: string; aside?: string; count?: number; children: ComponentChildren }): JSX.Element | null {
  if (props.count === 0) return null;
  return (
    <section class="block">
      <h2 class="head">
        {props.head} <small class="num">{props.aside ?? props.count}</small>
      </h2>
      {props.children}
    </section>
  );
}

function MustHaves({ page }: { page: FirmPage }): JSX.Element {
  return (
    <Block head={words.mustHaves} aside={words.before} count={page.must_haves.length}>
      <ul class="rows">
        {page.must_haves.map((one) => (
          <li key={one.id}>
            <Icon name={STATE_ICONS[one.state]} />
            <div class="what">
              {capital(one.name)}
              <small>{capital(one.why)}</small>
            </div>
            <span class={one.state === "met" ? "word me" : "word"}>{words.states[one.state]}</span>
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Criteria({ page }: { page: FirmPage }): JSX.Element {
  const weights = sharedDecimals(page.criteria.map((one) => one.weight));
  return (
    <Block head={words.known} aside={words.weight} count={page.criteria.length}>
      <ul class="card crits">
        {page.criteria.map((one, at) => (
          <Known key={one.id} criterion={one} weight={weights[at] ?? ""} />
        ))}
      </ul>
    </Block>
  );
}

/** What was noted last; each opens, to be read whole or erased. */
function Facts({ page, shell }: Part): JSX.Element {
  const [read, setRead] = useState<FirmPage["row"]["last"][number] | null>(null);
  return (
    <Block head={words.facts} aside="" count={page.row.last.length}>
      <ul class="rows">
        {page.row.last.map((fact) => (
          <li key={fact.id}>
            <button type="button" class="way" aria-haspopup="dialog" onClick={() => setRead(fact)}>
              <span class="what">
                <span class="clamped">{capital(fact.text)}</span>
                <small class="num">{capital(moment(fact.at_ms, shell.now()))}</small>
              </span>
              <Icon name="forward" />
            </button>
          </li>
        ))}
      </ul>
      {read && (
        <EntryDialog shell={shell} title={words.fact} id={read.id} text={read.text} onClose={() => setRead(null)}>
          <p class="quiet num">{capital(moment(read.at_ms, shell.now()))}</p>
        </EntryDialog>
      )}
    </Block>
  );
}

function Contradictions({ page }: { page: FirmPage }): JSX.Element {
  return (
    <Block head={words.contradictions} count={page.contradictions.length}>
      <ul class="rows">
        {page.contradictions.map((one) => (
          <li key={one.ids.join()}>
            <Icon name="swap" />
            <div class="what">
              {capital(one.text)}
              <small>{capital(one.detail)}</small>
            </div>
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Promises({ page, shell }: Part): JSX.Element {
  return (
    <Block head={words.promises} count={page.promises.length}>
      <ul class="rows">
        {page.promises.map((one) => (
          <li key={one.id}>
            <Icon name="promise" />
            <div class="what">
              {capital(one.text)}
              <small>{promiseNote(one, shell.now())}</small>
            </div>
            <span class={one.is_written ? "word me" : "word loud"}>
              <Icon name={one.is_written ? "check" : "alert"} />
              {one.is_written ? words.written : words.spoken}
            </span>
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Flags({ page }: { page: FirmPage }): JSX.Element {
  return (
    <Block head={words.flags} count={page.flags.length}>
      <ul class="rows">
        {page.flags.map((one) => (
          <li key={one.id}>
            <Icon name="flag" />
            <div class="what">
              {capital(one.text)}
              <small>{capital(one.severity)}</small>
            </div>
            <span class="word">{one.is_open ? words.open : words.explained}</span>
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Interviews({ page, shell }: Part): JSX.Element {
  const { interviews, row } = page;
  return (
    <Block head={words.interviews} aside={interviews.length === 0 ? "" : String(interviews.length)}>
      {interviews.length > 0 && (
        <ul class="rows">
          {interviews.map((one) => (
            <li key={one.id}>
              <button type="button" class="way" onClick={() => shell.go({ at: "replay", id: one.id, from: row.id })}>
                <Icon name={one.is_over ? "play" : "today"} />
                <span class="what">
                  {words.interview(one.number)}
                  <small class="num">{interviewNote(one)}</small>
                </span>
                {!one.is_over && <span class="word">{one.at_ms > shell.now() ? words.planned : words.runs}</span>}
                <Icon name="forward" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Begin page={page} shell={shell} />
    </Block>
  );
}

/** Begin an interview that was not planned: they ring, and here we are. */
function Begin({ page, shell }: Part): JSX.Element {
  const [isRefused, setRefused] = useState(false);
  const { trouble, isBusy, act } = useAct();
  const begin = (): void =>
    act(async () => {
      const { interview } = await shell.engine.view("capture", {});
      if (interview !== null) {
        setRefused(true);
        return;
      }
      await shell.engine.write(startEvents({ opportunity: page.row.id, interview: null }));
      await shell.changed();
      shell.go({ at: "capture" });
    });
  return (
    <>
      {trouble && <TroubleNote trouble={trouble} />}
      <Button icon="capture" off={isBusy} onPress={begin}>
        {words.begin}
      </Button>
      {isRefused && (
        <Dialog title={words.runningHead} onClose={() => setRefused(false)}>
          <p>{words.running}</p>
          <div class="acts">
            <Button look="grow" onPress={() => shell.go({ at: "capture" })}>
              {words.goOn}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
