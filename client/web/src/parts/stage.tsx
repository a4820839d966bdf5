/** A stage of something that takes its time: it waits, or it ended. */
import type { JSX } from "preact";
import "../styles/empty.css";
import "../styles/pairing.css";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";

/** It waits; with `of`, it is known how far it is. */
export function Wait(props: { head: string; text: string; done?: number; of?: number }): JSX.Element {
  const { head, text, done, of = 0 } = props;
  return (
    <main class="calm mid">
      <div role="status">
        <h2>{head}</h2>
      </div>
      {of > 0 && <progress class="bar-of" value={done} max={of} aria-label={head} />}
      <p class="quiet">{text}</p>
    </main>
  );
}

interface EndProps {
  head: string;
  text: string;
  /** What is to be known or done beside it. */
  more?: readonly string[];
  press: string;
  isBad?: boolean;
  onPress: () => void;
}

/** How it ended, and the one thing to do next. */
export function End({ head, text, more = [], press, isBad = false, onPress }: EndProps): JSX.Element {
  return (
    <>
      <main class="calm mid">
        <Icon name={isBad ? "alert" : "done"} />
        <div role="status">
          <h2>{head}</h2>
        </div>
        <p class="quiet">{text}</p>
        {more.map((words) => (
          <p key={words}>{words}</p>
        ))}
      </main>
      <div class="foot">
        <Button look="main" onPress={onPress}>
          {press}
        </Button>
      </div>
    </>
  );
}
