import { describe, expect, test } from "vitest";
import { encode } from "../../../src/core/codec.ts";
import { ConflictError, NotAllowedError, PeerError } from "../../../src/core/errors.ts";
import { CONTENT_TYPE, MAX_REPLY_BYTES } from "../../../src/core/sync/limits.ts";
import { ChallengeRequest, Challenge } from "../../../src/core/sync/messages.ts";
import { parseAddress } from "../../../src/engine/sync/address.ts";
import { type Fetch, Remote } from "../../../src/engine/sync/remote.ts";
import { trouble } from "./town.ts";

const URL_ = "https://sync.example.org";
const NONCE = new Uint8Array(32).fill(7);

function remote(answer: () => Response | Promise<Response>, asked: [string, RequestInit][] = [], timeoutMs = 1000): Remote {
  const fetch: Fetch = async (url, init) => {
    asked.push([url, init]);
    return answer();
  };
  return new Remote(parseAddress(URL_), fetch, timeoutMs);
}

function ours(data: BodyInit | null, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(data, { status, headers: { "Content-Type": CONTENT_TYPE, ...headers } });
}

const call = (of: Remote): Promise<Challenge> => of.call("/v1/x", ChallengeRequest, { device: new Uint8Array(16) }, Challenge);

describe("a request", () => {
  test("bears no cookie, follows nothing, is kept nowhere, and tells no page that it came from", async () => {
    const asked: [string, RequestInit][] = [];
    const to = remote(() => ours(encode([NONCE])), asked);
    to.token = new Uint8Array(32).fill(0xab);
    const reply = await call(to);
    const [url, init] = asked[0] ?? ["", {}];

    expect(reply.nonce).toEqual(NONCE);
    expect(url).toBe(`${URL_}/v1/x`);
    expect(init).toMatchObject({ cache: "no-store", credentials: "omit", redirect: "manual", referrerPolicy: "no-referrer" });
    expect(new Headers(init.headers).get("Content-Type")).toBe(CONTENT_TYPE);
    expect(new Headers(init.headers).get("Authorization")).toBe(`Bearer ${"ab".repeat(32)}`);
  });

  test("bears a registration code only where there is one", async () => {
    const asked: [string, RequestInit][] = [];
    const to = remote(() => ours(encode([NONCE])), asked);
    await call(to);
    to.registration = "ABCD";
    await call(to);

    expect(asked.map(([, init]) => new Headers(init.headers).get("Twoway-Registration"))).toEqual([null, "ABCD"]);
  });

  test("is sent once more where the connection was closed, and that is remembered", async () => {
    let isFirst = true;
    const to = remote(() => {
      if (!isFirst) return ours(encode([NONCE]));
      isFirst = false;
      throw new TypeError("fetch failed");
    });
    await call(to);
    const twice = to.askedTwice;
    await call(to);

    expect([twice, to.askedTwice]).toEqual([true, false]);
  });

  test("that takes too long is given up, and not sent again", async () => {
    const asked: [string, RequestInit][] = [];
    const to = new Remote(
      parseAddress(URL_),
      async (url, init) => {
        asked.push([url, init]);
        return new Promise((_, reject) => {
          init.signal?.addEventListener("abort", () => reject(init.signal?.reason as Error));
        });
      },
      5,
    );

    expect((await trouble(call(to))).what).toBe(`no answer from ${URL_} (it took too long).`);
    expect(asked).toHaveLength(1);
  });

  test("under way ends when the app is locked", async () => {
    const to = new Remote(parseAddress(URL_), async (_, init) => {
      return new Promise((__, reject) => {
        init.signal?.addEventListener("abort", () => reject(init.signal?.reason as Error));
      });
    });
    const asking = trouble(call(to));
    to.close();

    expect((await asking).code).toBe("no-answer");
  });
});

