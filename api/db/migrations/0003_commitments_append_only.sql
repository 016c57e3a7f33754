-- What was recorded about a task is append-only like the events of comments (0001). INSERT is watched too: INSERT OR
-- REPLACE would delete without DELETE, by version, by submission, or by position.
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
