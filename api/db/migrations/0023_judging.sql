CREATE TABLE `calendar_in_force` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `judging_files` (
	`kind` text NOT NULL,
	`identity` text NOT NULL,
	`hash` text NOT NULL,
	`first_seen` integer NOT NULL,
	PRIMARY KEY(`kind`, `identity`)
);
--> statement-breakpoint
ALTER TABLE `comments` ADD `verdict` text;--> statement-breakpoint
ALTER TABLE `comments` ADD `is_bound` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `comments_unbound` ON `comments` (`receipt_code`) WHERE is_bound = 0;