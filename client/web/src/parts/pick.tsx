/**
 * One choice of several, as real radios: arrow keys and screen readers know them.
 *
 * - Nothing needs to be chosen: `value` may be null, and a press on what is chosen takes it back where `optional`.
 * - A press leaves the keyboard up while a box is typed in.
 */
import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import { keepFocus } from "./button.tsx";

export interface Option<V extends string> {
  value: V;
  label: ComponentChildren;
  /** A letter in a disc before the label: a person. */
  face?: string | undefined;
}

interface Props<V extends string> {
  legend: string;
  options: readonly Option<V>[];
  value: V | null;
  onPick: (value: V | null) => void;
  optional?: boolean;
  /** Further classes: joined, who, rows-of-one. */
  look?: string | undefined;
  /** Whether the legend is seen, too. */
  shown?: boolean;
  children?: ComponentChildren;
}

export function Pick<V extends string>(props: Props<V>): JSX.Element {
  const { legend, options, value, onPick, optional = false, look = "", shown = false, children } = props;
  const name = useId();
  return (
    <fieldset class="picking">
      <legend class={shown ? "label" : "sr"}>{legend}</legend>
      <div class={`pick ${look}`}>
        {options.map((option) => (
          <label key={option.value} onMouseDown={keepFocus}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onPick(option.value)}
              onClick={() => {
                if (optional && option.value === value) onPick(null);
              }}
            />
            {option.face !== undefined && (
              <span class="face" aria-hidden="true">
                {option.face}
              </span>
            )}
            <span>{option.label}</span>
          </label>
        ))}
        {children}
      </div>
    </fieldset>
  );
}
