CREATE TABLE `commitment_events` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`jurisdiction` text NOT NULL,
	`document` text NOT NULL,
	`task` text NOT NULL,
	`version` integer NOT NULL,
	`submission_hash` text NOT NULL,
	`status` text NOT NULL,
	`on_day` text,
	`text` text NOT NULL,
	`link` text,
	`corrects` integer,
	`at` integer NOT NULL,
	`actor_role` text NOT NULL,
	`actor` text NOT NULL,
	`unit` text,
	`is_sample` integer NOT NULL,
	CONSTRAINT "a_result_has_a_link" CHECK(status <> 'finished' OR (link IS NOT NULL AND on_day IS NOT NULL)),
	CONSTRAINT "a_correction_names_a_record" CHECK((status = 'correction') = (corrects IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `commitment_events_submission_hash_unique` ON `commitment_events` (`submission_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `commitment_events_of_task` ON `commitment_events` (`task`,`version`);--> statement-breakpoint
CREATE INDEX `commitment_events_of_document` ON `commitment_events` (`document`,`task`,`version`);