-- Attachments are immutable; they can be deleted only after the event `erased`. This also recreates triggers of 0001, to
-- cover the columns that 0002 added.
CREATE TRIGGER attachments_come_once BEFORE INSERT ON attachments
WHEN EXISTS (SELECT 1 FROM attachments WHERE receipt_code = NEW.receipt_code AND number = NEW.number)
BEGIN
  SELECT RAISE(ABORT, 'out of turn: attachments are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER attachments_refuse_update BEFORE UPDATE ON attachments
BEGIN
  SELECT RAISE(ABORT, 'attachments are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER attachments_refuse_delete BEFORE DELETE ON attachments
WHEN NOT EXISTS (SELECT 1 FROM events WHERE receipt_code = OLD.receipt_code AND type = 'erased')
BEGIN
  SELECT RAISE(ABORT, 'attachments go only when they are erased');
END;
--> statement-breakpoint
DROP TRIGGER comments_once;
--> statement-breakpoint
CREATE TRIGGER comments_once BEFORE INSERT ON comments
WHEN EXISTS (
  SELECT 1 FROM comments
  WHERE receipt_code = NEW.receipt_code OR submission_hash = NEW.submission_hash OR proof = NEW.proof
)
BEGIN
  SELECT RAISE(ABORT, 'out of turn: a comment is stored once');
END;
--> statement-breakpoint
DROP TRIGGER comments_refuse_rewriting;
--> statement-breakpoint
CREATE TRIGGER comments_refuse_rewriting BEFORE UPDATE OF
  receipt_code, jurisdiction, submission_hash, tracking_hash, likeness, proof, about, kind, title, text,
  may_be_published, is_sample, received_at, follows ON comments
BEGIN
  SELECT RAISE(ABORT, 'what a resident sent is never rewritten');
END;
