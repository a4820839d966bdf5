/** Refusals of sync and pairing: what happened, what is kept, what to do. Codes are those of the command line. */
import { EngineError } from "../errors.ts";

/** What a failed exchange leaves; the number of entries that wait takes its place once it is known. */
export const KEPT = "everything on this device; what waits goes with the next sync";

/** Refusals that a later try may not meet. */
export const PASSING: ReadonlySet<string> = new Set(["no-answer", "server-busy", "portal"]);

/** Return the error that says it. */
export function refusal(code: string, what: string, rest: { kept?: string; mend: string }): EngineError {
  return new EngineError(code, what, rest);
}

/** Return whether `error` is a refusal, with one of `codes` where they are given. */
export function isRefusal(error: unknown, codes?: ReadonlySet<string>): error is EngineError {
  return error instanceof EngineError && (codes === undefined || codes.has(error.trouble.code));
}
