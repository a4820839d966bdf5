/** A red flag and a promise: each rests on the answer in the box, or on the last one, unless it is said not to. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Field, Tick } from "../parts/field.tsx";
import { Pick } from "../parts/pick.tsx";
import type { Box } from "../parts/box.ts";
import { capture } from "../words/capture.ts";
import { sheets } from "../words/capture-sheets.ts";
import type { SheetProps } from "./capture-sheets.tsx";
import type { Desk } from "./desk.ts";
import { flagEvents, promiseEvents } from "./talk-beside.ts";
import type { Severity } from "./talk-beside.ts";
import type { Answer } from "./talk.ts";
import type { Id, NewEvent } from "../engine/port.ts";

const SEVERITIES = (["light", "serious", "severe"] as const).map((value) => ({
  value,
  label: sheets.flagSheet.severities[value],
}));

export function FlagSheet({ desk, open }: SheetProps): JSX.Element {
  const [severity, setSeverity] = useState<Severity>("serious");
  const ground = useGround(desk);
  const save = async (): Promise<void> => {
    const { room } = desk;
    if (room === null || desk.flag.isEmpty) return;
    const text = desk.flag.text.value;
    const events = flagEvents(room, { text, severity, on: ground.last }, ground.answer);
    await write(desk, desk.flag, events, ground.answer, capture.wrote.flag);
    open(null);
  };
  const { flagSheet } = sheets;
  return (
    <Dialog title={flagSheet.title} onClose={() => open(null)}>
      <Field label={flagSheet.text} long value={desk.flag.text.value} onType={(text) => desk.flag.type(text)} />
      <Pick
        legend={flagSheet.severity}
        look="joined"
        options={SEVERITIES}
        value={severity}
        onPick={(value) => setSeverity(value ?? "serious")}
      />
      <Rest ground={ground} onThis={flagSheet.onThis} onLast={flagSheet.onLast} />
      <Button look="main" off={desk.flag.text.value.trim() === ""} onPress={() => void save()}>
        {flagSheet.save}
      </Button>
    </Dialog>
  );
}

export function PromiseSheet({ desk, open }: SheetProps): JSX.Element {
  const much = desk.box("promise-value");
  const value = much.text.value;
  const [isWritten, setWritten] = useState(false);
  const ground = useGround(desk);
  const save = async (): Promise<void> => {
    const { room } = desk;
    if (room === null || desk.promise.isEmpty) return;
    const promised = {
      term: desk.promise.text.value,
      value: value.trim(),
      isWritten,
      who: desk.who.value,
      day: dayOf(desk.shell.now()),
      on: ground.last,
    };
    await write(desk, desk.promise, promiseEvents(room, promised, ground.answer), ground.answer, capture.wrote.promise);
    if (desk.promise.isEmpty) much.saved(value);
    open(null);
  };
  const { promiseSheet } = sheets;
  return (
    <Dialog title={promiseSheet.title} onClose={() => open(null)}>
      <Field
        label={promiseSheet.term}
        most={1000}
        value={desk.promise.text.value}
        onType={(text) => desk.promise.type(text)}
      />
      <Field label={promiseSheet.value} hint={promiseSheet.valueHint} most={1000} value={value} onType={(text) => much.type(text)} />
      <Tick label={promiseSheet.written} value={isWritten} onTick={setWritten} />
      <Rest ground={ground} onThis={promiseSheet.onThis} onLast={promiseSheet.onLast} />
      <Button look="main" off={desk.promise.text.value.trim() === ""} onPress={() => void save()}>
        {promiseSheet.save}
      </Button>
    </Dialog>
  );
}

/** What a flag or a promise rests on. */
interface Ground {
  /** The answer in the box, which goes into the journal with it. */
  answer: Answer | null;
  /** The answer noted last. */
  last: Id | null;
  isOn: boolean;
  isThis: boolean;
  isAny: boolean;
  setOn: (isOn: boolean) => void;
}

function useGround(desk: Desk): Ground {
  const [isOn, setOn] = useState(true);
  const unsaved = desk.unsaved();
  const last = desk.last.value?.answer ?? null;
  return {
    answer: isOn ? unsaved : null,
    last: isOn && unsaved === null ? last : null,
    isOn,
    isThis: unsaved !== null,
    isAny: unsaved !== null || last !== null,
    setOn,
  };
}

function Rest({ ground, onThis, onLast }: { ground: Ground; onThis: string; onLast: string }): JSX.Element | null {
  if (!ground.isAny) return null;
  return <Tick label={ground.isThis ? onThis : onLast} value={ground.isOn} onTick={ground.setOn} />;
}

/** Write the note, and empty its box and the answer's where that went along. */
async function write(desk: Desk, box: Box, events: NewEvent[], answer: Answer | null, what: string): Promise<void> {
  const text = box.text.value;
  const written = await desk.write(events, { what, text: answer?.text ?? "" });
  if (written === null) return;
  box.saved(text);
  if (answer !== null) desk.wentAlong(answer, written.ids.at(-2) ?? null);
}

/** The day here, such as 2026-03-05. */
function dayOf(ms: number): string {
  const date = new Date(ms);
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
