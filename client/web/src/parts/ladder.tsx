/** Rungs from 5 down to 1, and one for "cannot say": radios, one below the other, each with its words. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "./icon.tsx";

export interface Rung {
  value: string;
  text: string;
  /** What stands in place of the number. */
  sign?: string;
  /** A rung without words of its own. */
  isHalf?: boolean;
}

interface Props {
  legend: string;
  rungs: readonly Rung[];
  value: string | null;
  onPick: (value: string) => void;
}

export function Ladder({ legend, rungs, value, onPick }: Props): JSX.Element {
  const name = useId();
  return (
    <fieldset class="ladder">
      <legend class="sr">{legend}</legend>
      {rungs.map((rung) => (
        <label key={rung.value} class={rung.isHalf ? "half" : ""}>
          <input
            type="radio"
            name={name}
            value={rung.value}
            checked={rung.value === value}
            onChange={() => onPick(rung.value)}
          />
          <b>{rung.sign ?? rung.value}</b>
          <span>{rung.text}</span>
          <Icon name="check" />
        </label>
      ))}
    </fieldset>
  );
}
