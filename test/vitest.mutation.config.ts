// The tests for `npm run mutation` on the clock and the lifecycle. Only examples, so that each mutant is fast.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: [
      'test/unit/{announced-calendar,calendar,clock,life-registry,life-rules,life-states,life-words,lifecycle,publication,reply,rules,stored-events,window-view,window-words}.test.ts',
    ],
  },
});
