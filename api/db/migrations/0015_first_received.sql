DROP INDEX `comments_open`;--> statement-breakpoint
DROP INDEX `comments_open_unit`;--> statement-breakpoint
DROP INDEX `comments_open_state`;--> statement-breakpoint
DROP INDEX `comments_open_kind`;--> statement-breakpoint
DROP INDEX `comments_open_document`;--> statement-breakpoint
DROP INDEX `comments_held`;--> statement-breakpoint
DROP INDEX `comments_urged`;--> statement-breakpoint
DROP INDEX `comments_urged_unit`;--> statement-breakpoint
CREATE INDEX `comments_open` ON `comments` (`jurisdiction`,`due_at`,`received_at`,`receipt_code`) WHERE closed_at IS NULL;--> statement-breakpoint
CREATE INDEX `comments_open_unit` ON `comments` (`jurisdiction`,`unit`,`due_at`,`received_at`,`receipt_code`) WHERE closed_at IS NULL;--> statement-breakpoint
CREATE INDEX `comments_open_state` ON `comments` (`jurisdiction`,`state`,`due_at`,`received_at`,`receipt_code`) WHERE closed_at IS NULL;--> statement-breakpoint
CREATE INDEX `comments_open_kind` ON `comments` (`jurisdiction`,`kind`,`due_at`,`received_at`,`receipt_code`) WHERE closed_at IS NULL;--> statement-breakpoint
CREATE INDEX `comments_open_document` ON `comments` (`jurisdiction`,`document`,`due_at`,`received_at`,`receipt_code`) WHERE closed_at IS NULL;--> statement-breakpoint
CREATE INDEX `comments_held` ON `comments` (`jurisdiction`,`due_at`,`received_at`,`receipt_code`) WHERE closed_at IS NULL AND held_because IS NOT NULL;--> statement-breakpoint
CREATE INDEX `comments_urged` ON `comments` (`jurisdiction`,`due_at`,`received_at`,`receipt_code`) WHERE closed_at IS NULL AND urged_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `comments_urged_unit` ON `comments` (`jurisdiction`,`unit`,`due_at`,`received_at`,`receipt_code`) WHERE closed_at IS NULL AND urged_at IS NOT NULL;