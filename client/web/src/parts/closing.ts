/**
 * A page that goes while its person is asked whether two codes are the same: the other device is not to wait for it.
 *
 * The worker goes with the page, so the page itself deletes the mailbox. The browser sees to that after it is gone.
 */
const HOW: RequestInit = {
  method: "DELETE",
  keepalive: true,
  cache: "no-store",
  credentials: "omit",
  redirect: "manual",
  referrerPolicy: "no-referrer",
};

interface Pane {
  addEventListener(type: "pagehide", heard: () => void): void;
  removeEventListener(type: "pagehide", heard: () => void): void;
}

/**
 * Delete the mailbox whose address `open` holds when the page goes; nothing where that is empty. `left` is called too:
 * a page that a browser keeps, and shows again, is to know that it has left. Returns what ends this.
 */
export function closeWithPage(
  open: { readonly current: string },
  left: () => void,
  pane: Pane = globalThis,
  send: (url: string, how: RequestInit) => Promise<unknown> = fetch,
): () => void {
  const close = (): void => {
    if (open.current === "") return;
    send(open.current, HOW).catch(() => undefined);
    left();
  };
  pane.addEventListener("pagehide", close);
  return () => pane.removeEventListener("pagehide", close);
}
