// The kind of Feishu that the calls go to.

import type { SandboxOptions } from '../../local/sandbox/start.ts';
import type { Carried } from './figures.ts';

export type BenchFeishu = Pick<Carried, 'latency_ms' | 'refused_count'>;

export function sandboxFor({ latency_ms, refused_count }: BenchFeishu): SandboxOptions {
  const switches = refused_count ? { rate_limit_refused_count: 'yes' } : {};
  return { latencyMs: latency_ms, switches };
}
