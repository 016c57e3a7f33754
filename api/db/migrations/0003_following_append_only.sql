-- Words go with the event that sent them: those of a reply with a reply or its correction, those of a dispute with a
-- dispute. Neither is ever changed.
DROP TRIGGER replies_belong_to_events;
--> statement-breakpoint
CREATE TRIGGER replies_belong_to_events BEFORE INSERT ON replies
WHEN EXISTS (SELECT 1 FROM replies WHERE receipt_code = NEW.receipt_code AND version = NEW.version)
  OR NOT EXISTS (
    SELECT 1 FROM events
    WHERE receipt_code = NEW.receipt_code AND version = NEW.version AND type IN ('replied', 'corrected')
  )
BEGIN
  SELECT RAISE(ABORT, 'out of turn: replies are append-only');
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
--> statement-breakpoint
CREATE TRIGGER comments_refuse_relinking BEFORE UPDATE OF follows ON comments
BEGIN
  SELECT RAISE(ABORT, 'what a resident sent is never rewritten');
END;
