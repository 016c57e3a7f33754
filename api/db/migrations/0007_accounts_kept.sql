-- What was done to accounts is append-only, like the record (0001). INSERT is watched too: INSERT OR REPLACE would
-- delete without DELETE.
CREATE TRIGGER account_events_in_turn BEFORE INSERT ON account_events
WHEN EXISTS (SELECT 1 FROM account_events WHERE position = NEW.position)
BEGIN
  SELECT RAISE(ABORT, 'out of turn: account events are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER account_events_refuse_update BEFORE UPDATE ON account_events
BEGIN
  SELECT RAISE(ABORT, 'account events are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER account_events_refuse_delete BEFORE DELETE ON account_events
BEGIN
  SELECT RAISE(ABORT, 'account events are append-only');
END;
--> statement-breakpoint
-- Two people with the same link: the second is refused by the database, with all that came along.
CREATE TRIGGER account_links_serve_once BEFORE UPDATE ON account_links
WHEN OLD.used_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'out of turn: a link serves once');
END;
--> statement-breakpoint
-- The record names accounts by their id.
CREATE TRIGGER user_refuse_delete BEFORE DELETE ON user
BEGIN
  SELECT RAISE(ABORT, 'accounts are never deleted');
END;
