/** A case of the golden vectors, as it stands in its file. */
import { type Bytes, hex, unhex } from "../../src/core/bytes.ts";
import { DevicePublic } from "../../src/core/sealing/keys.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What is given, and what must come out; nothing may come out of a refused case. */
export interface Case {
  readonly expect: string;
  readonly name: string;
  /** What to do, where a file asks for several things. */
  readonly do?: string;
  readonly [field: string]: Json | undefined;
}

interface Pair {
  readonly signing: string;
  readonly agreement: string;
}

/** A case that notes which of its fields were read. */
export class Given {
  readonly read = new Set<string>();

  constructor(readonly fields: Case) {}

  /** Return a field as it stands in the file. */
  as<T>(name: string): T {
    this.read.add(name);
    return this.fields[name] as T;
  }

  /** Return a field that is bytes. */
  hex(name: string): Bytes {
    return unhex(this.as<string>(name));
  }

  /** Return a field that is a pair of public keys. */
  public(name: string): DevicePublic {
    const { signing, agreement } = this.as<Pair>(name);
    return new DevicePublic(unhex(signing), unhex(agreement));
  }
}

/** Return `value` as the files hold it. */
export function plain(value: unknown): Json {
  if (value instanceof Uint8Array) return hex(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
  }
  return value as Json;
}
