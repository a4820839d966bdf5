/**
 * Today: the next interview, what is left to prepare, what waits to be rated, what is due, and what is to be filed.
 *
 * Answers stand above the follow-ups: they fade within hours, and a list of late follow-ups may be long.
 * One main button: begin the interview, or go on with it; else rate what was said; else write.
 */
import type { JSX } from "preact";
import type { Id, NewEvent, Today } from "../engine/port.ts";
import { useAct, writeAndSay } from "../parts/act.ts";
import type { Acting } from "../parts/act.ts";
import { Button } from "../parts/button.tsx";
import { swiping } from "../parts/gestures.ts";
import { Icon } from "../parts/icon.tsx";
import { TroubleNote } from "../parts/note.tsx";
import type { Shell } from "../parts/shell.ts";
import { Tabs } from "../parts/tabs.tsx";
import { Top } from "../parts/top.tsx";
import { useView } from "../parts/use-view.ts";
import "../styles/empty.css";
import "../styles/today.css";
import "../styles/ways.css";
import { capital } from "../words/lists.ts";
import { interviewLine, interviewTime, lateness, prepLeft, rateWords, startWords, today as words, todoNote, unratedWords } from "../words/today.ts";
import { longDay, moment } from "../words/when.ts";
import { followUpAnswered, followUpSent, prepDone } from "./deeds.ts";
import { startEvents } from "./talk-beside.ts";

type Interview = Today["interviews"][number];
type Todo = Today["todos"][number];

/** What a row does: write this, and say that. */
type Do = (events: NewEvent[], told: string) => void;

export function TodayScreen({ shell }: { shell: Shell }): JSX.Element {
  const { data, trouble } = useView(shell, "today", {});
  const acting = useAct();
  const act: Do = (events, told) => acting.act(() => writeAndSay(shell, events, told, words.undone));
  return (
    <div class="screen">
      <Top title={words.title} aside={longDay(shell.now())}>
        <Button look="bare square" icon="search" label={words.search} onPress={() => shell.go({ at: "firms", search: true })} />
      </Top>
      <main>
        {trouble && <TroubleNote trouble={trouble} />}
        {acting.trouble && <TroubleNote trouble={acting.trouble} />}
        {data && (isEmpty(data) ? <Empty /> : <Lists data={data} shell={shell} act={act} />)}
      </main>
      <div class="base">
        {data && <Foot data={data} shell={shell} acting={acting} />}
        <Tabs here="today" status={shell.status.value} />
      </div>
    </div>
  );
}

function isEmpty(data: Today): boolean {
  return [data.interviews, data.todos, data.unrated, data.jots, left(data)].every((list) => list.length === 0);
}

function left(data: Today): Today["prep"] {
  return data.prep.filter((step) => !step.is_done);
}

function Empty(): JSX.Element {
  return (
    <div class="calm mid">
      <Icon name="today" />
      <h2>{words.emptyHead}</h2>
      <p class="quiet">{words.emptyText}</p>
      <p class="quiet">{words.newcomer}</p>
    </div>
  );
}

function Lists({ data, shell, act }: { data: Today; shell: Shell; act: Do }): JSX.Element {
  const due = data.todos.filter((todo) => todo.due !== null && todo.due <= data.day);
  const later = data.todos.filter((todo) => !due.includes(todo));
  const [next, ...others] = data.interviews;
  return (
    <>
      {next && <NextInterview interview={next} now={shell.now()} />}
      <Prep data={data} act={act} />
      <Unrated data={data} shell={shell} />
      <Todos head={words.due} todos={due} now={shell.now()} act={act} />
      <Jots data={data} shell={shell} />
      <Others interviews={others} shell={shell} />
      <Todos head={words.later} todos={later} now={shell.now()} act={act} />
    </>
  );
}

function NextInterview({ interview, now }: { interview: Interview; now: number }): JSX.Element {
  return (
    <section class="card">
      <p class="quiet num">{interviewTime(interview, now)}</p>
      <h2 class="lead">{interviewLine(interview)}</h2>
      {!interview.is_open && interview.first_question !== "" && (
        <p class="quiet">
          {words.first} {interview.first_question}
        </p>
      )}
    </section>
  );
}

