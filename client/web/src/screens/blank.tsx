/** The black page: no name, no clock, no counter. Return, or a long hold anywhere, goes back. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../parts/button.tsx";
import { shell } from "../words/shell.ts";

const HOLD_MS = 700;

export function BlankScreen({ onReturn }: { onReturn: () => void }): JSX.Element {
  const hold = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const before = document.title;
    document.title = shell.blank.title;
    return () => {
      document.title = before;
      clearTimeout(hold.current);
    };
  }, []);
  const release = (): void => clearTimeout(hold.current);
  return (
    <div
      class="screen blank"
      onPointerDown={() => (hold.current = setTimeout(onReturn, HOLD_MS))}
      onPointerUp={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
    >
      <main class="calm">
        <h1 class="sr">{shell.blank.title}</h1>
      </main>
      <div class="foot">
        <Button onPress={onReturn}>{shell.blank.back}</Button>
      </div>
    </div>
  );
}
