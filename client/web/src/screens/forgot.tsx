/**
 * The passphrase is forgotten: what cannot be done, what helps, what would be lost, and the way out.
 *
 * The way out is that of the settings: a word to be typed, and nothing is sent. The phone can join again afterwards.
 */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Beats } from "../parts/beats.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import type { Shell } from "../parts/shell.ts";
import { LastWord } from "../parts/take-off.tsx";
import { forgot as words, helpWords, lossWords } from "../words/forgot.ts";
import { leaving } from "../words/leaving.ts";

export function ForgotDialog({ shell, onClose }: { shell: Shell; onClose: () => void }): JSX.Element {
  const [isRead, read] = useState(false);
  const status = shell.status.value;
  if (isRead) {
    return (
      <Dialog key="last" title={leaving.title} onClose={onClose} firm>
        <LastWord shell={shell} told={words.line(lossWords(status))} onClose={onClose} />
      </Dialog>
    );
  }
  const beats: [string, string][] = [
    [words.cannot, words.cannotText],
    [words.helps, helpWords(status)],
    [words.lost, lossWords(status)],
    [leaving.mend, words.mendText],
  ];
  return (
    <Dialog key="first" title={words.title} onClose={onClose}>
      <Beats beats={beats} />
      <div class="acts">
        <Button look="main wide" onPress={onClose}>
          {words.again}
        </Button>
        <Button look="grow" onPress={() => read(true)}>
          {leaving.open}
        </Button>
      </div>
    </Dialog>
  );
}
