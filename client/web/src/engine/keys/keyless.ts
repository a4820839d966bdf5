/** Why a browser makes no keys, and what helps. Loaded only where one makes none. */
import { EngineError } from "../errors.ts";
import { noKeys } from "../store/faults.ts";

/** Return what to tell, where making keys threw `error`; what is no fault of the browser stays what it is. */
export function keyless(error: unknown): unknown {
  if (typeof crypto.subtle === "undefined") return overHttp(error);
  if (!(error instanceof DOMException)) return error;
  return error.name === "NotSupportedError" ? tooOld(error) : noKeys(error);
}

/** Outside of https and of the computer itself, browsers leave the whole interface out. */
function overHttp(cause: unknown): EngineError {
  return new EngineError("no-keys", "this page came over http, and a browser makes keys over https only.", {
    kept: "nothing was made",
    mend: "Open the server's https address. Whoever runs it can give it one.",
    cause,
  });
}

/** The youngest of what is needed: Ed25519 in Chrome, X25519 in Firefox, AbortSignal.any in Safari. */
function tooOld(cause: unknown): EngineError {
  return new EngineError("no-keys", "this browser is too old to make the keys of a journal.", {
    kept: "nothing was made",
    mend: "Update it. The app needs Chrome or Edge 137, Firefox 130, Safari 17.4, or newer.",
    cause,
  });
}
