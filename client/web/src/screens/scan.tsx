/** The square is scanned: its link is kept in memory and the form takes over. Words are always a way, too. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { holdInvitation, isInvitation } from "../invitation.ts";
import { Button } from "../parts/button.tsx";
import type { Blind } from "../parts/camera.ts";
import { watchCamera } from "../parts/camera.ts";
import { Icon } from "../parts/icon.tsx";
import type { Shell } from "../parts/shell.ts";
import { Top } from "../parts/top.tsx";
import "../styles/pairing.css";
import { join, scan as words } from "../words/pairing.ts";

type Sight = "starting" | "looking" | "other" | Blind;

const SAID: Record<Sight, string> = {
  starting: words.starting,
  looking: words.looking,
  other: words.other,
  denied: words.deniedText,
  missing: words.missingText,
};

export function ScanScreen({ shell }: { shell: Shell }): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  const [sight, setSight] = useState<Sight>("starting");
  useEffect(() => {
    if (video.current === null) return;
    return watchCamera(
      video.current,
      (text) => {
        if (!isInvitation(text)) return setSight("other");
        holdInvitation(text);
        shell.go({ at: "join" }, "replace");
      },
      setSight,
    );
  }, [shell]);
  const isBlind = sight === "denied" || sight === "missing";
  return (
    <div class="screen">
      <Top title={join.title} onBack={() => shell.back()} backTo={join.back} aside={join.step(1)} />
      <main>
        <p class="quiet">{join.scanText}</p>
        <div class={isBlind ? "finder off" : "finder"}>
          <video ref={video} playsInline muted aria-label={words.view} onPlaying={() => setSight("looking")} />
          {isBlind ? <p>{sight === "denied" ? words.denied : words.missing}</p> : <div class="mark" />}
        </div>
        <p class="state center" role="status">
          {sight === "other" && <Icon name="alert" />}
          <span>{SAID[sight]}</span>
        </p>
      </main>
      <div class="foot">
        <Button look={isBlind ? "main" : "grow"} icon="words" onPress={() => shell.go({ at: "join" }, "replace")}>
          {join.words}
        </Button>
      </div>
    </div>
  );
}
