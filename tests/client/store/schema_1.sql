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
    number INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (chain, hash)
) WITHOUT ROWID;

-- signed and kept, but not accepted: waiting for what they follow, or quarantined
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
