-- The record is append-only, even if the application has a bug: triggers reject changes to events, sent replies and
-- residents' comments. They also cover INSERT, because INSERT OR REPLACE deletes rows without firing DELETE triggers.
CREATE TRIGGER events_in_turn BEFORE INSERT ON events
WHEN NEW.version <> (SELECT COALESCE(MAX(version), 0) + 1 FROM events WHERE receipt_code = NEW.receipt_code)
  OR EXISTS (SELECT 1 FROM events WHERE position = NEW.position)
BEGIN
  SELECT RAISE(ABORT, 'out of turn: events are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events
BEGIN
  SELECT RAISE(ABORT, 'events are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER events_refuse_delete BEFORE DELETE ON events
BEGIN
  SELECT RAISE(ABORT, 'events are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER replies_belong_to_events BEFORE INSERT ON replies
WHEN EXISTS (SELECT 1 FROM replies WHERE receipt_code = NEW.receipt_code AND version = NEW.version)
  OR NOT EXISTS (
    SELECT 1 FROM events WHERE receipt_code = NEW.receipt_code AND version = NEW.version AND type IN ('replied', 'corrected')
  )
BEGIN
  SELECT RAISE(ABORT, 'out of turn: replies are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER replies_refuse_update BEFORE UPDATE ON replies
BEGIN
  SELECT RAISE(ABORT, 'replies are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER replies_refuse_delete BEFORE DELETE ON replies
BEGIN
  SELECT RAISE(ABORT, 'replies are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER comments_once BEFORE INSERT ON comments
WHEN EXISTS (
  SELECT 1 FROM comments WHERE receipt_code = NEW.receipt_code OR submission_hash = NEW.submission_hash
)
BEGIN
  SELECT RAISE(ABORT, 'out of turn: a comment is stored once');
END;
--> statement-breakpoint
CREATE TRIGGER comments_refuse_rewriting BEFORE UPDATE OF
  receipt_code, jurisdiction, submission_hash, tracking_hash, about, kind, title, text, may_be_published, is_sample,
  received_at, follows ON comments
BEGIN
  SELECT RAISE(ABORT, 'what a resident sent is never rewritten');
END;
--> statement-breakpoint
CREATE TRIGGER comments_refuse_delete BEFORE DELETE ON comments
BEGIN
  SELECT RAISE(ABORT, 'comments are never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER seals_in_turn BEFORE INSERT ON seals
WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM seals)
  OR NEW.first <> (SELECT COALESCE(MAX(last), 0) + 1 FROM seals)
BEGIN
  SELECT RAISE(ABORT, 'out of turn: seals are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER seals_refuse_update BEFORE UPDATE ON seals
BEGIN
  SELECT RAISE(ABORT, 'seals are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER seals_refuse_delete BEFORE DELETE ON seals
BEGIN
  SELECT RAISE(ABORT, 'seals are append-only');
END;
--> statement-breakpoint
-- Progress records of tasks are append-only, like the events of comments. The trigger covers INSERT OR REPLACE by
-- version, by submission and by position.
CREATE TRIGGER commitment_events_in_turn BEFORE INSERT ON commitment_events
WHEN NEW.version <> (SELECT COALESCE(MAX(version), 0) + 1 FROM commitment_events WHERE task = NEW.task)
  OR EXISTS (
    SELECT 1 FROM commitment_events WHERE submission_hash = NEW.submission_hash OR position = NEW.position
  )
BEGIN
  SELECT RAISE(ABORT, 'out of turn: commitment events are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER commitment_events_refuse_update BEFORE UPDATE ON commitment_events
BEGIN
  SELECT RAISE(ABORT, 'commitment events are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER commitment_events_refuse_delete BEFORE DELETE ON commitment_events
BEGIN
  SELECT RAISE(ABORT, 'commitment events are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER disputes_belong_to_events BEFORE INSERT ON disputes
WHEN EXISTS (SELECT 1 FROM disputes WHERE receipt_code = NEW.receipt_code AND version = NEW.version)
  OR NOT EXISTS (
    SELECT 1 FROM events WHERE receipt_code = NEW.receipt_code AND version = NEW.version AND type = 'disputed'
  )
BEGIN
  SELECT RAISE(ABORT, 'out of turn: disputes are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER disputes_refuse_update BEFORE UPDATE ON disputes
BEGIN
  SELECT RAISE(ABORT, 'disputes are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER disputes_refuse_delete BEFORE DELETE ON disputes
BEGIN
  SELECT RAISE(ABORT, 'disputes are append-only');
END;
