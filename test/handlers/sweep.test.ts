import { beforeEach, expect, test } from 'vitest';
import { withPorts } from '../../handlers/sweep.ts';
import { deliver } from '../../src/entry-points/deliver.ts';
import type { AccountFile } from '../../src/sandbox/account.ts';
import { account, auto, enter, eventAbout } from '../kit/deliveries.ts';
import { context, silence } from '../kit/context.ts';

beforeEach(silence);

const rule = 'securityhub-s3-bucket-ssl-requests-only-1a2b3c4d';
const failing: AccountFile = {
  ...account,
  config: {
    ConfigRules: [
      {
        ConfigRuleName: rule,
        ConfigRuleArn: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-abc123',
        Source: { Owner: 'AWS', SourceIdentifier: 'S3_BUCKET_SSL_REQUESTS_ONLY' },
      },
    ],
    Evaluations: ['invoices', 'orders'].map((ResourceId) => ({
      ConfigRuleName: rule,
      ResourceType: 'AWS::S3::Bucket',
      ResourceId,
      ComplianceType: 'NON_COMPLIANT',
    })),
  },
};

/** Of `aws-api-endpoint`: CloudTrail has no event here that tells of TLS. */
const ofAccount = 'unknown';

test('looks again at what is due, and not before', async () => {
  const { host, ports, entryPoint } = enter({
    policy: { ...auto, mode: 'ask', approvals: { ...auto.approvals, approvers: ['ann'] } },
  });
  let approved = false;
  const asking = {
    ...ports,
    approvals: {
      ...ports.approvals,
      open: async () => 'execution-1',
      decision: async () =>
        approved ? ({ is: 'approved', by: ['ann'] } as const) : ({ is: 'waiting' } as const),
    },
  };
  await deliver(eventAbout('invoices'), { ...entryPoint, ports: asking });
  approved = true;
  expect(await withPorts(asking)({}, context)).toEqual({ outcomes: [ofAccount] });
  host.advance(10 * 60_000);
  expect(await withPorts(asking)({}, context)).toEqual({ outcomes: ['remediated'] });
});

test('looks at what AWS Config says does not comply, where the function is', async () => {
  const { host, ports } = enter({ account: failing });
  expect(await withPorts(ports)({}, context)).toEqual({ outcomes: ['remediated', 'remediated', ofAccount] });
  expect(host.writes()).toHaveLength(2);
});

test('is not told what to do by whoever calls it', async () => {
  const { host, ports } = enter({ account: failing, policy: { ...auto, mode: 'dry-run' } });
  const event = { mode: 'auto', approved: true, locations: ['*'] };
  expect(await withPorts(ports)(event, context)).toEqual({ outcomes: ['reported', 'reported', ofAccount] });
  expect(host.writes()).toEqual([]);
});
