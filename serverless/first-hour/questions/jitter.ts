// Question 6: jitter between the region and Feishu.

import * as v from 'valibot';

import {
  asExpected,
  differs,
  notAsked,
  together,
  type Answer,
  type Question,
  type Tools,
} from '../question.ts';

const roundTrips = 30;
const pauseMs = 200;
/** Room for network and clocks in a slot of the timetable. */
const roomMs = 20;
const mostThrottledShare = 0.05;
const dayMs = 86_400_000;

export const jitter: Question = {
  number: 6,
  asks: 'How even is the way from the region to Feishu? A call must start within its slot of a tenth of a second.',
  how: 'Thirty requests without credentials, from the machine on which this runs, and throttled and call_latency of the last seven days from the metrics of the stage. Only CloudShell in the region measures from the region itself.',
  expects:
    'Of the calls of the stage at most one in twenty was throttled. Measured in the region, nineteen of twenty round trips lie within 20 ms of the median.',
  ifItDiffers:
    'Calls are throttled now and then and repeated: nothing is lost, but it is slower, and the alarm throttled-share may ring. Choose a region nearer to Feishu.',
  ask,
};

async function ask(tools: Tools): Promise<Answer> {
  const measured = await measure(tools);
  const { calls, throttled, p50, p99 } = await metricsOf(tools);
  if (calls === 0) {
    const none = 'the stage has made no calls in seven days';
    if (tools.isInRegion) return together([measured, asExpected(none)]);
    return notAsked(
      `${none}, and this machine is not the region (${measured.seen}); run it in CloudShell in ${tools.region}, or again after some jobs`,
    );
  }
  const share = throttled / calls;
  const seen = `${calls} calls in seven days, ${throttled} throttled (${(share * 100).toFixed(1)} %), call_latency p50 ${p50} ms, p99 ${p99} ms`;
  const ofStage = share <= mostThrottledShare ? asExpected(seen) : differs(seen);
  // From elsewhere the measurement is only told: it says nothing of the region.
  return together([ofStage, tools.isInRegion ? measured : asExpected(measured.seen)]);
}

async function measure({ roundTrip, stack, clock, stopping, isInRegion, region }: Tools): Promise<Answer> {
  const times: number[] = [];
  // The first request opens the connection and does not count.
  await roundTrip(stack.feishuBaseUrl);
  for (let at = 0; at < roundTrips; at += 1) {
    stopping.throwIfAborted();
    await clock.sleep(pauseMs, stopping);
    times.push(await roundTrip(stack.feishuBaseUrl));
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const spread = at(0.95) - at(0.5);
  const where = isInRegion ? `in ${region}` : 'from this machine, which is not the region';
  const seen = `${where}: round trips p50 ${at(0.5).toFixed(0)} ms, p95 ${at(0.95).toFixed(0)} ms, longest ${at(1).toFixed(0)} ms`;
  return spread <= roomMs ? asExpected(seen) : differs(seen);
}

const statistics = v.object({
  Datapoints: v.array(
    v.object({
      Sum: v.optional(v.number(), 0),
      SampleCount: v.optional(v.number(), 0),
      ExtendedStatistics: v.optional(v.record(v.string(), v.number()), {}),
    }),
  ),
});

async function metricsOf({ aws, stage, clock }: Tools) {
  const nowMs = clock.now();
  const of = async (metric: string, kind: Readonly<Record<string, string | readonly string[]>>) => {
    const found = await aws('cloudwatch get-metric-statistics', {
      namespace: `Payferry/${stage}`,
      'metric-name': metric,
      dimensions: 'Name=service,Value=deliver',
      period: String((7 * dayMs) / 1000),
      'start-time': new Date(nowMs - 7 * dayMs).toISOString(),
      'end-time': new Date(nowMs).toISOString(),
      ...kind,
    });
    return v.parse(statistics, found).Datapoints;
  };
  const counted = await of('call_latency', { statistics: 'SampleCount' });
  const sums = await of('throttled', { statistics: 'Sum' });
  const latency = await of('call_latency', { 'extended-statistics': ['p50', 'p99'] });
  const percentile = (name: string) =>
    Math.round(Math.max(0, ...latency.map(({ ExtendedStatistics }) => ExtendedStatistics[name] ?? 0)));
  return {
    calls: counted.reduce((sum, { SampleCount }) => sum + SampleCount, 0),
    throttled: sums.reduce((sum, { Sum }) => sum + Sum, 0),
    p50: percentile('p50'),
    p99: percentile('p99'),
  };
}
