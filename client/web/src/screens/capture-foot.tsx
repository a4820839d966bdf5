/** SAVE, Undo, the way to the next question; below them Hide, the counter and End. What the thumb rests on. */
import type { JSX } from "preact";
import { Button, keepFocus } from "../parts/button.tsx";
import { Counter } from "../parts/counter.tsx";
import { Icon } from "../parts/icon.tsx";
import { sentence, TroubleNote } from "../parts/note.tsx";
import { SaveButton } from "../parts/save-button.tsx";
import type { Shell } from "../parts/shell.ts";
import { troubleOf } from "../parts/trouble.ts";
import { capture } from "../words/capture.ts";
import { en } from "../words/en.ts";
import { shell as shellWords } from "../words/shell.ts";
import type { Sheet } from "./capture-dials.tsx";
import type { Desk } from "./desk.ts";

interface SaveProps {
  desk: Desk;
  isEmpty: boolean;
  onSave: () => void;
}

/** SAVE for a box of the desk. */
export function Save({ desk, isEmpty, onSave }: SaveProps): JSX.Element {
  const savedAt = desk.savedAt.value;
  const told = capture.savedWhat(desk.last.value?.what ?? "", savedAt ?? 0);
  return <SaveButton isEmpty={isEmpty} savedAt={savedAt} told={told} onSave={onSave} />;
}

/** The refusal above the foot: the words are still in their box. */
export function Refusal({ desk }: { desk: Desk }): JSX.Element | null {
  const trouble = desk.refusal.value;
  if (trouble === null) return null;
  return (
    <TroubleNote trouble={{ ...trouble, what: `${capture.notSaved}: ${trouble.what}`, kept: capture.stays }}>
      {desk.shell.status.value.unsynced > 0 && (
        <Button look="bare" onPress={() => void exportWaiting(desk.shell)}>
          {capture.export}
        </Button>
      )}
    </TroubleNote>
  );
}

export function TalkFoot({
  desk,
  isLow,
  open,
}: {
  desk: Desk;
  isLow: boolean;
  open: (sheet: Sheet) => void;
}): JSX.Element {
  return (
    <div class="foot capture">
      <Save desk={desk} isEmpty={desk.answer.text.value.trim() === ""} onSave={() => void desk.save()} />
      {isLow ? <WhoAndHow desk={desk} open={open} /> : <Undo desk={desk} />}
      {!isLow && <NextLine desk={desk} />}
    </div>
  );
}

export function Undo({ desk }: { desk: Desk }): JSX.Element {
  const what = desk.last.value?.what ?? "";
  return (
    <Button icon="undo" label={capture.undoWhat(what)} off={desk.isBare.value} onPress={() => void desk.undo()}>
      {en.undo}
    </Button>
  );
}

/** While the keyboard is up, who and how sure are one button. */
function WhoAndHow({ desk, open }: { desk: Desk; open: (sheet: Sheet) => void }): JSX.Element {
  const who = desk.person(desk.who.value)?.name;
  const sure = en.certainties[desk.chosen.now.certainty];
  return (
    <Button
      look="who-how"
      quick
      opens="dialog"
      label={capture.whoAndHow(who ?? capture.nobody, sure)}
      onPress={() => open("who")}
    >
      <span>{who === undefined ? capture.unsaid : capture.short(who, sure)}</span>
      <Icon name="down" />
    </Button>
  );
}

function NextLine({ desk }: { desk: Desk }): JSX.Element {
  const { questions, opportunity, interview } = desk.plan.value;
  const isAlone = questions.length === 0;
  const list = (): void => {
    if (opportunity !== null && interview !== null)
      desk.shell.go({ at: "next", id: opportunity.id, interview: interview.id });
  };
  return (
    <div class="next">
      <button
        type="button"
        aria-label={capture.before}
        hidden={isAlone}
        onMouseDown={keepFocus}
        onClick={() => desk.turn(-1)}
      >
        <Icon name="back" />
      </button>
      <button type="button" class="q" onClick={list}>
        <span>{nextWords(desk)}</span>
      </button>
      <button
        type="button"
        aria-label={capture.after}
        hidden={isAlone}
        onMouseDown={keepFocus}
        onClick={() => desk.turn(1)}
      >
        <Icon name="forward" />
      </button>
    </div>
  );
}

/** What comes after the question on the table; after the last of the plan, one of my own, and then the first again. */
function nextWords(desk: Desk): string {
  const { questions } = desk.plan.value;
  if (questions.length === 0) return capture.last;
  const next = questions[(desk.slot.value + 1) % (questions.length + 1)];
  return next === undefined ? capture.own : capture.next(next.text);
}

/** While an interview runs, this takes the place of the tabs. */
export function Edge({ desk, onEnd }: { desk: Desk; onEnd: () => void }): JSX.Element {
  const { shell } = desk;
  return (
    <nav class="edge" aria-label={capture.strip}>
      <button type="button" onClick={() => shell.hide()}>
        <Icon name="hide" />
        {shellWords.hide}
      </button>
      <Counter
        status={shell.status.value}
        onExport={() => void exportWaiting(shell)}
        onLook={() => shell.go({ at: "devices" })}
      />
      <button type="button" onClick={onEnd}>
        <Icon name="end" />
        {capture.end}
      </button>
    </nav>
  );
}

/** Hand over everything that waits, sealed. */
export async function exportWaiting(shell: Shell): Promise<void> {
  const count = shell.status.value.unsynced;
  try {
    const { saveFile } = await import("../parts/save-file.ts");
    const { name, bytes } = await shell.engine.exportUnsynced();
    if (await saveFile(name, bytes)) shell.say(shellWords.exported(count));
  } catch (thrown) {
    shell.say(sentence(troubleOf(thrown).what));
  }
}
