"""Usage: twoway report [NAME] [options]
Everything on one page, with a recommendation, reasons, gaps and what to ask.
  NAME         an opportunity, by its short name [the current one]
  --html FILE  write it as one HTML file with its pictures; it fetches nothing
  --pdf FILE   write it as PDF, by the Chromium of this computer, offline
  --md FILE    write it as Markdown
  --force      write over a file that is there
The program recommends by rule, and you decide. Files are not encrypted.
Example: twoway report acme --html acme.html
"""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from twoway_client.desk import Desk
from twoway_client.errors import Refusal
from twoway_client.judging import keep_still_during
from twoway_client.naming import opportunity_names
from twoway_client.parser import Parser
from twoway_client.people import case_called
from twoway_client.times import to_ms
from twoway_client.views.report import report_text
from twoway_client.weighing import learned, weighed
from twoway_core.journal.state import Case, State
from twoway_core.projections.report import Report, report
from twoway_core.projections.rivals import is_choice

if TYPE_CHECKING:
    from twoway_client.reports.page import Page


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("name", nargs="?")
    parser.add_argument("--html", metavar="FILE")
    parser.add_argument("--pdf", metavar="FILE")
    parser.add_argument("--md", metavar="FILE")
    parser.add_argument("--force", action="store_true")


def run(desk: Desk, args: Namespace) -> None:
    """Show the report; write it to files where asked."""
    _, case = case_called(desk, args.name)
    keep_still_during(desk, case)
    files = [Path(file) for file in (args.html, args.pdf, args.md) if file is not None]
    for file in files:
        _refuse_overwriting(file, force=args.force)
    page = _page(desk, case) if files or desk.output.json else None
    written = [] if page is None else _write(page, args)
    found = weighed(desk, args.name)
    view = report(found.state.mine, found.case, found.name, found.deciding(), found.settings)
    desk.output.view("twoway.report/1", view if page is None else _whole(view, page), report_text(view))
    for file in written:
        desk.output.talk(f"Wrote {file}: opens anywhere, holds private notes, not encrypted.")


def _refuse_overwriting(file: Path, *, force: bool) -> None:
    if file.exists() and not force:
        raise Refusal("file", f"{file} is there already.", kept="the file, untouched", mend="another name, or --force")


def _whole(view: Report, page: Page) -> Report:
    """Return ``view`` with the pictures of ``page``."""
    from twoway_client.reports.pictured import pictured

    return pictured(view, page)


def _write(page: Page, args: Namespace) -> list[Path]:
    """Write the files that were asked for, readable by their owner alone; return them."""
    from twoway_client.reports.markdown import markdown
    from twoway_client.reports.page import html
    from twoway_client.reports.pdf import pdf

    written = []
    for name, render in ((args.html, html), (args.pdf, lambda page: pdf(html(page))), (args.md, markdown)):
        if name is not None:
            made = render(page)
            _save(Path(name), made if isinstance(made, bytes) else made.encode())
            written.append(Path(name))
    return written


def _page(desk: Desk, case: Case) -> Page:
    """Return the page on ``case``, with the other open opportunities beside it."""
    from twoway_client.reports.book import page_of
    from twoway_client.reports.further import Journal
    from twoway_client.reports.material import gather
    from twoway_core.journal.fold import fold

    names = opportunity_names(desk)
    state = desk.state(*names.values())
    handles = {opportunity: handle for handle, opportunity in names.items()}
    others = [one for one in state.cases.values() if one.id != case.id and one.id in handles and _is_open(one)]
    cases = [(_called(one, state, handles), one) for one in (state.cases[case.id], *others)]
    now = to_ms(desk.now)
    entries = desk.index.entries(names.values())
    everything = fold(desk.index.everything(), now)
    journal = Journal(everything, lambda until: fold(entries, min(until, now)), learned(everything))
    return page_of(gather(journal, cases, desk.now.date()))


def _is_open(case: Case) -> bool:
    return case.opened is not None and is_choice(case)


def _called(case: Case, state: State, handles: dict[bytes, str]) -> str:
    """Return the firm; the handle where two opportunities are at one firm."""
    firms = [one.opened.event.firm for one in state.cases.values() if one.opened is not None]
    firm = case.opened.event.firm if case.opened is not None else ""
    return firm if firm and firms.count(firm) == 1 else handles.get(case.id, firm)


def _save(file: Path, data: bytes) -> None:
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(data)
    except OSError as error:
        raise Refusal("file", f"{file} cannot be written ({error.strerror}).", mend="another folder") from None
