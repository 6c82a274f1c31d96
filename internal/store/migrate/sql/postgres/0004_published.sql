-- What was published of the counts of records: never changed, and nothing more exact
-- than what the public sees.
CREATE TABLE published (
	quarter bigint NOT NULL, -- 4 times the year, and 0 to 3
	form    text   NOT NULL, -- '' for the quarter's own row
	counted bigint NOT NULL, -- a day
	sent    bigint NOT NULL, -- 0, 1 for "1 to 7", or rounded to 5
	done    bigint NOT NULL, -- a percentage, or -1 where it is withheld
	PRIMARY KEY (quarter, form)
);
