-- What the team did with a record. A row is never changed but to seal it anew: it is a
-- mark, with a state, or a note, with a sealed text.
CREATE TABLE steps (
	sequence INTEGER PRIMARY KEY AUTOINCREMENT,
	id       BLOB    NOT NULL UNIQUE,
	record   BLOB    NOT NULL REFERENCES records (id) ON DELETE CASCADE,
	day      INTEGER NOT NULL,
	who      TEXT    NOT NULL, -- a role
	state    TEXT    NOT NULL, -- of a mark, '' of a note
	replaces BLOB    NOT NULL, -- ids of the marks that whoever made this one saw, 16 bytes each
	keys     TEXT    NOT NULL, -- what a note is sealed to, '' of a mark
	blob     BLOB    NOT NULL
) STRICT;
CREATE INDEX steps_record ON steps (record, sequence);
