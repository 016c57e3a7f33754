-- Samples of progress are entered with past times, like sample comments (0019).
DROP TRIGGER commitment_events_in_time;
--> statement-breakpoint
CREATE TRIGGER commitment_events_in_time BEFORE INSERT ON commitment_events
WHEN NEW.is_sample = 0 AND NEW.at < -300000 + COALESCE((SELECT at FROM seals ORDER BY number DESC LIMIT 1), 0)
BEGIN
  SELECT RAISE(ABORT, 'behind the record: the clock was set back');
END;
