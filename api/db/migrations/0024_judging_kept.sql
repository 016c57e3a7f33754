-- What judged is never rewritten (decision 037), and a new calendar is one act (decision 038): it comes into force only when
-- every undecided window is counted by it, and from then on no window is counted by an older one.
CREATE TRIGGER judging_files_once BEFORE INSERT ON judging_files
WHEN EXISTS (SELECT 1 FROM judging_files WHERE kind = NEW.kind AND identity = NEW.identity)
BEGIN
  SELECT RAISE(ABORT, 'out of turn: judging files are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER judging_files_refuse_update BEFORE UPDATE ON judging_files
BEGIN
  SELECT RAISE(ABORT, 'judging files are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER judging_files_refuse_delete BEFORE DELETE ON judging_files
BEGIN
  SELECT RAISE(ABORT, 'judging files are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER calendar_in_force_enters BEFORE INSERT ON calendar_in_force
WHEN NEW.id <> 1 OR EXISTS (SELECT 1 FROM calendar_in_force WHERE version > NEW.version) OR EXISTS (
  SELECT 1 FROM comments WHERE (closed_at IS NULL OR closed_at >= due_at) AND calendar < NEW.version
)
BEGIN
  SELECT RAISE(ABORT, 'out of turn: a window is counted by an older calendar');
END;
--> statement-breakpoint
CREATE TRIGGER calendar_in_force_moves BEFORE UPDATE ON calendar_in_force
WHEN NEW.id <> 1 OR NEW.version < OLD.version OR EXISTS (
  SELECT 1 FROM comments WHERE (closed_at IS NULL OR closed_at >= due_at) AND calendar < NEW.version
)
BEGIN
  SELECT RAISE(ABORT, 'out of turn: a window is counted by an older calendar');
END;
--> statement-breakpoint
CREATE TRIGGER calendar_in_force_stays BEFORE DELETE ON calendar_in_force
BEGIN
  SELECT RAISE(ABORT, 'a calendar is in force');
END;
--> statement-breakpoint
CREATE TRIGGER comments_counted_by_calendar BEFORE INSERT ON comments
WHEN (NEW.closed_at IS NULL OR NEW.closed_at >= NEW.due_at)
  AND NEW.calendar < (SELECT version FROM calendar_in_force)
BEGIN
  SELECT RAISE(ABORT, 'out of turn: a newer calendar is in force');
END;
--> statement-breakpoint
CREATE TRIGGER comments_recounted_by_calendar BEFORE UPDATE OF calendar ON comments
WHEN (NEW.closed_at IS NULL OR NEW.closed_at >= NEW.due_at)
  AND NEW.calendar < (SELECT version FROM calendar_in_force)
BEGIN
  SELECT RAISE(ABORT, 'out of turn: a newer calendar is in force');
END;
