import { vi } from 'vitest';

/** What functions write to their log while a test runs, and what CloudWatch makes of it. */
let lines: string[] = [];

/** For `beforeEach`: keeps the log instead of showing it, and gives the streams back afterwards. */
export const keepLog = (): (() => void) => {
  lines = [];
  const keep = (line: unknown): boolean => lines.push(String(line)) > 0;
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(keep),
  );
  return () => spies.forEach((spy) => spy.mockRestore());
};

type Json = Readonly<Record<string, unknown>>;
const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** Every line that is an object, in order. */
export const logged = (): readonly Json[] =>
  lines
    .flatMap((text) => text.split('\n'))
    .map(parsed)
    .filter(isJson);

interface Embedded {
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
  readonly [name: string]: unknown;
}
const isEmbedded = (value: Json): value is Json & Embedded => '_aws' in value;

/** What CloudWatch makes of the log, as an alarm names it, and the values. */
export const emitted = (name: string) =>
  logged()
    .filter(isEmbedded)
    .flatMap((line) =>
      line._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
        Metrics.filter(({ Name }) => Name === name).map(({ Name }) => ({
          metric: {
            Namespace,
            MetricName: Name,
            Dimensions: (Dimensions[0] ?? []).map((one) => ({ Name: one, Value: line[one] })),
            Statistic: 'Sum',
          },
          value: line[name],
        })),
      ),
    );
