/**
 * Every error that the core raises on purpose.
 *
 * The first fork says whose mend it is: `MisuseError`, what we were asked to do cannot be done; `PeerError`, bytes
 * from elsewhere (a server, a file, another device) are not what they should be. A low layer throws; only the edge
 * catches. A message names what happened and to what, never which secret, byte or key was wrong. `name` is written
 * out, because a build shortens the names of classes.
 */

/** Base of every deliberate error; its text is one sentence that a person may read. */
export class TwowayError extends Error {
  override readonly name: string = "TwowayError";
}

/** We asked for something that cannot be done. */
export class MisuseError extends TwowayError {
  override readonly name: string = "MisuseError";
}

/** A text is not valid UTF-8, holds lone surrogates, or is longer than 64 KiB. */
export class TextRefusedError extends MisuseError {
  override readonly name: string = "TextRefusedError";
}

/** An event holds a value that its type does not allow, such as a rating of 6. */
export class EventRefusedError extends MisuseError {
  override readonly name: string = "EventRefusedError";
}

/** A judgement was asked for where nothing was noted that it could rest on. */
export class NothingToRateError extends MisuseError {
  override readonly name: string = "NothingToRateError";
}

/** An entry or a segment would be larger than the format allows. */
export class TooLargeError extends MisuseError {
  override readonly name: string = "TooLargeError";
}

/** Bytes from elsewhere are refused. */
export class PeerError extends TwowayError {
  override readonly name: string = "PeerError";
}

/** Bytes do not decode into the type, or do not encode back to themselves. */
export class MalformedError extends PeerError {
  override readonly name: string = "MalformedError";
}

/** The format number is not one that this version reads; a newer Twoway is needed. */
export class UnsupportedError extends PeerError {
  override readonly name: string = "UnsupportedError";
}

/** A signature does not verify under the key that should have made it. */
export class BadSignatureError extends PeerError {
  override readonly name: string = "BadSignatureError";
}

/** A public key is of small order, not canonical, or of the wrong length. */
export class BadKeyError extends PeerError {
  override readonly name: string = "BadKeyError";
}

/** A roster entry does not extend the roster, or its signer may not sign it. */
export class BadRosterError extends PeerError {
  override readonly name: string = "BadRosterError";
}

/** A sealed thing does not open: wrong key, or it was changed; which one is not told. */
export class CannotOpenError extends PeerError {
  override readonly name: string = "CannotOpenError";
}

/** The key of an epoch was never given to this device: whoever began the epoch left it out. */
export class NotGivenError extends CannotOpenError {
  override readonly name: string = "NotGivenError";
}

/** The server refuses a request. */
export class RequestError extends PeerError {
  override readonly name: string = "RequestError";
}

/** Not there, or not for this caller: the two are never told apart. */
export class NotAllowedError extends RequestError {
  override readonly name: string = "NotAllowedError";
}

/** A request's body is longer than its route allows. */
export class BodyTooLargeError extends RequestError {
  override readonly name: string = "BodyTooLargeError";
}

/** A caller asks more often than its share. */
export class TooManyRequestsError extends RequestError {
  override readonly name: string = "TooManyRequestsError";
}

/** The server holds as many bodies as it may, or is about to stop. */
export class BusyError extends RequestError {
  override readonly name: string = "BusyError";
}

/** What a request builds on is not what stands on the server. */
export class ConflictError extends RequestError {
  override readonly name: string = "ConflictError";
}
