CREATE TABLE `reminders` (
	`about` text NOT NULL,
	`kind` text NOT NULL,
	`day` text NOT NULL,
	`recipient` text NOT NULL,
	`unit` text NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`next_at` integer NOT NULL,
	PRIMARY KEY(`about`, `kind`, `day`, `recipient`, `unit`)
);
--> statement-breakpoint
CREATE INDEX `reminders_waiting` ON `reminders` (`next_at`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `events_contact_views` ON `events` (`at`,`position`) WHERE type = 'contact-viewed';--> statement-breakpoint
CREATE INDEX `events_contact_views_actor` ON `events` (`actor`,`at`,`position`) WHERE type = 'contact-viewed';