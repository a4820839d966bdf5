/** The cards of one interview: every note that waits to be rated, on each criterion it speaks to, and the gut feeling. */
import type { Certainty, Form, Id } from "../../core/events/base.ts";
import type { Fact } from "../../core/journal/items.ts";
import type { Mine } from "../../core/journal/state.ts";
import { mattersOf } from "../../core/projections/matters.ts";
import { askedFor, askedWords } from "../../core/projections/plan.ts";
import { type Card, isSealed, openedGut, toRate } from "../../core/projections/rating.ts";
import type { RatingCards } from "../port.ts";
import { calledIn } from "./called.ts";
import type { View } from "./journal.ts";
import { type Talk, talkOf } from "./talks.ts";

/** A note that can be rated, as far as both kinds of it are alike. */
type Note = Fact & { readonly event: { readonly form: Form; readonly certainty: Certainty } };

const YES_OR_NO: RatingCards["cards"][number]["anchors"] = ["no", "", "", "", "yes"];
const UNKNOWN_ROLE = "other";

export const view: View<"rate"> = ({ state }, args) => {
  const talk = talkOf(state, args.interview);
  const { opportunity, interview } = talk;
  const gut = openedGut(state.mine, opportunity, interview);
  const isKept = interview.impressions.length > 0 && isSealed(state.mine, opportunity, interview);
  return {
    interview: interview.id,
    opportunity: opportunity.id,
    firm: calledIn(state).get(opportunity.id) ?? "",
    gut: gut === null ? (isKept ? "sealed" : "open") : "shown",
    impression: gut === null ? null : { gut: gut.gut, words: gut.words },
    cards: toRate(state.mine, opportunity, interview.id).flatMap((card) => cardOf(state.mine, talk, card)),
    ...ratedIn(state.mine, talk),
  };
};

function noteOf({ opportunity }: Talk, id: Id): Note | undefined {
  return opportunity.answers.get(id) ?? opportunity.observations.get(id);
}

function cardOf(mine: Mine, talk: Talk, card: Card): RatingCards["cards"] {
  const note = noteOf(talk, card.id);
  if (note === undefined) return [];
  const asked = askedFor(talk.opportunity, card.id);
  const [worst, middle, best] = card.anchors;
  return [
    {
      evidence: card.id,
      who: [card.who, card.role === UNKNOWN_ROLE ? "" : card.role].filter((word) => word !== "").join(", "),
      form: note.event.form,
      at_ms: note.at,
      question: asked === null ? "" : askedWords(mine, talk.opportunity, asked),
      text: card.text,
      criterion: card.criterion,
      criterion_name: card.name,
      shape: mine.criteria.get(card.criterion)?.event.shape ?? "more",
      is_yes_no: card.yes_no,
      anchors: card.yes_no ? YES_OR_NO : [worst, "", middle, "", best],
    },
  ];
}

/** Return how many cards of the interview were rated before, and how many of those got no number. */
function ratedIn(mine: Mine, talk: Talk): Pick<RatingCards, "rated" | "unknown"> {
  const matters = mattersOf(mine);
  const rated = [...talk.opportunity.ratings.values()].filter(
    ({ event }) =>
      noteOf(talk, event.answer)?.event.interview === talk.interview.id && matters.has(event.criterion),
  );
  return { rated: rated.length, unknown: rated.filter(({ event }) => event.rating === null).length };
}
