import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const broker = z.strictObject({
  BrokerName: z.string(),
  /** Default: made from the name. */
  BrokerId: z.optional(z.string().check(z.regex(/^b-[0-9a-f-]{36}$/))),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  BrokerState: z._default(z.string(), 'RUNNING'),
  EngineType: z._default(z.string(), 'RABBITMQ'),
  PubliclyAccessible: z._default(z.boolean(), false),
  /** Schemes and ports of its endpoints; none while it is being made. */
  Endpoints: z._default(z.array(z.string()), ['amqps://{host}:5671']),
  Tags: tagRecords,
});

/** Brokers, as DescribeBroker tells of them. */
export const mqRecords = z.strictObject({ Brokers: z._default(z.array(broker), []) });

type Record = z.output<typeof broker>;
interface Broker extends Omit<Record, 'Region' | 'BrokerId' | 'Tags'> {
  readonly Region: string;
  readonly BrokerId: string;
  readonly BrokerArn: string;
  readonly Tags: Tags;
}
export interface Mq {
  /** Every broker of the account. */
  readonly Brokers: readonly Broker[];
}

const idOf = (name: string): string => {
  const hash = createHash('sha256').update(name).digest('hex');
  return `b-${hash.slice(0, 8)}-${hash.slice(8, 12)}-${hash.slice(12, 16)}-${hash.slice(16, 20)}-${hash.slice(20, 32)}`;
};

/** The records with AWS's defaults. */
export const loadMq = (
  { Brokers }: z.output<typeof mqRecords>,
  { partition, account, region: home }: Where,
): Mq => ({
  Brokers: Brokers.map(({ Region = home, BrokerId = '', ...others }) => {
    const id = BrokerId || idOf(others.BrokerName);
    return {
      ...others,
      Region,
      BrokerId: id,
      BrokerArn: `arn:${partition}:mq:${Region}:${account}:broker:${others.BrokerName}:${id}`,
      Endpoints: others.Endpoints.map((text) => text.replace('{host}', `${id}.mq.${Region}.amazonaws.com`)),
    };
  }),
});
