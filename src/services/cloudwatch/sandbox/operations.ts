import { refuse, type Operation, type Operations, type World } from '../../../sandbox/world.ts';

const documentation = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/';

interface Dimension {
  readonly Name: string;
  readonly Value: string;
}
interface Query {
  readonly Id: string;
  readonly MetricStat: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions?: readonly Dimension[];
    };
    /** Seconds. */
    readonly Period: number;
  };
}
interface GetMetricData {
  readonly MetricDataQueries: readonly Query[];
  readonly StartTime: Date;
  readonly EndTime: Date;
}

/** The order of dimensions means nothing, their number does. */
const keyOf = (all: readonly Dimension[] = []): string =>
  all
    .map(({ Name, Value }) => `${Name}=${Value}`)
    .toSorted()
    .join(' ');

/** Metrics are some minutes late. */
const lateMilliseconds = 180_000;

const pointsOf = (world: World, { MetricStat: { Metric, Period } }: Query, from: number, to: number) => {
  const record = world.cloudwatch?.Metrics.find(
    ({ Namespace, MetricName, Dimensions }) =>
      Namespace === Metric.Namespace &&
      MetricName === Metric.MetricName &&
      keyOf(Dimensions) === keyOf(Metric.Dimensions),
  );
  const period = Period * 1000;
  const points: (readonly [Date, number])[] = [];
  for (let at = Math.ceil(from / period) * period; at < to; at += period) {
    const value = record?.Values.findLast(({ From }) => Date.parse(From) <= at)?.Value ?? null;
    if (value !== null) points.unshift([new Date(at), value]);
  }
  return points;
};

/** The newest point first; a metric that is not there has none. */
const getMetricData: Operation<GetMetricData> = (
  world,
  { MetricDataQueries, StartTime, EndTime },
  { now },
) => {
  if (MetricDataQueries.length === 0)
    return refuse(
      'ValidationError',
      400,
      'The parameter MetricDataQueries is required.',
      `${documentation}API_GetMetricData.html`,
    );
  const [from, to] = [StartTime.getTime(), Math.min(EndTime.getTime(), now.getTime() - lateMilliseconds)];
  const MetricDataResults = MetricDataQueries.map((query) => {
    const points = pointsOf(world, query, from, to);
    return {
      Id: query.Id,
      Label: query.MetricStat.Metric.MetricName,
      StatusCode: 'Complete',
      Timestamps: points.map(([at]) => at),
      Values: points.map(([, value]) => value),
    };
  });
  return { world, output: { MetricDataResults, Messages: [] } };
};

export const cloudwatch: Operations = { GetMetricData: getMetricData };
