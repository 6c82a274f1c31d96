-- How often something was done in a stretch of time, for limits. who is an HMAC.
CREATE TABLE counts (
	who    BLOB    NOT NULL,
	span   INTEGER NOT NULL, -- the moment at which the stretch began
	forget INTEGER NOT NULL,
	n      INTEGER NOT NULL,
	PRIMARY KEY (who, span)
) STRICT, WITHOUT ROWID;
CREATE INDEX counts_forget ON counts (forget);
