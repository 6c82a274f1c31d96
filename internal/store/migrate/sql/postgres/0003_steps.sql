-- What the team did with a record. A row is never changed but to seal it anew: it is a
-- mark, with a state, or a note, with a sealed text.
CREATE TABLE steps (
	sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	id       bytea  NOT NULL UNIQUE,
	record   bytea  NOT NULL REFERENCES records (id) ON DELETE CASCADE,
	day      bigint NOT NULL,
	who      text   NOT NULL, -- a role
	state    text   NOT NULL, -- of a mark, '' of a note
	replaces bytea  NOT NULL, -- ids of the marks that whoever made this one saw, 16 bytes each
	keys     text   NOT NULL, -- what a note is sealed to, '' of a mark
	blob     bytea  NOT NULL
);
ALTER TABLE steps ALTER blob SET STORAGE EXTERNAL;
CREATE INDEX steps_record ON steps (record, sequence);
