/**
 * A view of the journal, read when the screen comes and again after every change.
 *
 * - What was read before stays on the screen while it is read again: nothing blinks.
 * - An answer that is overtaken by a newer question is dropped.
 */
import { useEffect, useState } from "preact/hooks";
import type { Trouble, Views } from "../engine/port.ts";
import type { Shell } from "./shell.ts";
import { troubleOf } from "./trouble.ts";

export interface Read<T> {
  data: T | null;
  trouble: Trouble | null;
}

export function useView<N extends keyof Views>(shell: Shell, name: N, args: Views[N]["args"]): Read<Views[N]["is"]> {
  const [read, setRead] = useState<Read<Views[N]["is"]>>({ data: null, trouble: null });
  const changes = shell.changes.value;
  const asked = JSON.stringify(args);
  useEffect(() => {
    let isWanted = true;
    const keep = (next: Read<Views[N]["is"]>): void => {
      if (isWanted) setRead((before) => ({ data: next.data ?? before.data, trouble: next.trouble }));
    };
    shell.engine.view(name, args).then(
      (data) => keep({ data, trouble: null }),
      (thrown: unknown) => keep({ data: null, trouble: troubleOf(thrown) }),
    );
    return () => {
      isWanted = false;
    };
    // `asked` stands for `args`, whose identity changes with every drawing.
  }, [shell, name, asked, changes]);
  return read;
}
