"""Usage: twoway report [NAME] [options]
Everything on one page, with a recommendation, reasons, gaps and what to ask.
  NAME         an opportunity, by its short name [the current one]
  --html FILE  write it as one HTML file with its pictures; it fetches nothing
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
from twoway_client.people import case_called, handle_of
from twoway_client.views.report import report_text
from twoway_core.journal.state import Case, State
from twoway_core.projections.report import report

if TYPE_CHECKING:
    from twoway_client.reports.page import Page


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("name", nargs="?")
    parser.add_argument("--html", metavar="FILE")
    parser.add_argument("--md", metavar="FILE")
    parser.add_argument("--force", action="store_true")


def run(desk: Desk, args: Namespace) -> None:
    """Show the report; write it to files where asked."""
    state, case = case_called(desk, args.name)
    keep_still_during(desk, case)
    files = [Path(file) for file in (args.html, args.md) if file is not None]
    for file in files:
        _refuse_overwriting(file, force=args.force)
    written = _write(desk, case, args) if files else []
    view = report(state.mine, case, handle_of(desk, case))
    desk.output.view("twoway.report/1", view, report_text(view))
    for file in written:
        desk.output.talk(f"Wrote {file}: opens anywhere, holds private notes, not encrypted.")


def _refuse_overwriting(file: Path, *, force: bool) -> None:
    if file.exists() and not force:
        raise Refusal("file", f"{file} is there already.", kept="the file, untouched", mend="another name, or --force")


def _write(desk: Desk, case: Case, args: Namespace) -> list[Path]:
    """Write the files that were asked for, readable by their owner alone; return them."""
    from twoway_client.reports.markdown import markdown
    from twoway_client.reports.page import html

    page = _page(desk, case)
    written = []
    for name, render in ((args.html, html), (args.md, markdown)):
        if name is not None:
            _save(Path(name), render(page))
            written.append(Path(name))
    return written


def _page(desk: Desk, case: Case) -> Page:
    """Return the page on ``case``, with the other open opportunities beside it."""
    from twoway_client.reports.book import page_of
    from twoway_client.reports.material import gather

    names = opportunity_names(desk)
    state = desk.state(*names.values())
    handles = {opportunity: handle for handle, opportunity in names.items()}
    others = [one for one in state.cases.values() if one.id != case.id and one.id in handles and _is_open(one)]
    cases = [(_called(one, state, handles), one) for one in (state.cases[case.id], *others)]
    return page_of(gather(state.mine, cases, desk.now.date()))


def _is_open(case: Case) -> bool:
    return case.opened is not None and case.closed is None


def _called(case: Case, state: State, handles: dict[bytes, str]) -> str:
    """Return the firm; the handle where two opportunities are at one firm."""
    firms = [one.opened.event.firm for one in state.cases.values() if one.opened is not None]
    firm = case.opened.event.firm if case.opened is not None else ""
    return firm if firm and firms.count(firm) == 1 else handles.get(case.id, firm)


def _save(file: Path, text: str) -> None:
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            opened.write(text)
    except OSError as error:
        raise Refusal("file", f"{file} cannot be written ({error.strerror}).", mend="another folder") from None
