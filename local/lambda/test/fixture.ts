import { fileURLToPath } from 'node:url';

const fixtures = {
  'broken-module.ts': new URL('./fixtures/broken-module.ts', import.meta.url),
  'carry.ts': new URL('./fixtures/carry.ts', import.meta.url),
  'echo.ts': new URL('./fixtures/echo.ts', import.meta.url),
  'forward.ts': new URL('./fixtures/forward.ts', import.meta.url),
  'no-handler.ts': new URL('./fixtures/no-handler.ts', import.meta.url),
  'note.ts': new URL('./fixtures/note.ts', import.meta.url),
  'obey.ts': new URL('./fixtures/obey.ts', import.meta.url),
  'tick.ts': new URL('./fixtures/tick.ts', import.meta.url),
} as const;

export type Fixture = keyof typeof fixtures;

/** Path of a handler's module, for `FunctionSettings.module`. */
export function fixture(name: Fixture): string {
  return fileURLToPath(fixtures[name]);
}
