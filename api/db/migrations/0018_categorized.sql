-- The desk may name the subject and kind of a comment. Both columns then follow the event that says so; what the resident
-- sent stays in the event of the receipt.
DROP TRIGGER comments_refuse_rewriting;
--> statement-breakpoint
CREATE TRIGGER comments_refuse_rewriting BEFORE UPDATE OF
  receipt_code, jurisdiction, submission_hash, tracking_hash, likeness, proof, title, text,
  may_be_published, is_sample, received_at, follows ON comments
BEGIN
  SELECT RAISE(ABORT, 'what a resident sent is never rewritten');
END;
--> statement-breakpoint
CREATE TRIGGER comments_refuse_category BEFORE UPDATE OF about, document, kind ON comments
WHEN NOT EXISTS (
  SELECT 1 FROM events
  WHERE receipt_code = NEW.receipt_code AND type = 'categorized'
    AND json_extract(data, '$.about') = NEW.about AND json_extract(data, '$.kind') = NEW.kind
)
BEGIN
  SELECT RAISE(ABORT, 'only an event changes the subject or kind of a comment');
END;
