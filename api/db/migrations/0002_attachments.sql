CREATE TABLE `attachments` (
	`receipt_code` text NOT NULL,
	`number` integer NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`hash` text NOT NULL,
	`place` text NOT NULL,
	PRIMARY KEY(`receipt_code`, `number`),
	FOREIGN KEY (`receipt_code`) REFERENCES `comments`(`receipt_code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attachments_place` ON `attachments` (`place`);--> statement-breakpoint
ALTER TABLE `comments` ADD `likeness` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `comments` ADD `proof` text;--> statement-breakpoint
ALTER TABLE `comments` ADD `held_because` text;--> statement-breakpoint
CREATE UNIQUE INDEX `comments_proof_unique` ON `comments` (`proof`);--> statement-breakpoint
CREATE INDEX `comments_likeness` ON `comments` (`jurisdiction`,`likeness`,`received_at`);--> statement-breakpoint
CREATE INDEX `comments_published_here` ON `comments` (`jurisdiction`,`received_at`) WHERE is_published = 1;