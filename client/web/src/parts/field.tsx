/** A label and the box it names, with what it is for and what is wrong with it. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";

interface Props {
  label: string;
  value: string;
  onType: (value: string) => void;
  hint?: string | undefined;
  wrong?: string | undefined;
  /** Several lines. */
  long?: boolean;
  type?: "text" | "password" | "url";
  placeholder?: string | undefined;
  most?: number | undefined;
  /** What the browser may fill in: the name of a field for a passphrase, else nothing. */
  fill?: AutoFill;
  /** Words of a key or of an invitation: a keyboard is to correct, complete and learn none of them. */
  isSecret?: boolean;
  /** What the Enter key of a keyboard on the screen says. */
  enter?: "go" | undefined;
  onBlur?: (() => void) | undefined;
}

/** The words that `autocomplete` takes, as far as they are used here. */
export type AutoFill = "off" | "current-password" | "new-password" | "url";

export function Field(props: Props): JSX.Element {
  const { label, hint, wrong, long = false, type = "text" } = props;
  const name = useId();
  const shared = sharedBy(props, name);
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {long ? <textarea {...shared} /> : <Line type={type} shared={shared} />}
      {hint && <small id={`${name}-hint`}>{hint}</small>}
      {wrong && (
        <p id={`${name}-wrong`} class="wrong" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

type Shared = ReturnType<typeof sharedBy>;

/** Under this spelling it is set as an attribute: the property `autocorrect` takes any text for a yes. */
const UNLEARNED = { autocapitalize: "none", autoCorrect: "off", spellcheck: false } as const;

/** What a box of one line and a box of several have in common. */
function sharedBy({ value, onType, hint, wrong, placeholder, most, fill = "off", isSecret = false, enter, onBlur }: Props, name: string) {
  const said = [hint && `${name}-hint`, wrong && `${name}-wrong`].filter(Boolean).join(" ");
  return {
    id: name,
    value,
    placeholder,
    maxLength: most,
    autocomplete: fill,
    ...(isSecret ? UNLEARNED : {}),
    enterkeyhint: enter,
    onBlur,
    "aria-describedby": said || undefined,
    "aria-invalid": wrong ? ("true" as const) : undefined,
    onInput: (event: Event) => onType((event.currentTarget as HTMLInputElement | HTMLTextAreaElement).value),
  };
}

function Line({ type, shared }: { type: "text" | "password" | "url"; shared: Shared }): JSX.Element {
  if (type === "password") return <input {...shared} type="password" />;
  return type === "url" ? <input {...shared} type="url" /> : <input {...shared} type="text" />;
}

/** A yes or no that stands alone. */
export function Tick(props: { label: string; value: boolean; onTick: (value: boolean) => void }): JSX.Element {
  return (
    <label class="tick">
      <input type="checkbox" checked={props.value} onChange={(event) => props.onTick(event.currentTarget.checked)} />
      <span>{props.label}</span>
    </label>
  );
}
