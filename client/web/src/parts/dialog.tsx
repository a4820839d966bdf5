/**
 * A sheet over the page: a real <dialog>, so that focus stays inside, Escape closes it, and the page behind waits.
 *
 * - It is there while it is rendered; the parent takes it away when `onClose` is called.
 * - The focus goes back to what opened it: the browser sees to that on close.
 * - A press on the veil closes it, except where `firm`: where words could be lost.
 */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { en } from "../words/en.ts";
import { Icon } from "./icon.tsx";

interface Props {
  title: string;
  children: ComponentChildren;
  onClose: () => void;
  firm?: boolean;
}

export function Dialog({ title, children, onClose, firm = false }: Props): JSX.Element {
  const name = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    first(shown)?.focus();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      class="sheet"
      ref={dialog}
      aria-labelledby={name}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (!firm && event.target === dialog.current) onClose();
      }}
    >
      <div class="inside">
        <div class="sheet-head">
          <h2 id={name} tabIndex={-1}>
            {title}
          </h2>
          <button type="button" class="btn bare square" aria-label={en.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}

/** What takes the focus: the box to be typed in, what is chosen, else the heading; not the way out. */
function first(dialog: HTMLDialogElement | null): HTMLElement | null {
  const box = dialog?.querySelector<HTMLElement>("textarea, input:not([type=radio], [type=checkbox])");
  return box ?? dialog?.querySelector<HTMLElement>("input:checked, h2") ?? null;
}
