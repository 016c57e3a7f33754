-- Full-text index for the queue's search: one row per comment, with the position of its receipt event as rowid. The index
-- is contentless: it does not store the text. Rows can be deleted.
CREATE VIRTUAL TABLE comment_words USING fts5(
  words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0'
);
--> statement-breakpoint
UPDATE comments SET document = substr(about || '/', 1, instr(about || '/', '/') - 1);
--> statement-breakpoint
DROP TRIGGER comments_refuse_rewriting;
--> statement-breakpoint
CREATE TRIGGER comments_refuse_rewriting BEFORE UPDATE OF
  receipt_code, jurisdiction, submission_hash, tracking_hash, likeness, proof, about, document, kind, title, text,
  may_be_published, is_sample, received_at, follows ON comments
BEGIN
  SELECT RAISE(ABORT, 'what a resident sent is never rewritten');
END;
