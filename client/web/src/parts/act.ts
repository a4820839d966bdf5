/**
 * Doing something that the engine may refuse: once at a time, and what it says is kept to be shown.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { NewEvent, Trouble, Written } from "../engine/port.ts";
import type { Shell } from "./shell.ts";
import { troubleOf } from "./trouble.ts";

export interface Acting {
  trouble: Trouble | null;
  isBusy: boolean;
  /** Do it, unless something is being done. */
  act: (work: () => Promise<unknown>) => void;
  /** Forget what went wrong. */
  calm: () => void;
}

export function useAct(): Acting {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isRunning = useRef(false);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const done = (thrown?: unknown): void => {
    isRunning.current = false;
    if (!isHere.current) return;
    setBusy(false);
    if (thrown !== undefined) setTrouble(troubleOf(thrown));
  };
  const act = (work: () => Promise<unknown>): void => {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    setTrouble(null);
    work().then(() => done(), done);
  };
  return { trouble, isBusy, act, calm: () => setTrouble(null) };
}

/** Write one batch, say so, and offer to take it back. */
export async function writeAndSay(shell: Shell, events: NewEvent[], told: string, undone: string): Promise<Written> {
  const written = await shell.engine.write(events);
  void shell.changed();
  shell.say(told, () => void takeBack(shell, undone));
  return written;
}

async function takeBack(shell: Shell, undone: string): Promise<void> {
  try {
    await shell.engine.undo();
    void shell.changed();
    shell.say(undone);
  } catch (thrown) {
    shell.say(troubleOf(thrown).what);
  }
}
