// The tests that `npm run mutation` runs against the clock and the life of a comment: examples only, gathered in two files,
// so that each mutant is fast.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/mutation/{clock,life}.ts'],
  },
});
