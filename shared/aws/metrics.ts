// CloudWatch metrics in embedded format: lines of the log that CloudWatch turns into numbers, so that no call to it
// stands in anybody's way. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format.html

import { Metrics as EmbeddedMetrics, MetricUnit } from '@aws-lambda-powertools/metrics';

export interface Metrics {
  count(name: string, value: number, dimensions?: Readonly<Record<string, string>>): void;
  time(name: string, ms: number): void;
  /** At the end of an invocation: what is not written then may never be. */
  flush(): void;
}

export function createMetrics(service: string, namespace: string): Metrics {
  const metrics = new EmbeddedMetrics({ namespace, serviceName: service });
  return {
    count(name, value, dimensions) {
      if (!dimensions) {
        metrics.addMetric(name, MetricUnit.Count, value);
        return;
      }
      // A line of its own: dimensions hold for all that is on a line.
      const single = metrics.singleMetric();
      for (const [dimension, of] of Object.entries(dimensions)) single.addDimension(dimension, of);
      single.addMetric(name, MetricUnit.Count, value);
    },
    time: (name, ms) => metrics.addMetric(name, MetricUnit.Milliseconds, ms),
    flush() {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}
