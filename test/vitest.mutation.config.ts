// The tests that `npm run mutation` runs against the clock and lifecycle: examples only, so that each mutant is fast.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: [
      'test/unit/{announced-calendar,calendar,clock,life-facts,life-registry,life-rules,life-states,life-words,lifecycle,publication,reply,rules,stored-events,window-view,window-words}.test.ts',
    ],
  },
});
