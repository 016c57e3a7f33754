-- What witnesses hold is evidence, and so append-only.
CREATE TRIGGER witness_marks_refuse_replace BEFORE INSERT ON witness_marks
WHEN EXISTS (SELECT 1 FROM witness_marks WHERE seal = NEW.seal AND witness = NEW.witness)
BEGIN
  SELECT RAISE(ABORT, 'out of turn: witness_marks is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER witness_marks_refuse_update BEFORE UPDATE ON witness_marks
BEGIN
  SELECT RAISE(ABORT, 'witness_marks is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER witness_marks_refuse_delete BEFORE DELETE ON witness_marks
BEGIN
  SELECT RAISE(ABORT, 'witness_marks is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER witnessed_heads_refuse_replace BEFORE INSERT ON witnessed_heads
WHEN EXISTS (
  SELECT 1 FROM witnessed_heads
  WHERE site = NEW.site AND places = NEW.places AND number = NEW.number AND hash = NEW.hash
)
BEGIN
  SELECT RAISE(ABORT, 'out of turn: witnessed_heads is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER witnessed_heads_refuse_update BEFORE UPDATE ON witnessed_heads
BEGIN
  SELECT RAISE(ABORT, 'witnessed_heads is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER witnessed_heads_refuse_delete BEFORE DELETE ON witnessed_heads
BEGIN
  SELECT RAISE(ABORT, 'witnessed_heads is append-only');
END;
