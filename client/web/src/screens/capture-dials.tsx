/** Who said it, in which form, how surely heard; and what else there is to note: the dials above SAVE. */
import type { JSX } from "preact";
import type { Certainty, Id } from "../engine/port.ts";
import type { Box } from "../parts/box.ts";
import { keepFocus } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import type { IconName } from "../parts/icon.tsx";
import { lazily } from "../parts/lazy.tsx";
import { Pick } from "../parts/pick.tsx";
import type { Option } from "../parts/pick.tsx";
import { capture } from "../words/capture.ts";
import { en } from "../words/en.ts";
import type { Desk, Person } from "./desk.ts";
import { FORMS } from "./forms.ts";

const CERTAINTIES: readonly Option<Certainty>[] = (["sure", "fairly", "unsure"] as const).map((value) => ({
  value,
  label: en.certainties[value],
}));

export type Sheet = "flag" | "promise" | "who" | "whose" | "person" | "firm" | "start" | "end";

/** The sheets are fetched once the first picture stands: none of them is needed for the first letter. */
export const Sheets = lazily(async () => (await import("./capture-sheets.tsx")).CaptureSheet);

interface Props {
  desk: Desk;
  open: (sheet: Sheet | null) => void;
}

export function Dials({ desk, open }: Props): JSX.Element {
  return (
    <div class="dials">
      <Who desk={desk} open={open} box={desk.answer} value={desk.who.value} legend={capture.who} />
      <FormPick desk={desk} />
      <CertaintyPick desk={desk} />
      <Also desk={desk} open={open} />
    </div>
  );
}

/** The one row beside the box while the keyboard is up. */
export function LowDial({ desk, open }: Props): JSX.Element {
  return asksWhose(desk, desk.answer) ? <Sheets desk={desk} sheet="whose" open={open} /> : <FormPick desk={desk} />;
}

/** What was saved last names nobody: that is asked in the place of a row until it is said, or the next words come. */
function asksWhose(desk: Desk, box: Box): boolean {
  return desk.nameless.value === box && box.isEmpty;
}

function FormPick({ desk }: { desk: Desk }): JSX.Element {
  return (
    <Pick
      legend={capture.form}
      options={FORMS}
      value={desk.chosen.now.form}
      optional
      onPick={(form) => desk.chosen.set({ form })}
    />
  );
}

export function CertaintyPick({ desk }: { desk: Desk }): JSX.Element {
  return (
    <Pick
      legend={capture.certainty}
      options={CERTAINTIES}
      value={desk.chosen.now.certainty}
      look="joined"
      onPick={(certainty) => desk.chosen.set({ certainty: certainty ?? "fairly" })}
    />
  );
}

interface WhoProps extends Props {
  /** The box that their words are typed in. */
  box: Box;
  value: Id | null;
  legend: string;
}

/** Those who have a seat, and a way to the others or to somebody new. */
export function Who({ desk, open, box, value, legend }: WhoProps): JSX.Element {
  return asksWhose(desk, box) ? (
    <Sheets desk={desk} sheet="whose" open={open} />
  ) : (
    <Seats desk={desk} open={open} value={value} legend={legend} />
  );
}

function Seats({ desk, open, value, legend }: Omit<WhoProps, "box">): JSX.Element {
  const seated = desk.chosen.now.seats.map((id) => desk.person(id)).filter((one) => one !== undefined);
  const { length } = desk.plan.value.people;
  const hasMore = length > seated.length;
  const isOpen = value === null && length > 1;
  return (
    <Pick
      legend={legend}
      options={seated.map(optionOf)}
      value={value}
      look={isOpen ? "who open" : "who"}
      optional
      onPick={(who) => desk.chosen.pick(who)}
    >
      {isOpen && <b class="unsaid">{capture.unsaid}</b>}
      <button
        type="button"
        class="more"
        aria-haspopup="dialog"
        onMouseDown={keepFocus}
        onClick={() => open(hasMore ? "who" : "person")}
      >
        <span class="face">
          <Icon name="plus" />
        </span>
        <span>
          {hasMore ? capture.other : capture.add}
          <span class="sr">: {legend}</span>
        </span>
      </button>
    </Pick>
  );
}

/** A person as one of several: a letter, the name, what they would be to me. */
export function optionOf(person: Person): Option<string> {
  const role = en.roles[person.role];
  const label = (
    <>
      {person.name}
      {role !== "" && <small>{role}</small>}
    </>
  );
  return { value: person.id, label, face: String.fromCodePoint(person.name.codePointAt(0) ?? 63).toUpperCase() };
}

function Also({ desk, open }: Props): JSX.Element {
  const canFollow = !desk.answer.isEmpty || desk.last.value?.answer != null;
  return (
    <div class="also">
      <Extra icon="follow" word={capture.follow} off={!canFollow} onPress={() => void desk.follow()} />
      <Extra icon="flag" word={capture.flag} onPress={() => open("flag")} />
      <Extra icon="promise" word={capture.promise} onPress={() => open("promise")} />
      <Extra icon="theirs" word={capture.theyAsked} look="t" onPress={() => desk.shell.go({ at: "they-asked" })} />
    </div>
  );
}

function Extra(props: {
  icon: IconName;
  word: string;
  look?: string;
  off?: boolean;
  onPress: () => void;
}): JSX.Element {
  const { icon, word, look = "", off = false, onPress } = props;
  return (
    <button
      type="button"
      class={look}
      aria-disabled={off ? "true" : undefined}
      onMouseDown={keepFocus}
      onClick={off ? undefined : onPress}
    >
      <Icon name={icon} />
      {word}
    </button>
  );
}
