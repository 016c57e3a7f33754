CREATE TABLE `drafts` (
	`receipt_code` text NOT NULL,
	`version` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`receipt_code`, `version`),
	FOREIGN KEY (`receipt_code`) REFERENCES `comments`(`receipt_code`) ON UPDATE no action ON DELETE no action
);
