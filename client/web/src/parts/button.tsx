/**
 * A button as the thumb knows it.
 *
 * - `off`: pressing does nothing and says why (aria-disabled keeps it in reach of a screen reader).
 * - `quick`: pressing does not take the focus out of the box that is typed in, so that the keyboard stays up.
 */
import type { ComponentChildren, JSX } from "preact";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon.tsx";

interface Props {
  children?: ComponentChildren;
  /** Further classes: main, grow, wide, bare, square, loud, done. */
  look?: string | undefined;
  icon?: IconName | undefined;
  /** The name for a screen reader, where the words do not say enough. */
  label?: string | undefined;
  off?: boolean;
  quick?: boolean;
  submits?: boolean;
  opens?: "dialog";
  onPress?: (() => void) | undefined;
}

export function Button(props: Props): JSX.Element {
  const { children, look = "", icon, label, off = false, quick = false, submits = false, opens, onPress } = props;
  return (
    <button
      type={submits ? "submit" : "button"}
      class={`btn ${look}`}
      aria-label={label}
      aria-disabled={off ? "true" : undefined}
      aria-haspopup={opens}
      onPointerDown={quick ? keepFocus : undefined}
      onMouseDown={quick ? keepFocus : undefined}
      onClick={(event) => {
        if (off) event.preventDefault();
        else onPress?.();
      }}
    >
      {icon && <Icon name={icon} />}
      {typeof children === "string" ? <span>{children}</span> : children}
    </button>
  );
}

/** Leave the focus where it is: a press that would move it is a press all the same. */
export function keepFocus(event: Event): void {
  if (document.activeElement instanceof HTMLTextAreaElement) event.preventDefault();
}
