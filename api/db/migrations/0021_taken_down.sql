ALTER TABLE `comments` ADD `is_taken_down` integer DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE `comments` SET `is_taken_down` = true WHERE `is_published` = 0
  AND `receipt_code` IN (SELECT `receipt_code` FROM `events` WHERE `type` = 'published');
