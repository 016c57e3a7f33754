// The example tests of the life of a comment in one file: each mutant then loads the modules once.
import '../unit/life-conditions.test.ts';
import '../unit/life-drafts.test.ts';
import '../unit/life-effects.test.ts';
import '../unit/life-facts.test.ts';
import '../unit/life-forms.test.ts';
import '../unit/life-lines.test.ts';
import '../unit/life-registry.test.ts';
import '../unit/life-repeated.test.ts';
import '../unit/life-requests.test.ts';
import '../unit/life-rules.test.ts';
import '../unit/life-states.test.ts';
import '../unit/life-words.test.ts';
import '../unit/lifecycle.test.ts';
import '../unit/redactions.test.ts';
import '../unit/reply.test.ts';
import '../unit/stored-events.test.ts';
