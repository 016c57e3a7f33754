CREATE TABLE `witness_marks` (
	`seal` integer NOT NULL,
	`witness` text NOT NULL,
	`at` integer NOT NULL,
	`nonce` text NOT NULL,
	`token` text NOT NULL,
	PRIMARY KEY(`seal`, `witness`)
);
--> statement-breakpoint
CREATE TABLE `witnessed_heads` (
	`site` text NOT NULL,
	`places` text NOT NULL,
	`number` integer NOT NULL,
	`hash` text NOT NULL,
	`sealed_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`site`, `places`, `number`, `hash`)
);
