// CloudWatch metrics in embedded format: lines of the log that CloudWatch turns into numbers, so that no function waits for a call
// to CloudWatch. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format.html

import { Metrics as EmbeddedMetrics, MetricUnit } from '@aws-lambda-powertools/metrics';

export interface Metrics {
  count(name: string, value: number, dimensions?: Readonly<Record<string, string>>): void;
  time(name: string, ms: number): void;
  /** Must be called at the end of an invocation: Lambda may never run the environment again. */
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
      // On a line of its own: dimensions hold for all metrics of a line.
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
