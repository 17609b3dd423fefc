// What the sandbox says on the terminal: its help, faults of its flags, and where it is. A group of the catalogue in
// local/cli/words/, kept here because the sandbox imports nothing of what it judges.

export const sandboxSentences = {
  what_it_is: () =>
    "Feishu's payment API on this machine, as strict as the real one; docs/sandbox.md tells the rest.",
  flag_port: () => 'port to listen on; 0 (the default) takes a free one',
  flag_host: () => 'address to listen on (127.0.0.1)',
  flag_rate: () => 'calls a second for each API and app (10); 0 lifts the limit',
  flag_token_life: () => 'life of an access token in seconds (7200)',
  flag_latency: () => 'time every call waits (0)',
  flag_latency_tail: () => 'scale of a long tail of waiting on top of it (0)',
  flag_catalogue: () => 'apps, employees, items … as JSON, instead of the built-in ones',
  flag_db: () => 'keep the records in this SQLite file, instead of in memory',
  flag_now: () => "the sandbox's time of day at its start, in UTC+8",
  flag_fault: () => 'strike this share (0 to 1) of calls with a fault',
  flag_switch: () => 'choose a behaviour that is not documented',
  flag_random_seed: () => 'seed of the faults (1)',

  no_whole_number: ({ flag, most, given }: { flag: string; most: number; given: string }) =>
    `--${flag} must be a whole number up to ${most}, not "${given}"`,
  no_time: ({ given }: { given: string }) => `--now must look like "2026-11-20 09:00:00", not "${given}"`,
  port_unusable: ({ port, error }: { port: number; error: string }) =>
    `port ${port} cannot be used: ${error}`,
  refusal: ({ fault }: { fault: string }) => `sandbox: ${fault}`,
  see_help: () => 'sandbox: --help lists the flags',

  /** `callsPerSecond` 0: there is no limit. */
  ready: ({ baseUrl, appId, appSecret, callsPerSecond }: Ready) => {
    const rate = callsPerSecond === 0 ? 'no rate limit' : `${callsPerSecond} calls/s for each API and app`;
    return `Feishu sandbox at ${baseUrl}, app_id ${appId}, app_secret ${appSecret}, ${rate}, at most 500 records a call`;
  },
};

interface Ready {
  readonly baseUrl: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly callsPerSecond: number;
}
