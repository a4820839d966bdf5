"""Events: the vocabulary of the journal, one frozen struct a fact, in the past tense."""
