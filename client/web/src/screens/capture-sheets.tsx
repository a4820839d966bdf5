/** The sheets that open from capture, one at a time. */
import type { JSX } from "preact";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { sheets } from "../words/capture-sheets.ts";
import type { Sheet } from "./capture-dials.tsx";
import { endNow } from "./capture.tsx";
import type { Desk } from "./desk.ts";
import { FirmSheet } from "./sheet-firm.tsx";
import { FlagSheet, PromiseSheet } from "./sheet-notes.tsx";
import { PersonSheet, WhoSheet, WhoWasIt } from "./sheet-people.tsx";
import { StartSheet } from "./sheet-start.tsx";

export interface SheetProps {
  desk: Desk;
  open: (sheet: Sheet | null) => void;
}

export function CaptureSheet({ desk, sheet, open }: SheetProps & { sheet: Sheet }): JSX.Element {
  switch (sheet) {
    case "flag":
      return <FlagSheet desk={desk} open={open} />;
    case "promise":
      return <PromiseSheet desk={desk} open={open} />;
    case "who":
      return <WhoSheet desk={desk} open={open} />;
    case "whose":
      return <WhoWasIt desk={desk} />;
    case "person":
      return <PersonSheet desk={desk} open={open} />;
    case "firm":
      return <FirmSheet desk={desk} open={open} />;
    case "start":
      return <StartSheet desk={desk} open={open} />;
    case "end":
      return <EndSheet desk={desk} open={open} />;
  }
}

/** The interview is over and the box still holds words: they are saved, or stay a draft. */
function EndSheet({ desk, open }: SheetProps): JSX.Element {
  const saveAndEnd = async (): Promise<void> => {
    await desk.save();
    open(null);
    if (desk.refusal.value === null) await endNow(desk);
  };
  const leave = async (): Promise<void> => {
    open(null);
    await desk.drafts.flush();
    await endNow(desk);
  };
  return (
    <Dialog title={sheets.endSheet.title} onClose={() => open(null)}>
      <p>{sheets.endSheet.what}</p>
      <div class="acts">
        <Button look="main wide" onPress={() => void saveAndEnd()}>
          {sheets.endSheet.save}
        </Button>
        <Button look="grow" onPress={() => void leave()}>
          {sheets.endSheet.leave}
        </Button>
      </div>
    </Dialog>
  );
}
