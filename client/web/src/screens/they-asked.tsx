/** The other lane: what they asked, what I said, the story I told and how it went. One press saves it all. */
import { signal } from "@preact/signals";
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import "../styles/they-asked.css";
import type { Id } from "../engine/port.ts";
import type { Box } from "../parts/box.ts";
import { Button } from "../parts/button.tsx";
import { low } from "../parts/low.ts";
import { Pick } from "../parts/pick.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { capture } from "../words/capture.ts";
import { sheets } from "../words/capture-sheets.ts";
import { Kept } from "./capture-asking.tsx";
import { Sheets, Who } from "./capture-dials.tsx";
import type { Sheet } from "./capture-dials.tsx";
import { Edge, Refusal, Save } from "./capture-foot.tsx";
import { endNow, Head } from "./capture.tsx";
import type { Desk } from "./desk.ts";
import { receivedEvents } from "./talk-beside.ts";
import type { Went } from "./talk-beside.ts";

const { theirs } = sheets;
const NO_STORY = "-";
const SHOWN_STORIES = 2;
const WENT = (["well", "so-so", "badly"] as const).map((value) => ({ value, label: theirs.wentWords[value] }));

/** What belongs to the question they asked, beside the two boxes. */
interface Side {
  story: Signal<Id | null>;
  went: Signal<Went | null>;
}

export function TheyAskedScreen({ desk }: { desk: Desk }): JSX.Element {
  const [sheet, open] = useState<Sheet | null>(null);
  const side = useMemo<Side>(() => ({ story: signal(null), went: signal(null) }), []);
  const { shell } = desk;
  const isLow = low.value;
  useEffect(() => {
    // Without an interview nobody asks: whoever comes here by an old address belongs to capture.
    if (desk.isHere.value && desk.room === null) shell.go({ at: "capture" }, "replace");
  }, [desk.isHere.value]);
  return (
    <div class={`screen capture theirs ${isLow ? "typing" : ""}`}>
      <Head desk={desk} isLow={isLow} open={open} />
      <main>
        <h1 class="sr">{theirs.title}</h1>
        <Pad box={desk.theirs} desk={desk} look="short" caption={askedBy(desk)} label={theirs.box} tone="them" />
        <Pad box={desk.mine} desk={desk} look="mine" caption={theirs.mine} label={theirs.mineBox} tone="me" />
        {!isLow && <Dials desk={desk} side={side} open={open} />}
      </main>
      <div class="base">
        <Refusal desk={desk} />
        <div class="foot capture">
          <Save desk={desk} isEmpty={desk.theirs.text.value.trim() === ""} onSave={() => void save(desk, side)} />
          <Button icon="back" onPress={() => shell.go({ at: "capture" })}>
            {theirs.back}
          </Button>
        </div>
        {!isLow &&
          (desk.isTalk.value ? (
            <Edge desk={desk} onEnd={() => void endNow(desk)} />
          ) : (
            <Tabs here="capture" status={shell.status.value} />
          ))}
      </div>
      {sheet !== null && <Sheets desk={desk} sheet={sheet} open={open} />}
    </div>
  );
}

function askedBy(desk: Desk): string {
  const who = desk.person(desk.asker.value);
  return who === undefined ? theirs.somebody : theirs.asked(who.name);
}

interface PadProps {
  box: Box;
  desk: Desk;
  look: string;
  caption: string;
  label: string;
  tone: "me" | "them";
}

function Pad({ box, desk, look, caption, label, tone }: PadProps): JSX.Element {
  return (
    <div class={`pad ${look}`}>
      <small class={tone}>
        <span>{caption}</span>
        {tone === "them" && <Kept keeping={desk.drafts.state.value} />}
      </small>
      <textarea
        aria-label={label}
        autocomplete="off"
        value={box.text.value}
        onInput={(event) => box.type(event.currentTarget.value)}
        onBlur={() => void desk.drafts.flush()}
      />
    </div>
  );
}

function Dials({ desk, side, open }: { desk: Desk; side: Side; open: (sheet: Sheet | null) => void }): JSX.Element {
  return (
    <div class="dials">
      <Who desk={desk} open={open} box={desk.theirs} value={desk.asker.value} legend={theirs.who} />
      <Stories desk={desk} story={side.story} />
      <Pick
        legend={theirs.went}
        look="joined"
        options={WENT}
        value={side.went.value}
        optional
        onPick={(went) => (side.went.value = went)}
      />
    </div>
  );
}

/** Two stories are shown, and the others in a list that the browser draws: there may be many. */
function Stories({ desk, story }: { desk: Desk; story: Signal<Id | null> }): JSX.Element | null {
  const { stories } = desk.plan.value;
  if (stories.length === 0) return null;
  const shown = stories.slice(0, SHOWN_STORIES);
  const rest = stories.slice(SHOWN_STORIES);
  const options = [
    ...shown.map(({ id, title }) => ({ value: id, label: <span class="one-line">{title}</span> })),
    { value: NO_STORY, label: theirs.noStory },
  ];
  const isRest = rest.some(({ id }) => id === story.value);
  const value = isRest ? null : (story.value ?? NO_STORY);
  return (
    <Pick
      legend={theirs.story}
      options={options}
      value={value}
      onPick={(id) => (story.value = id === NO_STORY ? null : id)}
    >
      {rest.length > 0 && (
        <select
          class={`more ${isRest ? "chosen" : ""}`}
          aria-label={theirs.moreStories}
          value={isRest ? (story.value ?? "") : ""}
          onChange={(event) => (story.value = event.currentTarget.value || null)}
        >
          <option value="">{theirs.moreStories}</option>
          {rest.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      )}
    </Pick>
  );
}

async function save(desk: Desk, side: Side): Promise<void> {
  const { room } = desk;
  if (room === null || desk.theirs.isEmpty) return;
  const [text, mine] = [desk.theirs.text.value, desk.mine.text.value];
  const events = receivedEvents(room, {
    text,
    who: desk.asker.value,
    mine,
    story: side.story.value,
    went: side.went.value,
  });
  const written = await desk.write(events, { what: capture.wrote.theirs, draft: desk.theirs.where });
  if (written === null) return;
  desk.theirs.saved(text);
  desk.mine.saved(mine);
  side.story.value = null;
  side.went.value = null;
}
