/** The start of the app: the engine beside it, the first picture at once, all else after it. */
import { heldInvitation, onInvitation } from "./invitation.ts";
import { render } from "preact";
import { App } from "./app.tsx";
import { AppShell } from "./app-shell.ts";
import { connect } from "./engine/page.ts";
import { followHeight } from "./parts/low.ts";
import { routeOf } from "./parts/route.ts";
import { keepApp } from "./update.ts";
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

const REMIND_AFTER_MS = 5000;

const engine = connect();
const shell = new AppShell(engine);
const toJoin = (): void => shell.go({ at: "join" }, "replace");

shell.route.value = routeOf(location.hash);
if (heldInvitation() !== "") toJoin();
followHeight();

const ground = document.getElementById("app");
if (ground !== null) render(<App shell={shell} />, ground);

onInvitation(toJoin);
setTimeout(
  () => void import("./notify.ts").then(({ startReminders }) => startReminders(engine, shell.now)),
  REMIND_AFTER_MS,
);
void keepApp((update) => {
  engine.setHasUpdate(true);
  shell.offer(() => update.restart());
});
