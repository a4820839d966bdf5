/**
 * Firms: the phone rings, a name is typed, and what was said last stands there.
 *
 * Rows are read once and searched here, so that every letter is answered at once.
 */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { FirmRow } from "../engine/port.ts";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { TroubleNote } from "../parts/note.tsx";
import { Search } from "../parts/search.tsx";
import type { Shell } from "../parts/shell.ts";
import { Tabs } from "../parts/tabs.tsx";
import { Top } from "../parts/top.tsx";
import { useView } from "../parts/use-view.ts";
import "../styles/empty.css";
import "../styles/firms.css";
import "../styles/today.css";
import { everybody, firms as words, matching } from "../words/firms.ts";
import { capital, joined } from "../words/lists.ts";
import { moment } from "../words/when.ts";

/** How many facts stand in a row: one to recognise it by, more once it was searched for. */
const [BROWSED, SEARCHED] = [1, 3];

export function FirmsScreen({ shell, search = false }: { shell: Shell; search?: boolean }): JSX.Element {
  const { data, trouble } = useView(shell, "firms", {});
  const [typed, setTyped] = useState("");
  const isSearched = typed.trim() !== "";
  const found = matching(data ?? [], typed);
  return (
    <div class="screen">
      <Top title={words.title}>
        <Button look="bare" onPress={() => shell.go({ at: "want" })}>
          {words.want}
        </Button>
      </Top>
      <main>
        <Search label={words.search} placeholder={words.search} value={typed} onType={setTyped} first={search} />
        <p class="sr" role="status">
          {isSearched && data ? words.found(found.length) : ""}
        </p>
        {trouble && <TroubleNote trouble={trouble} />}
        {data && data.length === 0 && <Nothing head={words.none} text={words.noneText} />}
        {data && data.length > 0 && found.length === 0 && <Nothing head={words.nothing(typed.trim())} text={words.nothingText} />}
        {found.length > 0 && (
          <ul class="calls">
            {found.map((row) => (
              <Call key={row.id} row={row} shell={shell} most={isSearched ? SEARCHED : BROWSED} />
            ))}
          </ul>
        )}
      </main>
      <div class="base">
        <div class="foot">
          <Button look="main" icon="plus" onPress={() => shell.go({ at: "open-firm" })}>
            {words.open}
          </Button>
        </div>
        <Tabs here="firms" status={shell.status.value} />
      </div>
    </div>
  );
}

function Nothing({ head, text }: { head: string; text: string }): JSX.Element {
  return (
    <div class="calm mid">
      <Icon name="firms" />
      <h2>{head}</h2>
      <p class="quiet">{text}</p>
    </div>
  );
}

/** One opportunity: who is there, where it stands, what was noted last. */
function Call({ row, shell, most }: { row: FirmRow; shell: Shell; most: number }): JSX.Element {
  return (
    <li class="call">
      <div class="name">
        <h2>
          <button type="button" class="open" onClick={() => shell.go({ at: "firm", id: row.id })}>
            {row.name}
          </button>
        </h2>
        <span class="word">{row.stage}</span>
      </div>
      <p class="quiet">{joined([row.role, everybody(row) || words.noPeople], " · ")}</p>
      {row.last.length > 0 && (
        <ul class="facts">
          {row.last.slice(0, most).map((fact) => (
            <li key={fact.id}>
              <span class="clamped">{capital(fact.text)}</span>
              <time class="num">{capital(moment(fact.at_ms, shell.now()))}</time>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
