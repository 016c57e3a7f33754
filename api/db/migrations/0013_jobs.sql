CREATE TABLE `jobs` (
	`name` text PRIMARY KEY NOT NULL,
	`started_at` integer,
	`succeeded_at` integer,
	`failed_at` integer,
	`note` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `reminders_failed` ON `reminders` (`about`) WHERE state = 'failed';