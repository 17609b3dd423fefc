// The HTTP server. It stamps each request before any other work, then passes it to the gateway or to the controls.

import { createServer, type Server } from 'node:http';

import type { Tenant } from '../tenant/tenant-messages.ts';
import { control } from './control.ts';
import { passGateway } from './gateway.ts';
import { httpLine } from './http-line.ts';
import { splitUrl } from './split-url.ts';
import type { GatewayState } from './gateway-state.ts';

export function createGatewayServer(state: GatewayState, tenant: Tenant, reset: () => Promise<void>): Server {
  const server = createServer((request, response) => {
    const arrivedMs = state.time.nowMs();
    const { path, search } = splitUrl(request.url ?? '');
    const answered = path.startsWith('/_sandbox/')
      ? control(request, response, path, new URLSearchParams(search), { state, tenant, reset })
      : passGateway(arrivedMs, httpLine(request, response), state, tenant);
    answered.catch((bug: unknown) => {
      console.error('the sandbox itself failed:', bug);
      response.destroy();
    });
  });
  // Longer than the usual idle time of a caller. Otherwise a caller writes into a connection that the server is
  // closing.
  server.keepAliveTimeout = 75_000;
  return server;
}
