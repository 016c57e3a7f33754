-- The log of account changes is append-only, like the record (0001). The trigger covers INSERT OR REPLACE too.
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
-- If two people redeem the same link, the database rejects the second one's batch.
CREATE TRIGGER account_links_serve_once BEFORE UPDATE ON account_links
WHEN OLD.used_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'out of turn: a link serves once');
END;
--> statement-breakpoint
-- Events refer to accounts by id, so accounts are never deleted.
CREATE TRIGGER user_refuse_delete BEFORE DELETE ON user
BEGIN
  SELECT RAISE(ABORT, 'accounts are never deleted');
END;
