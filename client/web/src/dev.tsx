/**
 * The screens on an engine in memory, to be looked at: `npx vite`, then dev.html?world=rich#/today. Not in the build.
 *
 * - `world`: rich, poor, empty or first. `stage=locked`, `stage=lost`, `delay=800` (ms), `full` (no room to write).
 * - The fake is at `window.fake`.
 */
import { render } from "preact";
import { FakeEngine } from "../tests/screens/fake-engine.ts";
import { empty, first } from "../tests/screens/world-empty.ts";
import { poor } from "../tests/screens/world-poor.ts";
import { rich } from "../tests/screens/world-rich.ts";
import { App } from "./app.tsx";
import { AppShell } from "./app-shell.ts";
import type { Stage } from "./engine/port.ts";
import { followHeight } from "./parts/low.ts";
import { routeOf } from "./parts/route.ts";
import "./styles/tokens.css";
import "./styles/ground.css";
import "./styles/frame.css";
import "./styles/buttons.css";
import "./styles/picks.css";
import "./styles/lists.css";
import "./styles/dialog.css";
import "./styles/capture.css";
import "./styles/typing.css";
import "./styles/calm.css";

const WORLDS = { rich, poor, empty, first };

const asked = new URLSearchParams(location.search);
const name = asked.get("world") ?? "rich";
const made = name in WORLDS ? WORLDS[name as keyof typeof WORLDS]() : rich();
const fake = new FakeEngine(made);
fake.delayMs = Number(asked.get("delay") ?? 0);
const stage = asked.get("stage");
if (stage !== null) fake.become({ stage: stage as Stage });
if (asked.has("full")) {
  fake.trouble = {
    code: "no-room",
    what: "This phone has no room left.",
    kept: "",
    mend: "Export them, or free some room and press SAVE.",
  };
}
Object.assign(window, { fake });

const start = Date.now();
const shell = new AppShell(fake, () => made.nowMs + Date.now() - start);
shell.route.value = routeOf(location.hash);
followHeight();

const ground = document.getElementById("app");
if (ground !== null) render(<App shell={shell} />, ground);
