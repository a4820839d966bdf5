/**
 * A number from 0 to 100, slid or typed: both are real controls of the same value.
 *
 * - It may not be said yet: then the box is empty, and the first touch of the slide says where it stands.
 */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { want } from "../words/want.ts";

const MOST = 100;

interface Props {
  label: string;
  hint: string;
  value: number | null;
  onSay: (value: number | null) => void;
}

export function Slide({ label, hint, value, onSay }: Props): JSX.Element {
  const name = useId();
  return (
    <div class="slide">
      <label for={name}>{label}</label>
      <input
        class="num"
        type="number"
        inputMode="numeric"
        min={0}
        max={MOST}
        step={1}
        aria-label={want.worth.number(label)}
        value={value ?? ""}
        placeholder="–"
        onInput={(event) => onSay(typedIn(event.currentTarget))}
        onBlur={(event) => {
          event.currentTarget.value = value === null ? "" : String(value);
        }}
      />
      {hint !== "" && <small id={`${name}-hint`}>{hint}</small>}
      <input
        id={name}
        class={value === null ? "unsaid" : ""}
        type="range"
        min={0}
        max={MOST}
        step={1}
        value={value ?? 0}
        aria-describedby={hint === "" ? undefined : `${name}-hint`}
        aria-valuetext={value === null ? want.worth.unsaid : undefined}
        onInput={(event) => onSay(event.currentTarget.valueAsNumber)}
        onClick={(event) => onSay(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}

/** A whole number between 0 and 100; nothing where there is none. */
function typedIn(box: HTMLInputElement): number | null {
  const typed = box.valueAsNumber;
  return Number.isNaN(typed) ? null : Math.min(Math.max(Math.round(typed), 0), MOST);
}
