/** What went wrong, whatever was thrown: the engine's refusal, or a fault that nobody foresaw. */
import type { Trouble } from "../engine/port.ts";

/** Return the trouble that `thrown` carries. A fault of ours has a code of its own, and never the words of a note. */
export function troubleOf(thrown: unknown): Trouble {
  if (typeof thrown === "object" && thrown !== null && "trouble" in thrown) {
    const { trouble } = thrown;
    if (isTrouble(trouble)) return trouble;
  }
  return {
    code: "fault",
    what: "Something in the app itself went wrong.",
    kept: "What was saved is safe.",
    mend: "Try it again.",
  };
}

function isTrouble(value: unknown): value is Trouble {
  return (
    typeof value === "object" &&
    value !== null &&
    "code" in value &&
    "what" in value &&
    "kept" in value &&
    "mend" in value
  );
}
