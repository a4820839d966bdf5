import { defineConfig } from "vite";

/** The same core and engine as one file for Node, which the tests talk to: see node/harness.ts. */
export default defineConfig({
  publicDir: false,
  build: { ssr: "node/harness.ts", outDir: "dist-node", target: "node20" },
  ssr: { noExternal: true },
});
