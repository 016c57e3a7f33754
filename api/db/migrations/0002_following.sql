CREATE TABLE `disputes` (
	`receipt_code` text NOT NULL,
	`version` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`receipt_code`, `version`),
	FOREIGN KEY (`receipt_code`) REFERENCES `comments`(`receipt_code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `notes` (
	`receipt_code` text NOT NULL,
	`version` integer NOT NULL,
	`recipient` text NOT NULL,
	`what` text NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`next_at` integer NOT NULL,
	PRIMARY KEY(`receipt_code`, `version`, `recipient`),
	FOREIGN KEY (`receipt_code`) REFERENCES `comments`(`receipt_code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notes_waiting` ON `notes` (`next_at`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `notes_failed` ON `notes` (`receipt_code`) WHERE state = 'failed';--> statement-breakpoint
ALTER TABLE `comments` ADD `follows` text;--> statement-breakpoint
ALTER TABLE `comments` ADD `was_disputed` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `comments_disputed` ON `comments` (`jurisdiction`,`closed_at`,`receipt_code`) WHERE state = 'disputed';--> statement-breakpoint
CREATE INDEX `comments_follows` ON `comments` (`follows`) WHERE follows IS NOT NULL;--> statement-breakpoint
-- What stood here was not encrypted; it is dropped, not carried over.
DROP TABLE `contacts`;--> statement-breakpoint
CREATE TABLE `contacts` (
	`receipt_code` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`key_id` text NOT NULL,
	`is_reachable` integer NOT NULL,
	FOREIGN KEY (`receipt_code`) REFERENCES `comments`(`receipt_code`) ON UPDATE no action ON DELETE no action
);
