/** The start of the app: the engine beside it, the first picture at once, all else after it. */
import { heldInvitation, onInvitation } from "./invitation.ts";
import { render } from "preact";
import { App } from "./app.tsx";
import { AppShell } from "./app-shell.ts";
import { connect } from "./engine/page.ts";
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
void import("./update.ts").then(({ keepApp }) =>
  keepApp(import.meta.url, (update) => {
    engine.setHasUpdate(true);
    const still = (isStill: boolean): void => {
      document.body.inert = isStill;
    };
    shell.offer({
      letIn: () => update.letIn(),
      calm: () => (still(true), engine.calm()),
      load: () => location.reload(),
      goOn: () => still(false),
    });
  }),
);
