// The process of the sandbox, from its flags to its end: a tenant on a thread, a gateway on a port.

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';

import { languageOf } from '../language.ts';
import { render, say, type Say } from '../words.ts';
import { readFlags, usage, type Settings } from './sandbox-flags.ts';
import { realTime } from './gateway/clock.ts';
import { keyVariable } from './gateway/key.ts';
import { createGatewayServer } from './gateway/http-server.ts';
import { createGatewayState, type GatewayState } from './gateway/gateway-state.ts';
import { randomRest } from './gateway/log-id.ts';
import type { Tenant } from './tenant/tenant-messages.ts';
import { startTenant } from './tenant/start-tenant.ts';

// It is replaced once there is a server to close.
let stopWell = async (): Promise<void> => {};
let stopping = false;
process.once('SIGINT', () => void stop());
process.once('SIGTERM', () => void stop());
// 'disconnect' is emitted when the process that started this one ends. The sandbox must not outlive it.
process.once('disconnect', () => void stop());

const args = process.argv.slice(2);
// eslint-disable-next-line node/no-process-env -- the edge of this process
const language = languageOf(args, process.env);
const flags = readFlags(args);
if (flags.kind === 'help') process.stdout.write(usage(language, process.stdout.columns));
else if (flags.kind === 'faults') refuse(flags.sentences);
else await run(flags.settings);

async function run(settings: Settings): Promise<void> {
  const { catalogueFile, dbFile, switches } = settings;
  const started = await startTenant({ catalogueFile, dbFile, switches });
  if (typeof started === 'string') return refuse([started]);

  // eslint-disable-next-line node/no-process-env -- the edge of this process
  const key = process.env[keyVariable];
  const tenant = key === undefined ? started : withSecretsOfItsOwn(started);
  const state = createGatewayState({ ...settings, key, time: realTime, logIdRest: randomRest });
  const server = createGatewayServer(state, tenant, () => reset(state, settings, tenant));
  server.listen(settings.port, settings.host);
  await Promise.race([
    once(server, 'listening'),
    once(server, 'error').then(([cause]) =>
      refuse([say('sandbox.port_unusable', { port: settings.port, error: String(cause) })]),
    ),
  ]);
  stopWell = async () => {
    server.close();
    server.closeAllConnections();
    await tenant.ask('close', null);
  };
  announce(server.address(), settings, tenant);
}

/** The tenant with random secrets of its apps, because those of the built-in catalogue are public. */
function withSecretsOfItsOwn(tenant: Tenant): Tenant {
  const apps = tenant.apps.map((app) => ({ ...app, app_secret: randomBytes(20).toString('hex') }));
  return { ...tenant, apps };
}

/** Ctrl-C reaches the whole process group, and the starter may send SIGTERM as well. Only the first counts. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await stopWell();
  process.exit();
}

/** Removes all records, also those that a database file had at the start, and restores all else as it was at the start. */
async function reset(state: GatewayState, { switches }: Settings, tenant: Tenant): Promise<void> {
  // This must come first: otherwise a call that now waits for its latency could store records after the reset.
  state.generation += 1;
  await tenant.ask('switches', switches);
  await tenant.ask('reset', null);
  for (const part of [state.calls, state.clock, state.faults, state.rateLimit, state.tokens]) part.reset();
  state.switches = switches;
}

function announce(address: ReturnType<Server['address']>, settings: Settings, tenant: Tenant): void {
  const port = typeof address === 'object' && address ? address.port : settings.port;
  const [app] = tenant.apps;
  if (!app) throw new Error('a catalogue without apps was let in');
  const baseUrl = `http://${settings.host}:${port}`;
  const { app_id: appId, app_secret: appSecret } = app;
  const { callsPerSecond } = settings;
  const ready = say('sandbox.ready', { baseUrl, appId, appSecret, callsPerSecond });
  process.stdout.write(`${render(ready, language)}\n`);
  process.send?.({ baseUrl, appId, appSecret });
}

function refuse(faults: readonly (Say | string)[]): void {
  const sentences = [...faults.map((fault) => say('sandbox.refusal', { fault })), say('sandbox.see_help')];
  for (const sentence of sentences) process.stderr.write(`${render(sentence, language)}\n`);
  process.exitCode = 2;
  process.exit();
}
