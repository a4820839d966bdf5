-- Everything is keyed by journal first, so that the tables can be distributed by it.

create table journals (
    journal      blob    not null primary key,  -- 16 bytes
    roster_head  blob    not null,              -- hash of the last roster entry, 32 bytes
    bytes        integer not null,              -- of all segments, as they travelled
    segments     integer not null,
    heads        integer not null
) strict, without rowid;

create table roster (
    journal  blob    not null,
    number   integer not null,                  -- 0 is genesis
    entry    blob    not null,                  -- as it travelled
    primary key (journal, number)
) strict, without rowid;

-- A table with row numbers, on purpose: new segments then lie side by side in the file, whatever their chain.
create table segments (
    journal   blob    not null,
    chain     blob    not null,                 -- 16 bytes
    number    integer not null,
    hash      blob    not null,                 -- of header and signature, 32 bytes
    previous  blob    not null,
    device    blob    not null,
    cited     integer not null,                 -- the number of the roster entry that it cites
    sent      blob    not null                  -- as it travelled
) strict;

create unique index segments_by_chain on segments (journal, chain, number, hash);

create table heads (
    journal  blob    not null,
    chain    blob    not null,
    number   integer not null,
    hash     blob    not null,
    primary key (journal, chain, number, hash)
) strict, without rowid;
