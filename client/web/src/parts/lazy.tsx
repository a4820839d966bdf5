/**
 * A screen that is fetched when it is first needed, so that the first letter waits for nothing.
 *
 * - Until it is here nothing is drawn; if it cannot be had, that is said, with a way to try again.
 * - `warm()` fetches it beforehand, when the page has nothing better to do.
 */
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { shell } from "../words/shell.ts";
import { Button } from "./button.tsx";
import { Note } from "./note.tsx";

export interface Lazy<P> {
  (props: P): JSX.Element | null;
  warm(): void;
}

type Load<P> = () => Promise<ComponentType<P>>;

export function lazily<P extends object>(load: Load<P>): Lazy<P> {
  let here: ComponentType<P> | null = null;
  const fetched = async (): Promise<void> => {
    here = await load();
  };
  const Later = (props: P): JSX.Element | null => {
    const [, drawn] = useState(0);
    const [hasFailed, fail] = useState(false);
    const fetch = (): void => {
      fail(false);
      fetched().then(
        () => drawn((count) => count + 1),
        () => fail(true),
      );
    };
    const Here = here;
    useEffect(() => {
      // What came between this picture and now was not drawn: another had asked for it.
      if (Here === null) fetch();
    }, []);
    if (Here !== null) return <Here {...props} />;
    return hasFailed ? <NotLoaded again={fetch} /> : null;
  };
  return Object.assign(Later, { warm: () => void fetched().catch(() => undefined) });
}

function NotLoaded({ again }: { again: () => void }): JSX.Element {
  return (
    <div class="screen">
      <main class="calm">
        <Note look="bad" icon="alert" told>
          <p>
            <b>{shell.notLoaded}</b>
          </p>
        </Note>
        <Button onPress={again}>{shell.tryAgain}</Button>
      </main>
    </div>
  );
}
