"""Editors that cannot be started, or break: said in words, and what was typed comes back."""

from __future__ import annotations

from pathlib import Path

from tests.client.faults.programs import Program


def test_an_editor_that_cannot_be_started_is_said(program: Program) -> None:
    """It is no fault of ours, and nothing is written."""
    done = program.run("jot", "-e", EDITOR="/nonexistent/editor")

    assert (done.code, done.says("the editor /nonexistent/editor cannot be started", "name another in EDITOR")) == (
        1,
        True,
    )


def test_what_was_typed_in_an_editor_that_broke_comes_back(program: Program, tmp_path: Path) -> None:
    """It lay in memory only, and would be gone."""
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "half an hour of work" > "$1"\nexit 3\n')
    editor.chmod(0o700)

    done = program.run("jot", "-e", EDITOR=str(editor))

    assert (done.code, done.says("Nothing written.", "copy: half an hour of work")) == (130, True)
