import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{functions,shared,local,docs}/**/*.test.ts', 'test/**/*.test.ts'],
    // Most tests wait for servers and clocks rather than for a processor.
    maxWorkers: 3,
    restoreMocks: true,
    // The language of what a process says must not be that of the machine. A test that wants another gives it itself.
    env: { LC_ALL: 'C' },
    // No test is about speed: a slow machine must not fail one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
