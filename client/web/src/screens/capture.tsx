/**
 * Capture: where the app opens. What is asked, what they say, SAVE.
 *
 * - It needs no network, no old entry and no second press to take a note.
 * - It has the shape of the last time until the plan is here; the box is the same one all along.
 */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../parts/button.tsx";
import { isShutOut } from "../parts/counter.tsx";
import { Icon } from "../parts/icon.tsx";
import { low } from "../parts/low.ts";
import { Note, sentence } from "../parts/note.tsx";
import type { Shell } from "../parts/shell.ts";
import { Tabs } from "../parts/tabs.tsx";
import { TimeLeft } from "../parts/time-left.tsx";
import { capture } from "../words/capture.ts";
import { shell as shellWords } from "../words/shell.ts";
import { Asking, Jotting, Pad } from "./capture-asking.tsx";
import { Dials, LowDial, Sheets } from "./capture-dials.tsx";
import type { Sheet } from "./capture-dials.tsx";
import { Edge, Refusal, Save, TalkFoot, Undo } from "./capture-foot.tsx";
import type { Desk } from "./desk.ts";
import { endEvents } from "./talk.ts";

export function CaptureScreen({ desk }: { desk: Desk }): JSX.Element {
  const [sheet, open] = useState<Sheet | null>(null);
  useEffect(() => Sheets.warm(), []);
  useEffect(() => arrive(), []);
  const isTalk = desk.isTalk.value;
  const isLow = low.value;
  return (
    <div class={`screen capture ${isLow ? "typing" : ""} ${isTalk ? "talk" : "jot"}`}>
      <Head desk={desk} isLow={isLow} open={open} />
      <main>
        <h1 class="sr" tabIndex={-1}>
          {shellWords.tabs.capture}
        </h1>
        {!isTalk && <ShutOut shell={desk.shell} />}
        {isTalk ? <Asking desk={desk} /> : <Jotting desk={desk} />}
        <Pad key="pad" desk={desk} />
        {isTalk && (isLow ? <LowDial desk={desk} open={open} /> : <Dials desk={desk} open={open} />)}
      </main>
      <div class="base">
        <Refusal desk={desk} />
        {isTalk ? (
          <TalkFoot desk={desk} isLow={isLow} open={open} />
        ) : (
          <JotFoot desk={desk} isLow={isLow} open={open} />
        )}
        {!isLow &&
          (isTalk ? (
            <Edge desk={desk} onEnd={() => end(desk, open)} />
          ) : (
            <Tabs here="capture" status={desk.shell.status.value} />
          ))}
      </div>
      {sheet !== null && <Sheets desk={desk} sheet={sheet} open={open} />}
    </div>
  );
}

/** Where the focus goes: into the box where there are keys, to the name of the screen where a keyboard would rise. */
function arrive(): void {
  const hasKeys = matchMedia("(pointer: fine)").matches;
  document.querySelector<HTMLElement>(hasKeys ? "#answer" : "h1")?.focus({ preventScroll: true });
}

/** Said where one writes: the other devices take nothing from this phone any more. */
function ShutOut({ shell }: { shell: Shell }): JSX.Element | null {
  const { trouble } = shell.status.value;
  if (trouble === null || !isShutOut(shell.status.value)) return null;
  return (
    <Note look="bad" icon="alert" told>
      <p>
        <b>{sentence(trouble.what)}</b>
      </p>
      <p>
        <Button look="bare" onPress={() => shell.go({ at: "devices" })}>
          {capture.whatNow}
        </Button>
      </p>
    </Note>
  );
}

interface PartProps {
  desk: Desk;
  isLow: boolean;
  open: (sheet: Sheet | null) => void;
}

/** Where one is, and how long yet. Hide takes the place of search while the keyboard is up. */
export function Head({ desk, isLow, open }: PartProps): JSX.Element {
  const { shell } = desk;
  const { interview } = desk.plan.value;
  return (
    <header class="top">
      <Place desk={desk} open={open} />
      {interview !== null && <TimeLeft beganMs={interview.began_ms} endsMs={interview.ends_ms} now={shell.now} />}
      {(isLow || !desk.isTalk.value) && (
        <Button look="bare" icon="hide" onPress={() => shell.hide()}>
          {shellWords.hide}
        </Button>
      )}
      {!isLow && (
        <Button
          look="bare square"
          icon="search"
          label={capture.search}
          onPress={() => shell.go({ at: "firms", search: true })}
        />
      )}
    </header>
  );
}

function Place({ desk, open }: { desk: Desk; open: (sheet: Sheet) => void }): JSX.Element {
  const firm = desk.opportunity.value;
  const isTalk = desk.isTalk.value;
  const look = (): void => {
    if (isTalk && firm !== null) desk.shell.go({ at: "firm", id: firm.id });
    else if (!isTalk) open("firm");
  };
  return (
    <button type="button" class="where" aria-haspopup={isTalk ? undefined : "dialog"} onClick={look}>
      <b>{firm?.name || (firm === null && desk.isHere.value && !isTalk ? capture.noFirm : "\u00a0")}</b>
      <span class="role">{firm?.role}</span>
      <span class="sr">{isTalk ? capture.openFirm : capture.chooseFirm}</span>
      <Icon name={isTalk ? "forward" : "down"} />
    </button>
  );
}

function JotFoot({ desk, isLow, open }: PartProps): JSX.Element {
  const name = desk.opportunity.value?.name ?? "";
  return (
    <div class="foot capture">
      <Save desk={desk} isEmpty={desk.answer.text.value.trim() === ""} onSave={() => void desk.save()} />
      <Undo desk={desk} />
      {!isLow && (
        <Button look="begin" icon="play" opens="dialog" onPress={() => open(name === "" ? "firm" : "start")}>
          {name === "" ? capture.startSomething : capture.start(name)}
        </Button>
      )}
    </div>
  );
}

/** End, unless words are still in the box: then it is asked what becomes of them. */
function end(desk: Desk, open: (sheet: Sheet) => void): void {
  if (desk.answer.isEmpty) void endNow(desk);
  else open("end");
}

/** Write that the interview is over, and go on to the gut feeling. */
export async function endNow(desk: Desk): Promise<void> {
  const { room } = desk;
  if (room === null || room.interview === null) return;
  const written = await desk.write(endEvents(room.opportunity, room.interview), { what: capture.wrote.end });
  if (written !== null) desk.shell.go({ at: "gut", id: room.interview, from: room.opportunity });
}
