"""Every error that Twoway raises on purpose.

The first fork says whose mend it is: ``MisuseError``, what we were asked to do cannot be done;
``PeerError``, bytes from elsewhere (a server, a file, another device) are not what they should be.
A low layer raises; only the edge (the command line, the server's replies) catches.
A message names what happened and to what, never which secret, byte or key was wrong.
"""

from __future__ import annotations


class TwowayError(Exception):
    """Base of every deliberate error; its text is one sentence that a person may read."""


class MisuseError(TwowayError):
    """We asked for something that cannot be done."""


class TextRefusedError(MisuseError):
    """A text is not valid UTF-8, holds lone surrogates, or is longer than 64 KiB."""


class EventRefusedError(MisuseError):
    """An event holds a value that its type does not allow, such as a rating of 6."""


class NothingToRateError(MisuseError):
    """A judgement was asked for where nothing was noted that it could rest on."""


class TooLargeError(MisuseError):
    """An entry or a segment would be larger than the format allows."""


class PeerError(TwowayError):
    """Bytes from elsewhere are refused."""


class MalformedError(PeerError):
    """Bytes do not decode into the type, or do not encode back to themselves."""


class UnsupportedError(PeerError):
    """The format number is not one that this version reads; a newer Twoway is needed."""


class BadSignatureError(PeerError):
    """A signature does not verify under the key that should have made it."""


class BadKeyError(PeerError):
    """A public key is of small order, not canonical, or of the wrong length."""


class BadRosterError(PeerError):
    """A roster entry does not extend the roster, or its signer may not sign it."""


class CannotOpenError(PeerError):
    """A sealed thing does not open: wrong key, or it was changed; which one is not told."""


class NotGivenError(CannotOpenError):
    """The key of an epoch was never given to this device: whoever began the epoch left it out."""


class ConfigError(MisuseError):
    """A setting is unknown or is not what it must be; the message names it."""


class ListenError(MisuseError):
    """The server cannot listen at the address and port that it was given."""


class StoreError(TwowayError):
    """The server's store cannot do its work now."""


class StoreInUseError(StoreError):
    """Another server works on the same store."""


class StoreFullError(StoreError):
    """The disk under the store is full; what was stored stays readable."""


class StoreLostError(StoreError):
    """The store's file was removed or replaced under the running server: nothing more may be acknowledged."""


class RequestError(PeerError):
    """A request to the server is refused."""


class NotAllowedError(RequestError):
    """Not there, or not for this caller: the two are never told apart."""


class NotLabelledError(RequestError):
    """A request's body is compressed, or is not labelled as a Twoway message."""


class BodyTooLargeError(RequestError):
    """A request's body is longer than its route allows."""


class ForeignOriginError(RequestError):
    """A page of another site asks for a live socket."""


class TooSlowError(RequestError):
    """A request's body did not arrive in time."""


class TooManyRequestsError(RequestError):
    """A caller asks more often than its share."""


class BusyError(RequestError):
    """The server holds as many bodies as it may, or is about to stop."""


class ConflictError(RequestError):
    """What a request builds on is not what stands on the server."""
