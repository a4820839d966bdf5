import { defineConfig } from "vite";
import { appFiles } from "./vite.files.ts";

/** The app that the server serves: every file under a name with its hash, except the few that browsers ask for by name. */
export default defineConfig({
  base: "./",
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  worker: { format: "es" },
  plugins: [appFiles()],
});
