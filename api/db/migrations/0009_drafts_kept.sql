-- Submitted drafts are part of the record (0001), as proof of what the reviewers approved or sent back.
CREATE TRIGGER drafts_belong_to_events BEFORE INSERT ON drafts
WHEN EXISTS (SELECT 1 FROM drafts WHERE receipt_code = NEW.receipt_code AND version = NEW.version)
  OR NOT EXISTS (
    SELECT 1 FROM events WHERE receipt_code = NEW.receipt_code AND version = NEW.version AND type = 'drafted'
  )
BEGIN
  SELECT RAISE(ABORT, 'out of turn: drafts are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER drafts_refuse_update BEFORE UPDATE ON drafts
BEGIN
  SELECT RAISE(ABORT, 'drafts are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER drafts_refuse_delete BEFORE DELETE ON drafts
BEGIN
  SELECT RAISE(ABORT, 'drafts are append-only');
END;
