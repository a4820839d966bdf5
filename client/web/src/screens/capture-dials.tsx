/** Who said it, in which form, how surely heard; and what else there is to note: the dials above SAVE. */
import type { JSX } from "preact";
import type { Certainty, Id } from "../engine/port.ts";
import { keepFocus } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import type { IconName } from "../parts/icon.tsx";
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

export type Sheet = "flag" | "promise" | "who" | "person" | "firm" | "start" | "end";

interface Props {
  desk: Desk;
  open: (sheet: Sheet) => void;
}

export function Dials({ desk, open }: Props): JSX.Element {
  return (
    <div class="dials">
      <Who desk={desk} open={open} value={desk.who.value} legend={capture.who} />
      <FormPick desk={desk} />
      <CertaintyPick desk={desk} />
      <Also desk={desk} open={open} />
    </div>
  );
}

export function FormPick({ desk }: { desk: Desk }): JSX.Element {
  return (
    <Pick
      legend={capture.form}
      options={FORMS}
      value={desk.form.value}
      optional
      onPick={(form) => (desk.form.value = form)}
    />
  );
}

export function CertaintyPick({ desk }: { desk: Desk }): JSX.Element {
  return (
    <Pick
      legend={capture.certainty}
      options={CERTAINTIES}
      value={desk.certainty.value}
      look="joined"
      onPick={(certainty) => (desk.certainty.value = certainty ?? "fairly")}
    />
  );
}

/** Those who have a seat, and a way to the others or to somebody new. */
export function Who({ desk, open, value, legend }: Props & { value: Id | null; legend: string }): JSX.Element {
  const seated = desk.seats.value.map((id) => desk.person(id)).filter((one) => one !== undefined);
  const hasMore = desk.plan.value.people.length > seated.length;
  return (
    <Pick
      legend={legend}
      options={seated.map(optionOf)}
      value={value}
      look="who"
      optional
      onPick={(who) => desk.pick(who)}
    >
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
