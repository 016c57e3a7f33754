-- Advice of supporting units is part of the record (0001), as proof for the units that relied on it.
CREATE TRIGGER advice_belongs_to_events BEFORE INSERT ON advice
WHEN EXISTS (SELECT 1 FROM advice WHERE receipt_code = NEW.receipt_code AND version = NEW.version)
  OR NOT EXISTS (
    SELECT 1 FROM events WHERE receipt_code = NEW.receipt_code AND version = NEW.version AND type = 'advised'
  )
BEGIN
  SELECT RAISE(ABORT, 'out of turn: advice is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER advice_refuse_update BEFORE UPDATE ON advice
BEGIN
  SELECT RAISE(ABORT, 'advice is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER advice_refuse_delete BEFORE DELETE ON advice
BEGIN
  SELECT RAISE(ABORT, 'advice is append-only');
END;
