/**
 * What the build adds to the app's files: the policy within the page; once they are written the service worker with the
 * list of them, their hashes for `twoway verify-app`, and a smaller copy of each text for browsers that can open it.
 *
 * Two builds of one source are the same bytes: names are sorted, and nothing tells the time.
 */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { PAGE_POLICY } from "./vite.policy.ts";

/** Where the hashes stand; neither it nor the copies are kept by the service worker. */
export const HASHES = "hashes.json";

const SERVICE_WORKER = "sw.js";
/** The policy stands behind it: before anything is loaded, and within what a browser reads to learn the charset. */
const CHARSET = '<meta charset="utf-8" />';
const TEXTS = /\.(js|css|html|svg|json|webmanifest|txt)$/;
/** Below it a smaller copy saves no packet. */
const WORTH_BYTES = 1024;

export function appFiles(): Plugin {
  let root = "";
  return {
    name: "twoway-app-files",
    apply: "build",
    configResolved(config) {
      root = config.root;
    },
    transformIndexHtml: (html) => guarded(html),
    writeBundle: {
      order: "post",
      sequential: true,
      handler(options) {
        if (options.dir !== undefined) finish(options.dir, join(root, "src", SERVICE_WORKER));
      },
    },
  };
}

function guarded(html: string): string {
  if (!html.includes(CHARSET)) throw new Error("the page has no place for its policy");
  return html.replace(CHARSET, `${CHARSET}\n    <meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}" />`);
}

function finish(folder: string, serviceWorker: string): void {
  const files = hashesOf(folder);
  const kept = [...files].map(([name, hash]) => [name === "index.html" ? "./" : `./${name}`, hash]);
  const source = readFileSync(serviceWorker, "utf8");
  const version = sha256(source + JSON.stringify(kept)).slice(0, 16);
  const script = source
    .replace("__FILES__", JSON.stringify(kept))
    .replace("__VERSION__", JSON.stringify(version));
  writeFileSync(join(folder, SERVICE_WORKER), script);
  const all = Object.fromEntries(hashesOf(folder));
  writeFileSync(join(folder, HASHES), `${JSON.stringify({ version, files: all }, null, 1)}\n`);
  for (const name of Object.keys(all)) writeSmaller(join(folder, name));
}

/** Every file below `folder` by name, with its SHA-256. */
function hashesOf(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
  return new Map(names.map((name) => [name, sha256(readFileSync(join(folder, name)))]));
}

function writeSmaller(file: string): void {
  const plain = readFileSync(file);
  if (!TEXTS.test(file) || plain.length < WORTH_BYTES) return;
  writeFileSync(`${file}.gz`, gzipSync(plain, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  writeFileSync(`${file}.br`, brotliCompressSync(plain, { params }));
}

function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
