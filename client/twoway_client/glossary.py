"""The words on the screen, and what each means there; ``twoway help words`` prints them."""

from __future__ import annotations

WORDS: tuple[tuple[str, str], ...] = (
    ("opportunity", "one job at one firm, called by a short name such as acme"),
    ("acme/2", "the second interview for acme"),
    ("@ana", "a person you meet; names are those of the current opportunity"),
    ("current", "what verbs mean when you name nothing; open, plan and start set it"),
    ("id", "five consonants that name one entry; any three that fit only one will do"),
    ("criterion", "something that matters to you in a job, such as autonomy"),
    ("weight", "how much a criterion counts; all weights add up to 1"),
    ("must-have", "a criterion without which the answer is no; never averaged in"),
    ("present job", "how your job of today, or your next best choice, does on the same criteria"),
    ("plan", "the questions of one interview, numbered; the numbers do not shift when you ask"),
    ("form", "how an answer was given: example, number, general, evasive or refused"),
    ("sure", "how sure you are that you noted what was meant: sure, fairly or unsure"),
    ("rating", "1 to 5, of one noted answer on one criterion; a yes is 5, a no is 1"),
    ("fit", "the weighted mean of what is believed of each criterion, 0 to 1"),
    ("range", "where the fit lies in 80 of 100 cases, as far as the notes tell"),
    ("coverage", "how much of what matters rests on evidence: 0 nothing, near 1 nearly all"),
    ("agreement", "1 where people said the same, 0 where they contradict each other wholly"),
    ("gut feeling", "your first impression, sealed until the answers are rated"),
    ("red flag", "a warning sign: one source is an anecdote, two are a pattern"),
    ("promise", "what somebody said you would get; it is held against the offer"),
    ("to-do", "thanks, a question by mail, a thing to send, a reminder"),
    ("--when", "when it happened in life"),
    ("at DATE", "what was known at the end of that day"),
    ("fix", "you wrote it wrong; both readings are kept"),
    ("undo", "you take an entry back; redo brings it back"),
    ("locked", "reading asks for the passphrase; writing never does"),
    ("device", "a computer or phone that writes to this journal"),
    ("paper key", "24 words on paper that open the journal when every device is lost"),
)
