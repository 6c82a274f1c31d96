-- Days are days since 1 January 1970; moments are seconds since then.
CREATE TABLE records (
	sequence      bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	id            bytea   NOT NULL UNIQUE,
	reference     text    NOT NULL UNIQUE,
	form          text    NOT NULL,
	opportunity   text    NOT NULL,
	received      bigint  NOT NULL,
	expires       bigint  NOT NULL,
	state         text    NOT NULL,
	flags         text    NOT NULL,
	keys          text    NOT NULL,
	nonce         bytea   NOT NULL UNIQUE,
	answers       bytea   UNIQUE, -- NULL once answers_until is over
	answers_until bigint,
	seal          bytea   NOT NULL,
	size          bigint  NOT NULL,
	blob          bytea   NOT NULL
);
-- What is sealed can't be compressed.
ALTER TABLE records ALTER blob SET STORAGE EXTERNAL;
CREATE INDEX records_expires ON records (expires);
CREATE INDEX records_state ON records (state, sequence);
CREATE INDEX records_answers_until ON records (answers_until) WHERE answers_until IS NOT NULL;

CREATE TABLE outbox (
	sequence   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	id         bytea  NOT NULL UNIQUE,
	record     bytea  NOT NULL REFERENCES records (id) ON DELETE CASCADE,
	kind       text   NOT NULL,
	address    bytea,  -- encrypted; NULL once it is of no use
	state      text   NOT NULL,
	attempts   bigint NOT NULL DEFAULT 0,
	last_error text   NOT NULL DEFAULT '',
	queued     bigint, -- NULL once sent
	due        bigint, -- NULL unless waiting
	until      bigint  -- NULL unless waiting
);
CREATE INDEX outbox_record ON outbox (record);
CREATE INDEX outbox_waiting ON outbox (sequence) WHERE state = 'waiting';

CREATE TABLE tombstones (
	reference text   PRIMARY KEY,
	day       bigint NOT NULL,
	reason    text   NOT NULL,
	who       text   NOT NULL
);
