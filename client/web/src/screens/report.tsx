/** The decision report in words: what to do, what it rests on, what is not known, what would change it. */
import type { JSX } from "preact";
import type { Id, ReportPage } from "../engine/port.ts";
import { Button } from "../parts/button.tsx";
import { TroubleNote } from "../parts/note.tsx";
import type { Shell } from "../parts/shell.ts";
import { Top } from "../parts/top.tsx";
import { Unweighed } from "../parts/unweighed.tsx";
import { useView } from "../parts/use-view.ts";
import "../styles/report.css";
import "../styles/today.css";
import { capital } from "../words/lists.ts";
import { report as words } from "../words/report.ts";

export function ReportScreen({ shell, id }: { shell: Shell; id: Id }): JSX.Element {
  const { data, trouble } = useView(shell, "report", { id });
  return (
    <div class="screen">
      <Top title={words.title} onBack={() => shell.back()} backTo={words.back(data?.name ?? "")} aside={data && <span class="short">{data.name}</span>} />
      <main>
        {trouble && <TroubleNote trouble={trouble} />}
        {data && <Page page={data} shell={shell} />}
      </main>
      {data && (
        <div class="foot">
          <Button look="main" onPress={() => shell.go({ at: "next", id })}>
            {words.askNext}
          </Button>
        </div>
      )}
    </div>
  );
}

function Page({ page, shell }: { page: ReportPage; shell: Shell }): JSX.Element {
  return (
    <>
      <section class="card">
        <h2 class="lead">{page.line || words.noLine}</h2>
        <p class="quiet">{capital(page.stage)}</p>
      </section>
      <Unweighed shell={shell} weighed={page.weighed} />
      <Lines head={words.reasons} lines={page.reasons} look="mine" />
      <Lines head={words.gaps} lines={page.gaps} />
      <Lines head={words.ask} lines={page.ask} look="mine" />
      <Lines head={words.flips} lines={page.flips} />
      <Lines head={words.never} lines={page.never_asked} />
      {page.more.length > 0 && (
        <section class="part">
          <h2 class="head">{words.more}</h2>
          <dl class="more">
            {grouped(page.more).map(({ label, texts }) => (
              <div key={label}>
                <dt>{capital(label)}</dt>
                {texts.map((text) => (
                  <dd key={text}>{capital(text)}</dd>
                ))}
              </div>
            ))}
          </dl>
        </section>
      )}
      <p class="quiet">{words.pictures}</p>
    </>
  );
}

/** The lines of one label stand together, in the order in which the labels came. */
export function grouped(lines: ReportPage["more"]): { label: string; texts: string[] }[] {
  const groups = new Map<string, string[]>();
  for (const { label, text } of lines) groups.set(label, [...(groups.get(label) ?? []), text]);
  return [...groups].map(([label, texts]) => ({ label, texts }));
}

function Lines({ head, lines, look = "" }: { head: string; lines: readonly string[]; look?: string }): JSX.Element | null {
  if (lines.length === 0) return null;
  return (
    <section class="part">
      <h2 class="head">{head}</h2>
      <ul class={`reasons ${look}`}>
        {lines.map((line) => (
          <li key={line}>{capital(line)}</li>
        ))}
      </ul>
    </section>
  );
}
