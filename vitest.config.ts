import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{functions,shared,local,docs}/**/*.test.ts', 'test/**/*.test.ts'],
    restoreMocks: true,
  },
});
