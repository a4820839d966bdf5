/** The search box: what is typed is found while it is typed. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "./icon.tsx";

interface Props {
  label: string;
  value: string;
  onType: (value: string) => void;
  placeholder?: string | undefined;
  /** Take the focus when it comes: the phone rings. */
  first?: boolean;
}

export function Search({ label, value, onType, placeholder, first = false }: Props): JSX.Element {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (first) box.current?.focus();
  }, [first]);
  return (
    <label class="search">
      <span class="sr">{label}</span>
      <Icon name="search" />
      <input
        ref={box}
        type="search"
        enterkeyhint="search"
        autocomplete="off"
        autocapitalize="off"
        value={value}
        placeholder={placeholder}
        onInput={(event) => onType(event.currentTarget.value)}
      />
    </label>
  );
}
