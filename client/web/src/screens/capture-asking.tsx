/** What is asked now, and the box for what they say: the part of capture that reads. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import type { Keeping } from "../parts/drafts.ts";
import { swiping } from "../parts/gestures.ts";
import { capture } from "../words/capture.ts";
import type { Desk } from "./desk.ts";

/** The question on the table, one of my own, or the follow-up under an answer. */
export function Asking({ desk }: { desk: Desk }): JSX.Element {
  const isFollowing = desk.chosen.now.following !== null;
  return (
    <section
      class="asking"
      aria-label={capture.question}
      aria-busy={desk.isHere.value ? undefined : "true"}
      {...swiping((by) => desk.turn(by))}
    >
      <small class="num">
        <Where desk={desk} />
        <Kept keeping={desk.drafts.state.value} />
      </small>
      {isFollowing ? <Following desk={desk} /> : <Question desk={desk} />}
      {isFollowing && <Prompt desk={desk} />}
    </section>
  );
}

function Where({ desk }: { desk: Desk }): JSX.Element {
  const { questions } = desk.plan.value;
  if (desk.chosen.now.following !== null) return <span>{capture.following}</span>;
  if (desk.question.value === null) return <span>{desk.isHere.value ? capture.own : "\u00a0"}</span>;
  const at = desk.slot.value;
  return (
    <>
      <span>{capture.asking(at + 1, questions.length)}</span>
      <span class="dots" aria-hidden="true">
        {questions.map((one, n) => (
          <i key={one.n} class={n === at ? "now" : one.is_asked ? "done" : ""} />
        ))}
      </span>
    </>
  );
}

/** The question, at most three lines of it until it is pressed. */
function Question({ desk }: { desk: Desk }): JSX.Element {
  const question = desk.question.value;
  const [whole, setWhole] = useState(-1);
  if (question === null) return desk.isHere.value ? <Own desk={desk} /> : <p class="waiting" />;
  const isWhole = whole === desk.slot.value;
  return (
    <button
      type="button"
      class={`q ${isWhole ? "" : "cut"}`}
      aria-expanded={isWhole}
      onClick={() => setWhole(isWhole ? -1 : desk.slot.value)}
    >
      <span>{question.text}</span>
    </button>
  );
}

function Own({ desk }: { desk: Desk }): JSX.Element {
  return <Words label={capture.own} hint={capture.ownHint} box={desk.own} />;
}

/** A question in my own words. */
function Words({ label, hint, box }: { label: string; hint: string; box: Desk["own"] }): JSX.Element {
  return (
    <input
      class="q"
      type="text"
      aria-label={label}
      placeholder={hint}
      autocomplete="off"
      maxLength={1000}
      value={box.text.value}
      onInput={(event) => box.type(event.currentTarget.value)}
    />
  );
}

function Following({ desk }: { desk: Desk }): JSX.Element {
  return (
    <div class="following">
      <Icon name="follow" />
      <Words label={capture.following} hint={capture.followHint} box={desk.followText} />
      <button type="button" class="btn bare square" aria-label={capture.followEnd} onClick={() => desk.unfollow()}>
        <Icon name="close" />
      </button>
    </div>
  );
}

/** What a vague answer asks for next: one press puts it in the box of the question. */
function Prompt({ desk }: { desk: Desk }): JSX.Element | null {
  const form = desk.last.value?.form;
  if (desk.followText.text.value !== "" || (form !== "general" && form !== "evasive")) return null;
  const prompt = capture.prompts[form];
  return (
    <Button look="bare" quick onPress={() => desk.followText.type(prompt)}>
      {prompt}
    </Button>
  );
}

/** What a jot is: a note that finds its place later. */
export function Jotting({ desk }: { desk: Desk }): JSX.Element {
  const name = desk.opportunity.value?.name ?? "";
  return (
    <section class="asking">
      <small>
        <span>{name === "" ? capture.jotting : capture.jottingAt(name)}</span>
        <Kept keeping={desk.drafts.state.value} />
      </small>
    </section>
  );
}

/** Whether the disk has what is in the box; quiet where it has, bold and with a sign where it has not. */
export function Kept({ keeping }: { keeping: Keeping }): JSX.Element {
  if (keeping === "lost") {
    return (
      <span class="kept word loud" role="status">
        <Icon name="alert" />
        {capture.notKept}
      </span>
    );
  }
  return <span class={`kept ${keeping === "kept" ? "" : "unseen"}`}>{capture.kept}</span>;
}

/** The box. It is the same one whatever lies above it, so that nothing that comes later takes the focus away. */
export function Pad({ desk }: { desk: Desk }): JSX.Element {
  const isTalk = desk.isTalk.value;
  const isEmpty = desk.answer.text.value.trim() === "";
  const name = isTalk ? capture.said : capture.jotted;
  return (
    <div class="pad">
      <textarea
        id="answer"
        aria-label={name}
        placeholder={name}
        autocomplete="off"
        value={desk.answer.text.value}
        onInput={(event) => desk.answer.type(event.currentTarget.value)}
        onBlur={() => void desk.drafts.flush()}
      />
      {isTalk && isEmpty && (
        <button type="button" class="btn bare declined" onClick={() => void desk.save(true)}>
          {capture.declined}
        </button>
      )}
    </div>
  );
}
