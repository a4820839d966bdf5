/**
 * The app: which screen is drawn. Capture and what may stand before it are here at once; all others are fetched.
 */
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { AppShell } from "./app-shell.ts";
import { twoFingersDown } from "./parts/gestures.ts";
import { keepOnLeaving } from "./parts/drafts.ts";
import { lazily } from "./parts/lazy.tsx";
import type { Lazy } from "./parts/lazy.tsx";
import type { Route, Shell, WantStep } from "./parts/shell.ts";
import { Toast } from "./parts/toast.tsx";
import { BlankScreen } from "./screens/blank.tsx";
import { CaptureScreen } from "./screens/capture.tsx";
import type { Desk } from "./screens/desk.ts";

interface Plain {
  shell: Shell;
}

interface OfOne extends Plain {
  id: string;
}

interface OfDesk {
  desk: Desk;
}

const FirstRunScreen = lazily(async () => (await import("./screens/first-run.tsx")).FirstRunScreen);
const LockedScreen = lazily(async () => (await import("./screens/locked.tsx")).LockedScreen);
const TheyAskedScreen: Lazy<OfDesk> = lazily(async () => (await import("./screens/they-asked.tsx")).TheyAskedScreen);
const NextScreen = lazily(async () => (await import("./screens/next.tsx")).NextScreen);
const GutScreen = lazily(async () => (await import("./screens/gut.tsx")).GutScreen);
const RateScreen = lazily(async () => (await import("./screens/rate.tsx")).RateScreen);
const TodayScreen: Lazy<Plain> = lazily(async () => (await import("./screens/today.tsx")).TodayScreen);
const FirmsScreen: Lazy<Plain & { search?: boolean }> = lazily(
  async () => (await import("./screens/firms.tsx")).FirmsScreen,
);
const FirmScreen: Lazy<OfOne> = lazily(async () => (await import("./screens/firm.tsx")).FirmScreen);
const ReplayScreen: Lazy<OfOne & { from?: string }> = lazily(
  async () => (await import("./screens/replay.tsx")).ReplayScreen,
);
const ReportScreen: Lazy<OfOne> = lazily(async () => (await import("./screens/report.tsx")).ReportScreen);
const FileScreen: Lazy<OfOne> = lazily(async () => (await import("./screens/file.tsx")).FileScreen);
const DevicesScreen: Lazy<Plain> = lazily(async () => (await import("./screens/devices.tsx")).DevicesScreen);
const JoinScreen: Lazy<Plain> = lazily(async () => (await import("./screens/join.tsx")).JoinScreen);
const InviteScreen: Lazy<Plain> = lazily(async () => (await import("./screens/invite.tsx")).InviteScreen);
const ScanScreen: Lazy<Plain> = lazily(async () => (await import("./screens/scan.tsx")).ScanScreen);
const PaperScreen: Lazy<Plain> = lazily(async () => (await import("./screens/paper.tsx")).PaperScreen);
const SettingsScreen: Lazy<Plain> = lazily(async () => (await import("./screens/settings.tsx")).SettingsScreen);
const OpenFirmScreen: Lazy<Plain> = lazily(async () => (await import("./screens/open-firm.tsx")).OpenFirmScreen);
const WantScreen: Lazy<Plain & OfDesk & { step?: WantStep }> = lazily(
  async () => (await import("./screens/want.tsx")).WantScreen,
);
const TroubleScreen: Lazy<Plain> = lazily(async () => (await import("./screens/trouble.tsx")).TroubleScreen);

/** What can be done where there is no journal yet, or no more. */
const BEFORE_A_JOURNAL: readonly Route["at"][] = ["join", "scan", "trouble"];

/** What one press from capture leads to, fetched while nothing else is to be done. */
const NEAR = [TheyAskedScreen, FirmsScreen, NextScreen, TodayScreen, GutScreen];
const IDLE_LOOK_MS = 5000;
const WARM_MS = 1500;

export function App({ shell }: { shell: AppShell }): JSX.Element {
  useEffect(() => live(shell), [shell]);
  if (shell.isBlank.value) return <BlankScreen onReturn={() => void shell.unhide()} />;
  return (
    <>
      <Face shell={shell} />
      <Toast said={shell.said} />
    </>
  );
}

