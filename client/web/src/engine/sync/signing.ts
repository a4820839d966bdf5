/** Signing in: the server's challenge, signed with the device key, becomes a bearer token. */
import { hex, type Bytes } from "../../core/bytes.ts";
import { NotAllowedError } from "../../core/errors.ts";
import type { DeviceKeys } from "../../core/sealing/keys.ts";
import { Challenge, ChallengeRequest, SignIn, SignedIn } from "../../core/sync/messages.ts";
import { signIn as answer } from "../../core/trust/auth.ts";
import type { Remote } from "./remote.ts";

/** Return the part of a path that names `journal`. */
export function journalPath(journal: Bytes): string {
  return `/v1/journals/${hex(journal)}`;
}

/** Give `remote` a token for `journal`. Rejects with NotAllowedError when the server does not know the device. */
export async function signIn(remote: Remote, journal: Bytes, keys: DeviceKeys): Promise<void> {
  try {
    await signInOnce(remote, journal, keys);
  } catch (error) {
    if (!(error instanceof NotAllowedError)) throw error;
    await signInOnce(remote, journal, keys); // the nonce may have run out, or been spent by an answer that was lost
  }
}

async function signInOnce(remote: Remote, journal: Bytes, keys: DeviceKeys): Promise<void> {
  const path = journalPath(journal);
  const { device } = keys.public;
  const { nonce } = await remote.call(`${path}/challenge`, ChallengeRequest, { device }, Challenge);
  const signature = await answer(keys, remote.address.url, journal, nonce);
  const signed = await remote.call(`${path}/token`, SignIn, { device, nonce, signature }, SignedIn);
  remote.token = signed.token;
}
