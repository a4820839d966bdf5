/** What a person is told when the browser's storage is at fault. */
import { EngineError, MovedError } from "../errors.ts";

const ALL_BEFORE = "everything that was saved before";

/** Return what to tell about an error of IndexedDB; errors of our own stay what they are. */
export function refusalOf(error: unknown): Error {
  if (error instanceof EngineError || error instanceof MovedError) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  return (REFUSALS[name] ?? storageFault)(error);
}

const REFUSALS: Record<string, (cause: unknown) => EngineError> = {
  QuotaExceededError: noRoom,
  DataCloneError: noKeys,
  DataError: noKeys,
  SecurityError: noStorage,
  NotSupportedError: noStorage,
  VersionError: newer,
};

/** No room for what was to be written; nothing of it was. */
export function noRoom(cause?: unknown): EngineError {
  return new EngineError("no-room", "there is no room left on this device; this was not saved.", {
    kept: `${ALL_BEFORE}; the words stay where they are`,
    mend: "Free some room on the phone, then save again.",
    cause,
  });
}

/** This browser keeps no keys: private windows and lockdown modes refuse them. */
export function noKeys(cause?: unknown): EngineError {
  return new EngineError("no-keys", "this browser refuses to keep a key, as private windows and lockdown modes do.", {
    kept: "nothing was made",
    mend: "Open the app in an ordinary window, or in another browser.",
    cause,
  });
}

/** This browser offers no storage here at all. */
export function noStorage(cause?: unknown): EngineError {
  return new EngineError("no-storage", "this browser keeps nothing for this page, as private windows do.", {
    kept: "nothing was made",
    mend: "Open the app in an ordinary window, and allow it to store data.",
    cause,
  });
}

/** The database was made by a newer app. */
export function newer(cause?: unknown): EngineError {
  return new EngineError("newer", "the journal on this device was written by a newer Twoway.", {
    kept: "everything; nothing was changed",
    mend: "Close every window of the app and open it again, so that the newest one is loaded.",
    cause,
  });
}

/** Another window holds the database in an older form. */
export function elsewhere(): EngineError {
  return new EngineError("busy", "another window of the app is in the way.", {
    kept: ALL_BEFORE,
    mend: "Close the other windows of the app, then try again.",
  });
}

/** The journal was taken off this device while something was still to be done with it. */
export function leftBehind(): EngineError {
  return new EngineError("none", "the journal was taken off this device.", {
    mend: "Begin one, or join your other one.",
  });
}

/** Nothing more is known than that it did not work. */
function storageFault(cause: unknown): EngineError {
  const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
  return new EngineError("storage", `the storage of this browser could not be used (${reason}).`, {
    kept: ALL_BEFORE,
    mend: "Try again; if it stays so, close every window of the app and open it again.",
    cause,
  });
}
