-- The record is append-only, whatever the application does: the database itself refuses to change or drop an event,
-- a reply that was sent, or the words and the time of a comment.
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
CREATE TRIGGER comments_refuse_rewriting BEFORE UPDATE OF
  receipt_code, jurisdiction, submission_hash, about, kind, title, text, received_at ON comments
BEGIN
  SELECT RAISE(ABORT, 'what a resident sent is never rewritten');
END;
--> statement-breakpoint
CREATE TRIGGER comments_refuse_delete BEFORE DELETE ON comments
BEGIN
  SELECT RAISE(ABORT, 'comments are never deleted');
END;
