// The clock's example tests in one file: each mutant then loads the modules once.
import '../unit/announced-calendar.test.ts';
import '../unit/calendar.test.ts';
import '../unit/clock.test.ts';
import '../unit/rules.test.ts';
import '../unit/window-view.test.ts';
import '../unit/window-words.test.ts';
