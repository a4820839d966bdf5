-- The local journal. Blobs named sealed are under keys of this device; the rest is ids, sizes and
-- what travels anyway. Every entry on this device has a local number, seq: an outbox row holds one,
-- a segment holds the run [first, first + count).

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

-- clock, the next seq, and the device whose keys open what is sealed here; one row, written with every append
CREATE TABLE clock (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    ms INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    next_seq INTEGER NOT NULL,
    owner BLOB NOT NULL
);
INSERT INTO clock VALUES (1, 0, 0, 1, x'');

CREATE TABLE roster (
    number INTEGER PRIMARY KEY,
    entry BLOB NOT NULL
);

-- one key per writing process, boxed to this device's public key: writing needs no secret
CREATE TABLE outbox_keys (
    id INTEGER PRIMARY KEY,
    boxed INTEGER NOT NULL,
    sealed BLOB NOT NULL
);

CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY,
    key INTEGER NOT NULL,
    sealed BLOB NOT NULL
);

-- accepted segments; pushed is 1 once a server has acknowledged it
CREATE TABLE segments (
    hash BLOB PRIMARY KEY,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL,
    chain BLOB NOT NULL,
    number INTEGER NOT NULL,
    device BLOB NOT NULL,
    roster INTEGER NOT NULL,
    pushed INTEGER NOT NULL,
    header BLOB NOT NULL,
    signature BLOB NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX segments_by_first ON segments (first) WHERE count > 0;
CREATE INDEX segments_by_place ON segments (chain, number);
CREATE INDEX segments_to_push ON segments (pushed) WHERE pushed = 0;

CREATE TABLE heads (
    chain BLOB NOT NULL,
    hash BLOB NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (chain, hash)
) WITHOUT ROWID;

-- signed and kept, but not accepted: waiting for what they follow, quarantined, or superseded (see branches.py);
-- reason 'again': its entries were written again
CREATE TABLE aside (
    hash BLOB PRIMARY KEY,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    previous BLOB NOT NULL,
    header BLOB NOT NULL,
    signature BLOB NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX aside_by_previous ON aside (previous);

-- the checkpoint: which entries belong to which opportunity, and a summary of all; made anew at will
CREATE TABLE parts (
    part BLOB PRIMARY KEY,
    sealed BLOB NOT NULL
) WITHOUT ROWID;

-- rosters that lost against the one that counts, whole: the hash of the last entry, and all entries
CREATE TABLE branches (
    head BLOB PRIMARY KEY,
    entries BLOB NOT NULL
) WITHOUT ROWID;

-- segments that came from elsewhere, and whose record of what was seen has not been read yet
CREATE TABLE unread (
    hash BLOB PRIMARY KEY
) WITHOUT ROWID;
CREATE TRIGGER segments_come AFTER INSERT ON segments WHEN NEW.pushed = 1
BEGIN
    INSERT OR IGNORE INTO unread VALUES (NEW.hash);
END;

-- heads that somebody saw and that are not here; no teller: this device held it once
CREATE TABLE missing_heads (
    hash BLOB NOT NULL,
    teller BLOB NOT NULL,
    device BLOB NOT NULL,
    chain BLOB NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (hash, teller)
) WITHOUT ROWID;

-- when, by the clock of this device, something new of a device last came
CREATE TABLE heard (
    device BLOB PRIMARY KEY,
    at_ms INTEGER NOT NULL
) WITHOUT ROWID;

-- erasures that were filed, by which device, and when by the clock of this one; settled: nothing is left to destroy
CREATE TABLE erasures (
    erasure BLOB PRIMARY KEY,
    target BLOB NOT NULL,
    part BLOB NOT NULL,
    device BLOB NOT NULL,
    accepted_ms INTEGER NOT NULL,
    settled INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- entries whose text was destroyed here, and for which erasure
CREATE TABLE destroyed (
    entry BLOB PRIMARY KEY,
    erasure BLOB NOT NULL
) WITHOUT ROWID;

-- leaves without a text in the bodies that are here, and the erasure that each names; a body that does not open
-- stands here with place -1. wanted: the reason does not count, so the text is asked for
CREATE TABLE bare (
    hash BLOB NOT NULL,
    place INTEGER NOT NULL,
    erasure BLOB NOT NULL,
    wanted INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (hash, place)
) WITHOUT ROWID;

-- bodies that the server is to have in place of its own; put is 1 once it has
CREATE TABLE new_bodies (
    hash BLOB PRIMARY KEY,
    put INTEGER NOT NULL
) WITHOUT ROWID;
