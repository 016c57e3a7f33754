CREATE TABLE `arrival_keys` (
	`day` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `arrivals` (
	`jurisdiction` text NOT NULL,
	`day` text NOT NULL,
	`hour` integer NOT NULL,
	`received` integer NOT NULL,
	`senders` integer,
	`largest_sender` integer,
	`busiest_minute` integer NOT NULL,
	PRIMARY KEY(`jurisdiction`, `day`, `hour`)
);
--> statement-breakpoint
ALTER TABLE `comments` ADD `sender_mark` text;--> statement-breakpoint
ALTER TABLE `comments` ADD `came_in_crowd` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `comments_marked` ON `comments` (`received_at`) WHERE sender_mark IS NOT NULL;--> statement-breakpoint
CREATE TRIGGER arrivals_once BEFORE INSERT ON arrivals
WHEN EXISTS (SELECT 1 FROM arrivals WHERE jurisdiction = NEW.jurisdiction AND day = NEW.day AND hour = NEW.hour)
BEGIN
  SELECT RAISE(IGNORE);
END;
--> statement-breakpoint
CREATE TRIGGER arrivals_refuse_update BEFORE UPDATE ON arrivals
BEGIN
  SELECT RAISE(ABORT, 'arrivals are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER arrivals_refuse_delete BEFORE DELETE ON arrivals
BEGIN
  SELECT RAISE(ABORT, 'arrivals are append-only');
END;
