/** A refusal of the engine: what happened, what is kept, what to do. */
import type { Trouble } from "./port.ts";

interface Rest {
  kept?: string;
  mend?: string;
  cause?: unknown;
}

/** The code of a refusal where what exchanges could not be loaded: no status tells of that. */
export const NOT_LOADED = "not-loaded";

/** Carries a `Trouble` to the screens; the trouble is plain data, and crosses from the worker to the page. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly trouble: Trouble;

  constructor(trouble: Trouble);
  constructor(code: string, what: string, rest?: Rest);
  constructor(first: Trouble | string, what = "", rest: Rest = {}) {
    const trouble =
      typeof first === "string" ? { code: first, what, kept: rest.kept ?? "", mend: rest.mend ?? "" } : first;
    super(trouble.what, rest.cause === undefined ? undefined : { cause: rest.cause });
    this.trouble = trouble;
  }
}

/** What a change was based on is not so any more: whoever wrote it reads again. */
export class MovedError extends Error {
  override readonly name = "MovedError";
}

/** What is said before there is a journal here. */
export function noJournal(): EngineError {
  return new EngineError("none", "there is no journal on this device yet.", {
    mend: "Begin one, or join your other one.",
  });
}

/** What is said where the journal has to be open. */
export function locked(): EngineError {
  return new EngineError("locked", "the journal is locked.", {
    kept: "everything; you can still write",
    mend: "Unlock it.",
  });
}
