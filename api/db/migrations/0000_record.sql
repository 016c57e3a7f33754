CREATE TABLE `comments` (
	`receipt_code` text PRIMARY KEY NOT NULL,
	`jurisdiction` text NOT NULL,
	`submission_hash` text NOT NULL,
	`tracking_hash` text NOT NULL,
	`about` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`may_be_published` integer NOT NULL,
	`is_sample` integer DEFAULT false NOT NULL,
	`follows` text,
	`received_at` integer NOT NULL,
	`state` text NOT NULL,
	`classification` text NOT NULL,
	`unit` text,
	`due_at` integer NOT NULL,
	`closed_at` integer,
	`closed_by` text,
	`working_days_used` integer,
	`reclassified` text NOT NULL,
	`solved` integer,
	`speed` integer,
	`manner` integer,
	`was_disputed` integer DEFAULT false NOT NULL,
	`is_published` integer NOT NULL,
	`calendar` integer NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `comments_submission_hash_unique` ON `comments` (`submission_hash`);--> statement-breakpoint
CREATE INDEX `comments_open` ON `comments` (`jurisdiction`,`due_at`,`receipt_code`) WHERE closed_at IS NULL;--> statement-breakpoint
CREATE INDEX `comments_open_unit` ON `comments` (`jurisdiction`,`unit`,`due_at`,`receipt_code`) WHERE closed_at IS NULL;--> statement-breakpoint
CREATE INDEX `comments_closed` ON `comments` (`jurisdiction`,`closed_at`,`receipt_code`) WHERE closed_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `comments_closed_unit` ON `comments` (`jurisdiction`,`unit`,`closed_at`,`receipt_code`) WHERE closed_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `comments_waiting` ON `comments` (`jurisdiction`,`received_at`,`receipt_code`) WHERE closed_at IS NULL;--> statement-breakpoint
CREATE INDEX `comments_waiting_unit` ON `comments` (`jurisdiction`,`unit`,`received_at`,`receipt_code`) WHERE closed_at IS NULL;--> statement-breakpoint
CREATE INDEX `comments_disputed` ON `comments` (`jurisdiction`,`closed_at`,`receipt_code`) WHERE state = 'disputed';--> statement-breakpoint
CREATE INDEX `comments_disputed_unit` ON `comments` (`jurisdiction`,`unit`,`closed_at`,`receipt_code`) WHERE state = 'disputed';--> statement-breakpoint
CREATE INDEX `comments_follows` ON `comments` (`follows`) WHERE follows IS NOT NULL;--> statement-breakpoint
CREATE INDEX `comments_received` ON `comments` (`jurisdiction`,`received_at`);--> statement-breakpoint
CREATE INDEX `comments_undecided` ON `comments` (`calendar`,`receipt_code`) WHERE (closed_at IS NULL OR closed_at >= due_at);--> statement-breakpoint
CREATE INDEX `comments_published` ON `comments` (`about`,`is_published`,`received_at`);--> statement-breakpoint
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
CREATE INDEX `commitment_events_of_document` ON `commitment_events` (`document`,`task`,`version`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`receipt_code` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`key_id` text NOT NULL,
	`is_reachable` integer NOT NULL,
	FOREIGN KEY (`receipt_code`) REFERENCES `comments`(`receipt_code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `disputes` (
	`receipt_code` text NOT NULL,
	`version` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`receipt_code`, `version`),
	FOREIGN KEY (`receipt_code`) REFERENCES `comments`(`receipt_code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `events` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`receipt_code` text NOT NULL,
	`version` integer NOT NULL,
	`type` text NOT NULL,
	`at` integer NOT NULL,
	`actor_role` text NOT NULL,
	`actor` text,
	`data` text NOT NULL,
	`salt` text NOT NULL,
	`leaf` text NOT NULL,
	FOREIGN KEY (`receipt_code`) REFERENCES `comments`(`receipt_code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_of_comment` ON `events` (`receipt_code`,`version`);--> statement-breakpoint
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
CREATE TABLE `replies` (
	`receipt_code` text NOT NULL,
	`version` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`receipt_code`, `version`),
	FOREIGN KEY (`receipt_code`) REFERENCES `comments`(`receipt_code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `seals` (
	`number` integer PRIMARY KEY NOT NULL,
	`previous` text NOT NULL,
	`first` integer NOT NULL,
	`last` integer NOT NULL,
	`root` text NOT NULL,
	`at` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `account_user` ON `account` (`user_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`username` text,
	`display_username` text,
	`role` text NOT NULL,
	`jurisdiction` text NOT NULL,
	`unit` text,
	`is_sample` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `user_username_unique` ON `user` (`username`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verification_identifier` ON `verification` (`identifier`);