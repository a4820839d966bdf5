/**
 * Signing in: a device signs the server's challenge, bound to that server, journal and device.
 *
 * A paper key may ask a server for its journals as well: whoever has the words alone knows no journal id.
 */
import type { Bytes } from "../bytes.ts";
import { encode } from "../codec.ts";
import type { DeviceKeys, DevicePublic } from "../sealing/keys.ts";
import * as labels from "../sealing/labels.ts";

/** Return what is signed: the server's id (its public base URL), journal, device and nonce. */
export function authMessage(server: string, journal: Bytes, device: Bytes, nonce: Bytes): Bytes {
  return encode([server, journal, device, nonce]);
}

/** Return the 64-byte signature that answers the challenge `nonce`. */
export function signIn(keys: DeviceKeys, server: string, journal: Bytes, nonce: Bytes): Promise<Bytes> {
  return keys.sign(labels.AUTH, authMessage(server, journal, keys.public.device, nonce));
}

/** Reject with BadSignatureError unless `signature` answers the challenge. */
export function checkSignIn(
  device: DevicePublic,
  server: string,
  journal: Bytes,
  nonce: Bytes,
  signature: Bytes,
): Promise<void> {
  return device.verify(labels.AUTH, authMessage(server, journal, device.device, nonce), signature);
}

/** Return what a paper key signs to be told its journals: the server's id, its own, and the nonce. */
export function findMessage(server: string, paper: Bytes, nonce: Bytes): Bytes {
  return encode([server, paper, nonce]);
}

/** Return the 64-byte signature by which a paper key asks for its journals, once. */
export function signFind(keys: DeviceKeys, server: string, nonce: Bytes): Promise<Bytes> {
  return keys.sign(labels.FIND, findMessage(server, keys.public.device, nonce));
}

/** Reject with BadSignatureError unless `signature` asks `server` for the journals of `paper`. */
export function checkFind(paper: DevicePublic, server: string, nonce: Bytes, signature: Bytes): Promise<void> {
  return paper.verify(labels.FIND, findMessage(server, paper.device, nonce), signature);
}
