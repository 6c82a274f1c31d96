-- Days are days since 1 January 1970; moments are seconds since then.
CREATE TABLE records (
	sequence      INTEGER PRIMARY KEY AUTOINCREMENT,
	id            BLOB    NOT NULL UNIQUE,
	reference     TEXT    NOT NULL UNIQUE,
	form          TEXT    NOT NULL,
	opportunity   TEXT    NOT NULL,
	received      INTEGER NOT NULL,
	expires       INTEGER NOT NULL,
	state         TEXT    NOT NULL,
	flags         TEXT    NOT NULL,
	keys          TEXT    NOT NULL,
	nonce         BLOB    NOT NULL UNIQUE,
	answers       BLOB    UNIQUE, -- NULL once answers_until is over
	answers_until INTEGER,
	seal          BLOB    NOT NULL,
	size          INTEGER NOT NULL,
	blob          BLOB    NOT NULL
) STRICT;
CREATE INDEX records_expires ON records (expires);
CREATE INDEX records_state ON records (state, sequence);
CREATE INDEX records_answers_until ON records (answers_until) WHERE answers_until IS NOT NULL;

CREATE TABLE outbox (
	sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
	id         BLOB    NOT NULL UNIQUE,
	record     BLOB    NOT NULL REFERENCES records (id) ON DELETE CASCADE,
	kind       TEXT    NOT NULL,
	address    BLOB,    -- encrypted; NULL once it is of no use
	state      TEXT    NOT NULL,
	attempts   INTEGER NOT NULL DEFAULT 0,
	last_error TEXT    NOT NULL DEFAULT '',
	queued     INTEGER, -- NULL once sent
	due        INTEGER, -- NULL unless waiting
	until      INTEGER  -- NULL unless waiting
) STRICT;
CREATE INDEX outbox_record ON outbox (record);
CREATE INDEX outbox_waiting ON outbox (sequence) WHERE state = 'waiting';

CREATE TABLE tombstones (
	reference TEXT    PRIMARY KEY,
	day       INTEGER NOT NULL,
	reason    TEXT    NOT NULL,
	who       TEXT    NOT NULL
) STRICT;
