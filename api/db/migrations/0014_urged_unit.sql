CREATE INDEX `comments_urged_unit` ON `comments` (`jurisdiction`,`unit`,`due_at`,`receipt_code`) WHERE closed_at IS NULL AND urged_at IS NOT NULL;
