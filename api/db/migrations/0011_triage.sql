CREATE TABLE `advice` (
	`receipt_code` text NOT NULL,
	`version` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`receipt_code`, `version`),
	FOREIGN KEY (`receipt_code`) REFERENCES `comments`(`receipt_code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `helping` (
	`receipt_code` text NOT NULL,
	`jurisdiction` text NOT NULL,
	`unit` text NOT NULL,
	`due_at` integer NOT NULL,
	PRIMARY KEY(`receipt_code`, `unit`),
	FOREIGN KEY (`receipt_code`) REFERENCES `comments`(`receipt_code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `helping_open` ON `helping` (`jurisdiction`,`unit`,`due_at`,`receipt_code`);--> statement-breakpoint
ALTER TABLE `comments` ADD `helpers` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `comments_handled` ON `comments` (`jurisdiction`,`about`,`received_at`) WHERE unit IS NOT NULL;