describe("an answer", () => {
  test("404 and 409 are told apart from everything else", async () => {
    await expect(call(remote(() => ours(encode(["not-found"]), 404)))).rejects.toBeInstanceOf(NotAllowedError);
    await expect(call(remote(() => ours(encode(["conflict"]), 409)))).rejects.toBeInstanceOf(ConflictError);
  });

  test("of a captive portal is never read", async () => {
    const html = { "Content-Type": "text/html; charset=utf-8" };
    const page = await trouble(call(remote(() => new Response("<p>Welcome</p>", { headers: html }))));
    const moved = await trouble(call(remote(() => new Response(null, { status: 302, headers: { Location: "http://login" } }))));
    const notFound = await trouble(call(remote(() => new Response("<p>no</p>", { status: 404, headers: html }))));

    expect(page).toEqual({
      code: "portal",
      what: `a web page answered instead of ${URL_}.`,
      kept: "everything on this device; what waits goes with the next sync; nothing was sent",
      mend: "sign in to this network in a browser, then come back here",
    });
    expect([moved.code, notFound.code]).toEqual(["portal", "portal"]);
  });

  test("under another type is no message", async () => {
    const said = await trouble(call(remote(() => new Response(encode([NONCE]), { headers: { "Content-Type": "application/json" } }))));

    expect(said.what).toBe(`${URL_} answered as no Twoway server does (status 200).`);
  });

  test.each([
    [429, "asks to slow down"],
    [503, "is busy"],
    [507, "has no room left"],
  ])("%i says so, and when to come back", async (status, words) => {
    const said = await trouble(call(remote(() => ours(encode(["busy"]), status, { "Retry-After": "7" }))));
    const later = await trouble(call(remote(() => ours(encode(["busy"]), status, { "Retry-After": "soon" }))));

    expect([said.code, said.what, said.mend]).toEqual(["server-busy", `${URL_} ${words}.`, "sync again in 7 s"]);
    expect(later.mend).toBe("sync later");
  });

  test("longer than any message is broken off", async () => {
    let isCancelled = false;
    const endless = new ReadableStream({
      pull: (to) => to.enqueue(new Uint8Array(MAX_REPLY_BYTES / 4)),
      cancel: () => {
        isCancelled = true;
      },
    });
    const said = await trouble(call(remote(() => ours(endless))));

    expect(said.code).toBe("server");
    expect(isCancelled).toBe(true);
  });

  test("that is no such message is a fault of the server", async () => {
    await expect(call(remote(() => ours(encode([NONCE, 1]))))).rejects.toBeInstanceOf(PeerError);
  });
});

describe("the front page", () => {
  test("names the server, and is not read far", async () => {
    const plain = { "Content-Type": "text/plain" };
    const named = remote(() => new Response(`twoway-server 0.1 at https://other.example: ${"x".repeat(10_000)}`, { headers: plain }));
    const other = remote(() => new Response("nginx", { headers: plain }));
    const none = remote(() => {
      throw new TypeError("no");
    });

    expect(await named.name()).toBe("https://other.example");
    expect([await other.name(), await none.name()]).toEqual(["", ""]);
  });
});

describe("an address", () => {
  test.each([
    ["sync.example.org", "https://sync.example.org"],
    ["https://Sync.Example.org:443/", "https://sync.example.org"],
    ["https://sync.example.org:8443/twoway/", "https://sync.example.org:8443/twoway"],
    ["localhost:8470", "http://localhost:8470"],
    ["http://127.0.0.1:8470", "http://127.0.0.1:8470"],
    ["[::1]:8470", "http://[::1]:8470"],
  ])("%s is that of %s", (typed, url) => {
    expect(parseAddress(typed).url).toBe(url);
  });

  test.each(["", "ftp://x", "https://a b", "https://x?y=1", "https://x#y", "https://me@x", "https://", "//"])("%s is none", async (typed) => {
    expect((await trouble(Promise.resolve().then(() => parseAddress(typed)))).code).toBe("usage");
  });

  test("in the open is refused, but for this computer", async () => {
    const said = await trouble(Promise.resolve().then(() => parseAddress("http://sync.example.org")));

    expect(said.what).toBe("http://sync.example.org would go over the network in the open.");
    expect(parseAddress("http://sync.example.org", true).url).toBe("http://sync.example.org");
  });
});
