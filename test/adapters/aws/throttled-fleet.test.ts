import { expect, test } from 'vitest';
import { cloudsOf } from '../../../src/adapters/aws/clients.ts';
import { paceWith } from '../../../src/adapters/aws/pace.ts';
import { sharedAnswers } from '../../../src/adapters/aws/shared-answers.ts';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import { atOnce, pooled } from '../../../src/core/model/pooled.ts';
import { loadAccount } from '../../../src/sandbox/account.ts';
import { faultOf } from '../../../src/sandbox/own-faults.ts';
import { startHost } from '../../../src/sandbox/host.ts';
import { answeredBy } from '../../../src/sandbox/middleware.ts';
import { sandboxPorts } from '../../../src/sandbox/sandbox-ports.ts';
import { catalog } from '../../../src/services/index.ts';
import { auto } from '../../kit/deliveries.ts';

/** Chance that is the same each time. https://en.wikipedia.org/wiki/Lehmer_random_number_generator */
const chance = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

/** A fleet of open buckets whose S3 refuses some calls, reads and puts alike, under limiters whose time is the account's. */
const fixed = async (buckets: number, refused: number, seed: number) => {
  const names = Array.from({ length: buckets }, (_, at) => ({ Name: `fleet-${at}` }));
  const host = startHost(loadAccount({ s3: { Buckets: names } }));
  const next = chance(seed);
  let throttled = 0;
  const answering = {
    caller: host.caller,
    meanwhile: (operation: string) => host.meanwhile(operation),
    call: (request: Parameters<typeof host.call>[0]) => {
      if (request.operation.startsWith('s3:') && next() < refused) {
        throttled += 1;
        throw faultOf('throttle', 's3');
      }
      return host.call(request);
    },
  };
  const now = () => host.now().getTime();
  const clouds = cloudsOf({
    credentials: { accessKeyId: 'SANDBOX', secretAccessKey: 'sandbox' },
    env: {},
    pace: paceWith({ now, pause: async (wait) => host.advance(wait) }),
    shares: sharedAnswers(now),
    readAttempts: 1,
    configure: (client, location) => answeredBy(answering, client, location, host.caller),
  });
  const ports = sandboxPorts(host, { policy: () => auto, catalog, clouds });
  const unit = await catalog.remediation('s3-bucket-tls-only');
  const resource = await catalog.resource(unit.meta.resourceType);
  const location = { account: host.account, region: host.region, partition: host.partition };
  const outcomes = await pooled(resource.list(location, clouds.look(location)), atOnce, (target) =>
    reconcile({ unit, resource, target, cause: { by: 'person' } }, ports),
  );
  return { throttled, outcomes: Object.groupBy(outcomes, ({ is }) => is), host };
};

test.each([1, 2, 3])(
  'of 120 buckets none fails while 15 %% of the calls are throttled (%d)',
  async (seed) => {
    const { outcomes, throttled, host } = await fixed(120, 0.15, seed);
    expect(throttled).toBeGreaterThan(80);
    expect(Object.keys(outcomes)).toEqual(['remediated']);
    expect(outcomes.remediated).toHaveLength(120);
    // A put that was refused is got and compared again before it is sent again; one that was taken is never sent twice.
    expect(host.writes()).toHaveLength(120);
  },
);

test('what stays throttled fails in the end, and says that it may fare better later', async () => {
  const { outcomes, host } = await fixed(1, 1, 1).catch((error: unknown) => ({
    outcomes: { thrown: error },
    host: undefined,
  }));
  expect(host?.writes() ?? []).toEqual([]);
  expect(outcomes).not.toHaveProperty('remediated');
});
