/** Addresses of servers, checked: https, or http to this computer. What both sides sign is the `url`. */
import { refusal } from "./refusals.ts";

/** A server's public base URL: lower-case host, no standard port, no slash at the end. */
export interface Address {
  readonly url: string;
}

const HERE = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Return the address in `text`. `plain` allows http to another computer. Throws an EngineError. */
export function parseAddress(text: string, plain = false): Address {
  const typed = text.trim();
  const parsed = parts(typed);
  if (parsed === null) throw noAddress(typed);
  const isSecure = parsed.protocol === "https:";
  if (!isSecure && !plain && !HERE.test(parsed.hostname)) {
    throw refusal("usage", `${typed} would go over the network in the open.`, { mend: "the https address" });
  }
  const path = parsed.pathname.replace(/\/+$/, "");
  return { url: `${parsed.protocol}//${parsed.host}${path}` };
}

function parts(typed: string): URL | null {
  if (!/^[\x21-\x7e]+$/.test(typed)) return null;
  const url = typed.includes("//") ? typed : `${isHere(typed) ? "http" : "https"}://${typed}`;
  if (!URL.canParse(url)) return null;
  const found = new URL(url);
  const rest = found.search + found.hash + found.username + found.password;
  const isWeb = found.protocol === "https:" || found.protocol === "http:";
  return isWeb && found.hostname && !rest && !/[?#]$/.test(url) ? found : null;
}

function isHere(typed: string): boolean {
  return HERE.test(/^(\[[^\]]*\]|[^/:]*)/.exec(typed)?.[0] ?? "");
}

function noAddress(text: string): Error {
  return refusal("usage", `${text} is not the address of a server.`, { mend: "an address such as https://sync.example.org" });
}
