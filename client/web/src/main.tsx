import { render } from "preact";

render(<main>Twoway</main>, document.getElementById("app")!);
