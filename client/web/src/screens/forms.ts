/** The forms that an answer can have, to be picked; that it was declined is said in another way. */
import type { Form } from "../engine/port.ts";
import type { Option } from "../parts/pick.tsx";
import { en } from "../words/en.ts";

export const FORMS: readonly Option<Form>[] = (["example", "number", "general", "evasive"] as const).map((value) => ({
  value,
  label: en.forms[value],
}));
