// What the sandbox says on the terminal: its help, faults of its flags, and where it is. A group of the catalogue in
// local/cli/words/, kept here because the sandbox imports nothing of what it judges.

interface WholeNumber {
  readonly flag: string;
  readonly most: number;
  readonly given: string;
}

interface Unusable {
  readonly port: number;
  readonly error: string;
}

interface Ready {
  readonly baseUrl: string;
  readonly appId: string;
  readonly appSecret: string;
  /** For each API and app. 0: there is no limit. */
  readonly callsPerSecond: number;
}

export const sandboxSentences = {
  what_it_is: {
    en: () =>
      "Feishu's payment API on this machine, as strict as the real one; docs/sandbox.md tells the rest.",
    zh: () => '在本机模拟飞书的薪酬接口，与真实接口一样严格；详见 docs/sandbox.md。',
  },
  flag_port: {
    en: () => 'port to listen on; 0 (the default) takes a free one',
    zh: () => '监听端口；0（默认）表示自动选用空闲端口',
  },
  flag_host: { en: () => 'address to listen on (127.0.0.1)', zh: () => '监听地址（默认 127.0.0.1）' },
  flag_rate: {
    en: () => 'calls a second for each API and app (10); 0 lifts the limit',
    zh: () => '每个接口、每个应用每秒的调用次数（默认 10）；0 表示不限',
  },
  flag_token_life: {
    en: () => 'life of an access token in seconds (7200)',
    zh: () => '访问凭证的有效秒数（默认 7200）',
  },
  flag_latency: { en: () => 'time every call waits (0)', zh: () => '每次调用等待的毫秒数（默认 0）' },
  flag_latency_tail: {
    en: () => 'scale of a long tail of waiting on top of it (0)',
    zh: () => '在此之上，长尾等待的尺度，毫秒（默认 0）',
  },
  flag_catalogue: {
    en: () => 'apps, employees, items … as JSON, instead of the built-in ones',
    zh: () => '应用、员工、薪酬项等的 JSON 文件，代替内置数据',
  },
  flag_db: {
    en: () => 'keep the records in this SQLite file, instead of in memory',
    zh: () => '把记录保存到这个 SQLite 文件，而不是内存',
  },
  flag_now: {
    en: () => "the sandbox's time of day at its start, in UTC+8",
    zh: () => '沙箱启动时的时间（东八区）',
  },
  flag_fault: {
    en: () => 'strike this share (0 to 1) of calls with a fault',
    zh: () => '让这个比例（0 到 1）的调用出现故障',
  },
  flag_switch: {
    en: () => 'choose a behaviour that is not documented',
    zh: () => '选择飞书文档没有说明的行为',
  },
  flag_random_seed: { en: () => 'seed of the faults (1)', zh: () => '故障的随机种子（默认 1）' },

  no_whole_number: {
    en: ({ flag, most, given }: WholeNumber) =>
      `--${flag} must be a whole number up to ${most}, not "${given}"`,
    zh: ({ flag, most, given }: WholeNumber) => `--${flag} 应为 0 到 ${most} 之间的整数，而不是“${given}”`,
  },
  no_time: {
    en: ({ given }: { given: string }) => `--now must look like "2026-11-20 09:00:00", not "${given}"`,
    zh: ({ given }: { given: string }) => `--now 应写成 "2026-11-20 09:00:00"，而不是“${given}”`,
  },
  port_unusable: {
    en: ({ port, error }: Unusable) => `port ${port} cannot be used: ${error}`,
    zh: ({ port, error }: Unusable) => `端口 ${port} 无法使用：${error}`,
  },
  refusal: {
    en: ({ fault }: { fault: string }) => `sandbox: ${fault}`,
    zh: ({ fault }: { fault: string }) => `沙箱：${fault}`,
  },
  see_help: { en: () => 'sandbox: --help lists the flags', zh: () => '沙箱：全部参数见 --help' },

  ready: {
    en: ({ baseUrl, appId, appSecret, callsPerSecond }: Ready) => {
      const rate = callsPerSecond === 0 ? 'no rate limit' : `${callsPerSecond} calls/s for each API and app`;
      return `Feishu sandbox at ${baseUrl}, app_id ${appId}, app_secret ${appSecret}, ${rate}, at most 500 records a call`;
    },
    zh: ({ baseUrl, appId, appSecret, callsPerSecond }: Ready) => {
      const rate = callsPerSecond === 0 ? '不限频率' : `每个接口、每个应用每秒 ${callsPerSecond} 次`;
      return `飞书沙箱的地址是 ${baseUrl}，app_id ${appId}，app_secret ${appSecret}，${rate}，每次调用最多 500 条记录`;
    },
  },
};
