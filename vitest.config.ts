import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{functions,shared,local,docs}/**/*.test.ts', 'test/**/*.test.ts'],
    // Most tests wait for servers and clocks rather than for a processor.
    maxWorkers: 3,
    restoreMocks: true,
    // No test is about speed: a slow machine must not fail one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