function Face({ shell }: { shell: AppShell }): JSX.Element {
  const route = shell.route.value;
  const isBeginning = BEFORE_A_JOURNAL.includes(route.at);
  switch (shell.face.value) {
    case "waiting":
      return <div class="screen" />;
    case "first":
    case "lost":
      return isBeginning ? (
        <Screen shell={shell} route={route} />
      ) : (
        <FirstRunScreen shell={shell} isLost={shell.face.value === "lost"} boxes={shell.desk.value.boxes} />
      );
    case "locked":
      return <LockedScreen shell={shell} drafts={shell.desk.value.drafts} />;
    case "open":
      return <Screen shell={shell} route={route} />;
  }
}

/** The screen of a route. A new id is a new screen: nothing of the last one is left on it. */
function Screen({ shell, route }: { shell: AppShell; route: Route }): JSX.Element {
  const key = useMemo(() => JSON.stringify(route), [route]);
  switch (route.at) {
    case "capture":
      return <CaptureScreen desk={shell.desk.value} />;
    case "they-asked":
      return <TheyAskedScreen desk={shell.desk.value} />;
    case "firms":
      return <FirmsScreen key={key} shell={shell} search={route.search === true} />;
    case "firm":
      return <FirmScreen key={key} shell={shell} id={route.id} />;
    case "report":
      return <ReportScreen key={key} shell={shell} id={route.id} />;
    case "file":
      return <FileScreen key={key} shell={shell} id={route.id} />;
    case "replay":
      return <ReplayScreen key={key} shell={shell} id={route.id} {...fromOf(route)} />;
    case "rate":
      return <RateScreen key={key} shell={shell} id={route.id} />;
    case "gut":
      return <GutScreen key={key} shell={shell} id={route.id} desk={shell.desk.value} {...fromOf(route)} />;
    case "next":
      return <NextScreen key={key} shell={shell} id={route.id} desk={shell.desk.value} interview={route.interview} />;
    case "want":
      return <WantScreen key={key} shell={shell} desk={shell.desk.value} {...(route.step && { step: route.step })} />;
    default:
      return <PlainScreen shell={shell} at={route.at} />;
  }
}

type PlainPlace = Exclude<
  Route["at"],
  "capture" | "they-asked" | "firms" | "firm" | "report" | "file" | "replay" | "rate" | "gut" | "next" | "want"
>;

const PLAIN: Record<PlainPlace, Lazy<Plain>> = {
  today: TodayScreen,
  devices: DevicesScreen,
  join: JoinScreen,
  invite: InviteScreen,
  scan: ScanScreen,
  paper: PaperScreen,
  settings: SettingsScreen,
  "open-firm": OpenFirmScreen,
  trouble: TroubleScreen,
};

function PlainScreen({ shell, at }: { shell: Shell; at: PlainPlace }): JSX.Element {
  const Here = PLAIN[at];
  return <Here key={at} shell={shell} />;
}

function fromOf(route: { from?: string }): { from?: string } {
  return route.from === undefined ? {} : { from: route.from };
}

/** What goes on as long as the app is there: the address, leaving, hiding, idleness. Returns what ends it. */
function live(shell: AppShell): () => void {
  const unkeep = keepOnLeaving({ flush: () => shell.desk.value.drafts.flush() });
  const unhide = twoFingersDown(() => shell.hide());
  const look = (): void => void (document.visibilityState === "hidden" ? shell.unseen() : shell.watchIdle());
  const idle = setInterval(look, IDLE_LOOK_MS);
  document.addEventListener("visibilitychange", look); // before the page is seen again
  const warm = setTimeout(() => NEAR.forEach((screen) => screen.warm()), WARM_MS);
  const touches = ["pointerdown", "keydown", "touchstart"] as const;
  for (const touch of touches) addEventListener(touch, shell.touched, { passive: true });
  addEventListener("popstate", shell.follow);
  return () => {
    unkeep();
    unhide();
    clearInterval(idle);
    document.removeEventListener("visibilitychange", look);
    clearTimeout(warm);
    for (const touch of touches) removeEventListener(touch, shell.touched);
    removeEventListener("popstate", shell.follow);
  };
}
