/**
 * What Waxseal itself costs in a month. Prices are inputs: AWS changes them, and Regions differ. The amounts per event
 * are estimates from what the functions do; docs/cost.md says how to replace them by your own measurement.
 */

/** US dollars. */
export interface Prices {
  readonly lambdaMillionRequests: number;
  readonly lambdaGbSecond: number;
  readonly sqsMillionRequests: number;
  readonly eventsMillionOnOwnBus: number;
  readonly dynamoDbMillionReads: number;
  readonly dynamoDbMillionWrites: number;
  readonly dynamoDbGbMonth: number;
  readonly logsGbIngested: number;
  readonly alarmMonth: number;
  readonly metricMonth: number;
  readonly dashboardMonth: number;
  readonly keyMonth: number;
}

/** List prices as we remember them for us-east-1, without free tiers. Look them up before you rely on them. */
export const rememberedPrices: Prices = {
  lambdaMillionRequests: 0.2,
  lambdaGbSecond: 0.0000133334,
  sqsMillionRequests: 0.4,
  eventsMillionOnOwnBus: 1,
  dynamoDbMillionReads: 0.125,
  dynamoDbMillionWrites: 0.625,
  dynamoDbGbMonth: 0.25,
  logsGbIngested: 0.5,
  alarmMonth: 0.1,
  metricMonth: 0.3,
  dashboardMonth: 3,
  keyMonth: 1,
};

export interface Usage {
  /** Seconds that a function of half a gigabyte works for one event. */
  readonly secondsPerEvent: number;
  readonly sqsRequestsPerEvent: number;
  readonly readsPerEvent: number;
  /** Units of 1 KB. */
  readonly writesPerEvent: number;
  readonly logKbPerEvent: number;
  readonly journalGb: number;
  /** Queues that Lambda asks for messages. */
  readonly queues: number;
  /** Each metric that an alarm reckons with is paid for as one. */
  readonly alarms: number;
  readonly metrics: number;
  readonly secondsPerSweep: number;
  /** One account and Region in one sweep is a message, which is received alone. */
  readonly secondsPerLocation: number;
  readonly sqsRequestsPerLocation: number;
  readonly readsPerLocation: number;
  readonly logKbPerLocation: number;
  /** Events come over the hub's own bus; in a single account they do not. */
  readonly overHub: boolean;
  readonly customerKey: boolean;
}

export const assumedUsage: Usage = {
  secondsPerEvent: 1,
  sqsRequestsPerEvent: 3,
  readsPerEvent: 8,
  writesPerEvent: 6,
  logKbPerEvent: 2,
  journalGb: 1,
  queues: 2,
  alarms: 16,
  metrics: 15,
  secondsPerSweep: 5,
  secondsPerLocation: 1,
  sqsRequestsPerLocation: 3,
  readsPerLocation: 5,
  logKbPerLocation: 1,
  overHub: true,
  customerKey: false,
};

const sweepsPerMonth = (30 * 24 * 60) / 5;
/** Lambda asks an empty queue all the time: five pollers, twenty seconds each. */
const emptyReceives = (5 * 30 * 24 * 3600) / 20;
const gigabytes = 0.5;

/** Dollars in a month, by what they are paid for. */
export const costOf = (events: number, prices: Prices, usage: Usage): Readonly<Record<string, number>> => {
  const millions = events / 1e6;
  const seconds = events * usage.secondsPerEvent + sweepsPerMonth * usage.secondsPerSweep;
  return {
    Lambda:
      ((events + sweepsPerMonth) / 1e6) * prices.lambdaMillionRequests +
      seconds * gigabytes * prices.lambdaGbSecond,
    SQS:
      (millions * usage.sqsRequestsPerEvent + (usage.queues * emptyReceives) / 1e6) *
      prices.sqsMillionRequests,
    EventBridge: usage.overHub ? millions * prices.eventsMillionOnOwnBus : 0,
    DynamoDB:
      millions * usage.readsPerEvent * prices.dynamoDbMillionReads +
      millions * usage.writesPerEvent * prices.dynamoDbMillionWrites +
      usage.journalGb * prices.dynamoDbGbMonth,
    CloudWatch:
      ((events * usage.logKbPerEvent) / 1e6) * prices.logsGbIngested +
      usage.alarms * prices.alarmMonth +
      usage.metrics * prices.metricMonth +
      prices.dashboardMonth,
    KMS: usage.customerKey ? prices.keyMonth : 0,
  };
};

/** Sweeps that send messages: one each six hours. Between them the function wakes what is due. */
const fullSweepsPerMonth = 4 * 30;

/** Dollars in a month for locations that a sweep finds something to look at in; the looks themselves are as events. */
export const sweepCostOf = (
  locations: number,
  prices: Prices,
  usage: Usage,
): Readonly<Record<string, number>> => {
  const messages = locations * fullSweepsPerMonth;
  const millions = messages / 1e6;
  return {
    Lambda:
      millions * prices.lambdaMillionRequests +
      messages * usage.secondsPerLocation * gigabytes * prices.lambdaGbSecond,
    SQS: millions * usage.sqsRequestsPerLocation * prices.sqsMillionRequests,
    DynamoDB: millions * usage.readsPerLocation * prices.dynamoDbMillionReads,
    CloudWatch: ((messages * usage.logKbPerLocation) / 1e6) * prices.logsGbIngested,
  };
};

const volumes = [0, 1_000, 100_000, 10_000_000];
const dollars = (amount: number): string => amount.toFixed(2);

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** One column for each amount, one row for what is paid for, and their sums. */
const table = (head: readonly string[], costs: readonly Readonly<Record<string, number>>[]): string => {
  const [first = {}] = costs;
  const rows = Object.keys(first).map((service) => [
    service,
    ...costs.map((cost) => dollars(cost[service] ?? 0)),
  ]);
  const sums = costs.map((cost) => dollars(Object.values(cost).reduce((sum, part) => sum + part, 0)));
  return [
    line(['US dollars a month', ...head]),
    line(['---', ...head.map(() => '---:')]),
    ...[...rows, ['**Sum**', ...sums]].map(line),
  ].join('\n');
};
const many = (amount: number, what: string): string => `${amount.toLocaleString('en-US')} ${what}`;

/** The table of docs/cost.md. */
export const costTable = (prices: Prices = rememberedPrices, usage: Usage = assumedUsage): string =>
  table(
    ['idle', ...volumes.slice(1).map((events) => many(events, 'events'))],
    volumes.map((events) => costOf(events, prices, usage)),
  );

const estates = [17, 1_700, 17_000];

/** The table of docs/cost.md about sweeps. */
export const sweepTable = (prices: Prices = rememberedPrices, usage: Usage = assumedUsage): string =>
  table(
    estates.map((locations) => many(locations, 'locations')),
    estates.map((locations) => sweepCostOf(locations, prices, usage)),
  );
