"""The words on the screen, and what each means there; ``twoway help words`` prints them."""

from __future__ import annotations

WORDS: tuple[tuple[str, str], ...] = (
    ("opportunity", "one job at one firm, called by a short name such as acme"),
    ("acme/2", "the second interview for acme"),
    ("@ana", "a person you meet, by the short name that who shows"),
    ("current", "meant when you name nothing; set by open, plan and start"),
    ("id", "five consonants that name an entry; three will mostly do"),
    ("criterion", "something that matters to you in a job, such as autonomy"),
    ("weight", "how much a criterion counts; all weights add up to 1"),
    ("must-have", "without it the answer is no; never averaged in"),
    ("present job", "your job of today, or next best choice, on the same criteria"),
    ("plan", "the questions of one interview; numbers stay while you ask"),
    ("form", "how it was answered: with an example, a number, generally ..."),
    ("sure", "that you noted what was meant: sure, fairly or unsure"),
    ("rating", "1 to 5, of one answer on one criterion; a yes is 5, a no 1"),
    ("fit", "the weighted mean over your criteria, from 0 to 1"),
    ("range", "where the fit lies in 80 of 100 cases, by the notes"),
    ("coverage", "how much of it rests on evidence: 0 nothing, 1 everything"),
    ("agreement", "1 where people said the same, 0 where they wholly contradict"),
    ("gut feeling", "your first impression, sealed until the answers are rated"),
    ("red flag", "a warning sign: one source an anecdote, two a pattern"),
    ("promise", "what you were told you would get; held against the offer"),
    ("to-do", "thanks, a question by mail, a thing to send, a reminder"),
    ("--when", "when it happened in life"),
    ("at DATE", "what was known at the end of that day"),
    ("fix", "you wrote it wrong; both readings are kept"),
    ("undo", "you take an entry back; redo brings it back"),
    ("locked", "reading asks for the passphrase; writing never does"),
    ("device", "a computer or phone that writes to this journal"),
    ("paper key", "24 words that open the journal when all devices are lost"),
)
