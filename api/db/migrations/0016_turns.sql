ALTER TABLE `comments` ADD `turns` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX `comments_without_turns` ON `comments` (`receipt_code`) WHERE turns = '[]';