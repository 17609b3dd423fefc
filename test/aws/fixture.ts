import { fileURLToPath } from 'node:url';

/** Path of a handler that stands for one of ours. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
}
