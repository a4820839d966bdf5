/** Several choices of many: real checkboxes, drawn as chips as wide as their words. */
import type { JSX } from "preact";

interface Props {
  legend: string;
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
  onToggle: (value: string) => void;
}

export function Chips({ legend, options, chosen, onToggle }: Props): JSX.Element {
  return (
    <fieldset class="picking">
      <legend class="sr">{legend}</legend>
      <div class="pick even">
        {options.map(({ value, label }) => (
          <label key={value}>
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => onToggle(value)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
