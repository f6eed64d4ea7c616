-- The tables of layout 1, as Silkfield 0.1 made them. Never changed: a store of that time is made with them.
CREATE TABLE arrival (
	id INTEGER NOT NULL,
	digest VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	size INTEGER NOT NULL,
	export VARCHAR NOT NULL,
	part INTEGER NOT NULL,
	parts INTEGER NOT NULL,
	number INTEGER NOT NULL,
	kind INTEGER NOT NULL,
	label VARCHAR NOT NULL,
	device VARCHAR NOT NULL,
	site VARCHAR NOT NULL,
	stream INTEGER NOT NULL,
	first INTEGER NOT NULL,
	last INTEGER NOT NULL,
	made INTEGER NOT NULL,
	arrived INTEGER NOT NULL,
	settled INTEGER NOT NULL,
	person VARCHAR NOT NULL,
	result VARCHAR NOT NULL,
	code VARCHAR NOT NULL,
	detail VARCHAR NOT NULL,
	"plan" VARCHAR NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (digest)
);
CREATE INDEX arrival_export ON arrival (export);
CREATE TABLE body (
	id INTEGER NOT NULL,
	entry INTEGER NOT NULL,
	place INTEGER NOT NULL,
	line BLOB NOT NULL,
	type VARCHAR NOT NULL,
	record VARCHAR NOT NULL,
	form VARCHAR NOT NULL,
	revision VARCHAR NOT NULL,
	held BOOLEAN NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX body_entry ON body (entry, form, record);
CREATE INDEX body_record ON body (record);
CREATE TABLE draft (
	id VARCHAR NOT NULL,
	form VARCHAR NOT NULL,
	record VARCHAR NOT NULL,
	made_from VARCHAR NOT NULL,
	answers VARCHAR NOT NULL,
	person VARCHAR NOT NULL,
	kept INTEGER NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE entry (
	id INTEGER NOT NULL,
	stream INTEGER NOT NULL,
	n INTEGER NOT NULL,
	hash BLOB NOT NULL,
	previous BLOB NOT NULL,
	header BLOB NOT NULL,
	schema INTEGER NOT NULL,
	lamport INTEGER NOT NULL,
	wall INTEGER NOT NULL,
	zone INTEGER NOT NULL,
	person VARCHAR NOT NULL,
	why VARCHAR NOT NULL,
	"transaction" VARCHAR NOT NULL,
	batch VARCHAR NOT NULL,
	arrival INTEGER NOT NULL,
	withheld BOOLEAN NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX entry_batch ON entry (batch) WHERE batch != '';
CREATE UNIQUE INDEX entry_hash ON entry (hash);
CREATE INDEX entry_place ON entry (stream, n);
CREATE TABLE fact (
	"key" VARCHAR NOT NULL,
	value VARCHAR NOT NULL,
	PRIMARY KEY ("key")
);
CREATE TABLE invitation (
	token VARCHAR NOT NULL,
	site VARCHAR NOT NULL,
	code VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	laptop INTEGER NOT NULL,
	expires INTEGER NOT NULL,
	used INTEGER NOT NULL,
	document BLOB NOT NULL,
	PRIMARY KEY (token)
);
CREATE TABLE person (
	id VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	role VARCHAR NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE receipt (
	stream INTEGER NOT NULL,
	replica VARCHAR NOT NULL,
	n INTEGER NOT NULL,
	tip INTEGER NOT NULL,
	document VARCHAR NOT NULL,
	arrived INTEGER NOT NULL,
	PRIMARY KEY (stream)
);
CREATE TABLE seen (
	device VARCHAR NOT NULL,
	stream VARCHAR NOT NULL,
	n INTEGER NOT NULL,
	hash VARCHAR NOT NULL,
	PRIMARY KEY (device, stream)
);
CREATE TABLE sending (
	id INTEGER NOT NULL,
	export VARCHAR NOT NULL,
	number INTEGER NOT NULL,
	kind INTEGER NOT NULL,
	site VARCHAR NOT NULL,
	made INTEGER NOT NULL,
	person VARCHAR NOT NULL,
	folder VARCHAR NOT NULL,
	records INTEGER NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (export)
);
CREATE TABLE sending_part (
	id INTEGER NOT NULL,
	sending INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	size INTEGER NOT NULL,
	digest VARCHAR NOT NULL,
	stream INTEGER NOT NULL,
	first INTEGER NOT NULL,
	last INTEGER NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_sending_part_digest ON sending_part (digest);
CREATE INDEX ix_sending_part_sending ON sending_part (sending);
CREATE TABLE stream (
	id INTEGER NOT NULL,
	replica VARCHAR NOT NULL,
	audience VARCHAR NOT NULL,
	device VARCHAR NOT NULL,
	site VARCHAR NOT NULL,
	tip INTEGER NOT NULL,
	tip_hash BLOB NOT NULL,
	head INTEGER NOT NULL,
	head_hash BLOB NOT NULL,
	heard INTEGER NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (replica, audience)
);
CREATE TABLE taken_in (
	"key" VARCHAR NOT NULL,
	batch VARCHAR NOT NULL,
	record VARCHAR NOT NULL,
	PRIMARY KEY ("key")
);
CREATE INDEX ix_taken_in_batch ON taken_in (batch);
