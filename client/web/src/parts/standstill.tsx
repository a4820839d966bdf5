/** Why the last exchange failed; a phone that was revoked is told what it may still do, and how to begin anew. */
import type { JSX } from "preact";
import type { Status } from "../engine/port.ts";
import { isRevoked, leaving as words } from "../words/leaving.ts";
import { TroubleNote } from "./note.tsx";
import type { Shell } from "./shell.ts";
import { TakeOff } from "./take-off.tsx";

export function Standstill({ shell, status }: { shell: Shell; status: Status }): JSX.Element | null {
  if (status.trouble === null) return null;
  return (
    <TroubleNote trouble={status.trouble}>
      {isRevoked(status) && (
        <>
          <p>{words.revoked}</p>
          <div class="ways">
            <TakeOff shell={shell} look="bare" />
          </div>
        </>
      )}
    </TroubleNote>
  );
}
