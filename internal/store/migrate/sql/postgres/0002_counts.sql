-- How often something was done in a stretch of time, for limits. who is an HMAC.
CREATE TABLE counts (
	who    bytea  NOT NULL,
	span   bigint NOT NULL, -- the moment at which the stretch began
	forget bigint NOT NULL,
	n      bigint NOT NULL,
	PRIMARY KEY (who, span)
);
CREATE INDEX counts_forget ON counts (forget);