function Prep({ data, act }: { data: Today; act: Do }): JSX.Element | null {
  const open = left(data);
  if (open.length === 0) return null;
  const minutes = open.reduce((sum, step) => sum + step.minutes, 0);
  const isOneFirm = new Set(open.map((step) => step.opportunity)).size === 1;
  return (
    <section class="block">
      <h2 class="head">
        {words.prep} <small class="num">{prepLeft(open.length, data.prep.length, minutes)}</small>
      </h2>
      <ul class="rows">
        {open.map((step) => (
          <li key={step.id ?? step.text}>
            <div class="what">
              {step.text}
              <small>{[isOneFirm ? "" : step.firm, step.hint].filter(Boolean).join(" · ")}</small>
            </div>
            <Button look="square" icon="check" label={words.done(step.text)} onPress={() => act(prepDone(step), words.toldDone(step.text))} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Todos({ head, todos, now, act }: { head: string; todos: readonly Todo[]; now: number; act: Do }): JSX.Element | null {
  if (todos.length === 0) return null;
  return (
    <section class="block">
      <h2 class="head">
        {head} <small class="num">{todos.length}</small>
      </h2>
      <ul class="rows">
        {todos.map((todo) => (
          <Row key={todo.id} todo={todo} now={now} act={act} />
        ))}
      </ul>
    </section>
  );
}

/** A follow-up: pressed or swiped, it was sent; one that waits for a reply has got it. */
function Row({ todo, now, act }: { todo: Todo; now: number; act: Do }): JSX.Element {
  const send = (): void =>
    todo.waits ? act(followUpAnswered(todo), words.toldReplied(todo.what)) : act(followUpSent(todo), words.toldSent(todo.what));
  const note = todoNote(todo, now);
  return (
    <li class="swiped" {...swiping(send)}>
      <div class="what">
        {todo.what}
        <small>
          {todo.days_late > 0 && (
            <span class="word loud">
              <Icon name="alert" />
              {lateness(todo)}
            </span>
          )}
          {todo.days_late > 0 && note !== "" && " · "}
          {note}
        </small>
      </div>
      <Button label={`${todo.waits ? words.replied : words.sent}: ${todo.what}`} onPress={send}>
        {todo.waits ? words.replied : words.sent}
      </Button>
    </li>
  );
}

function Unrated({ data, shell }: { data: Today; shell: Shell }): JSX.Element | null {
  if (data.unrated.length === 0) return null;
  return (
    <section class="block">
      <h2 class="head">{words.unrated}</h2>
      <ul class="rows">
        {data.unrated.map((one) => (
          <li key={one.interview}>
            <div class="what">
              {one.firm}
              <small class="num">{unratedWords(one.count)}</small>
            </div>
            <Button label={rateWords(one.firm)} onPress={() => shell.go({ at: "rate", id: one.interview })}>
              {words.rate}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Jots({ data, shell }: { data: Today; shell: Shell }): JSX.Element | null {
  if (data.jots.length === 0) return null;
  return (
    <section class="block">
      <h2 class="head">
        {words.jots} <small class="num">{data.jots.length}</small>
      </h2>
      <ul class="rows">
        {data.jots.map((jot) => (
          <li key={jot.id}>
            <div class="what">
              <span class="clamped">{jot.text}</span>
              <small class="num">{capital(moment(jot.at_ms, shell.now()))}</small>
            </div>
            <Button label={`${words.file}: ${jot.text.slice(0, 60)}`} onPress={() => shell.go({ at: "file", id: jot.id })}>
              {words.file}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Others({ interviews, shell }: { interviews: readonly Interview[]; shell: Shell }): JSX.Element | null {
  if (interviews.length === 0) return null;
  return (
    <section class="block">
      <h2 class="head">{words.others}</h2>
      <ul class="rows">
        {interviews.map((one) => (
          <li key={one.id}>
            <button type="button" class="way" onClick={() => shell.go({ at: "firm", id: one.opportunity })}>
              <span class="what">
                {interviewLine(one)}
                <small class="num">{interviewTime(one, shell.now())}</small>
              </span>
              <Icon name="forward" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Foot({ data, shell, acting }: { data: Today; shell: Shell; acting: Acting }): JSX.Element {
  const interview = data.interviews.find((one) => one.is_open) ?? data.interviews[0];
  const [unrated] = data.unrated;
  const begin = (one: Interview): void =>
    acting.act(async () => {
      if (!one.is_open) await start(shell, one.opportunity, one.id);
      shell.go({ at: "capture" });
    });
  if (interview) {
    return (
      <div class="foot">
        <Button look="main" onPress={() => begin(interview)}>
          {startWords(interview)}
        </Button>
      </div>
    );
  }
  return (
    <div class="foot">
      {unrated ? (
        <Button look="main" onPress={() => shell.go({ at: "rate", id: unrated.interview })}>
          {rateWords(unrated.firm)}
        </Button>
      ) : (
        <Button look="main" onPress={() => shell.go({ at: "capture" })}>
          {words.write}
        </Button>
      )}
      {isEmpty(data) && (
        <Button look="grow" icon="plus" onPress={() => shell.go({ at: "open-firm" })}>
          {words.open}
        </Button>
      )}
    </div>
  );
}

async function start(shell: Shell, opportunity: Id, interview: Id): Promise<void> {
  await shell.engine.write(startEvents({ opportunity, interview }));
  await shell.changed();
}
