CREATE TABLE `presence` (
	`receipt_code` text NOT NULL,
	`account` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`receipt_code`, `account`),
	FOREIGN KEY (`receipt_code`) REFERENCES `comments`(`receipt_code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `presence_at` ON `presence` (`at`);--> statement-breakpoint
CREATE TABLE `saved_views` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account` text NOT NULL,
	`name` text NOT NULL,
	`filter` text NOT NULL,
	FOREIGN KEY (`account`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_views_of_account` ON `saved_views` (`account`,`name`);--> statement-breakpoint
ALTER TABLE `comments` ADD `document` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `comments` ADD `urged_at` integer;--> statement-breakpoint
CREATE INDEX `comments_open_state` ON `comments` (`jurisdiction`,`state`,`due_at`,`receipt_code`) WHERE closed_at IS NULL;--> statement-breakpoint
CREATE INDEX `comments_open_kind` ON `comments` (`jurisdiction`,`kind`,`due_at`,`receipt_code`) WHERE closed_at IS NULL;--> statement-breakpoint
CREATE INDEX `comments_open_document` ON `comments` (`jurisdiction`,`document`,`due_at`,`receipt_code`) WHERE closed_at IS NULL;--> statement-breakpoint
CREATE INDEX `comments_closed_document` ON `comments` (`jurisdiction`,`document`,`closed_at`,`receipt_code`) WHERE closed_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `comments_held` ON `comments` (`jurisdiction`,`due_at`,`receipt_code`) WHERE closed_at IS NULL AND held_because IS NOT NULL;--> statement-breakpoint
CREATE INDEX `comments_urged` ON `comments` (`jurisdiction`,`due_at`,`receipt_code`) WHERE closed_at IS NULL AND urged_at IS NOT NULL;