-- A clock set back under the record is refused (decision 039): no row may be more than five minutes older than the newest
-- seal or event, and no seal older than the one before. Only samples, which count nowhere, are entered with past times.
-- The limit is that of api/ports/record-clock.ts. Both homes need it here: where several processes share a database, none
-- of them knows what the others have recorded.
CREATE TRIGGER events_in_time BEFORE INSERT ON events
WHEN NEW.at < -300000 + MAX(
  COALESCE((SELECT at FROM seals ORDER BY number DESC LIMIT 1), 0),
  COALESCE((SELECT at FROM events ORDER BY position DESC LIMIT 1), 0)
)
AND NOT EXISTS (SELECT 1 FROM comments WHERE receipt_code = NEW.receipt_code AND is_sample = 1)
BEGIN
  SELECT RAISE(ABORT, 'behind the record: the clock was set back');
END;
--> statement-breakpoint
CREATE TRIGGER commitment_events_in_time BEFORE INSERT ON commitment_events
WHEN NEW.is_sample = 0
  AND NEW.at < -300000 + COALESCE((SELECT at FROM seals ORDER BY number DESC LIMIT 1), 0)
BEGIN
  SELECT RAISE(ABORT, 'behind the record: the clock was set back');
END;
--> statement-breakpoint
CREATE TRIGGER seals_in_time BEFORE INSERT ON seals
WHEN NEW.at < (SELECT at FROM seals ORDER BY number DESC LIMIT 1)
BEGIN
  SELECT RAISE(ABORT, 'behind the record: the clock was set back');
END;
