import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteJournal } from '../../../src/adapters/journal/sqlite.ts';
import { notifyFrom } from '../../../src/adapters/notify/notify.ts';
import { notifyRoleIn } from '../../../src/adapters/aws/notify-role.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { Target } from '../../../src/core/model/target.ts';
import { startRoleServer, type RoleServer } from '../../kit/role-server.ts';

/** Services are told where the resource is, by a role of its account. */
let server: RoleServer;
beforeEach(async () => {
  server = await startRoleServer({
    DescribeConfigRules: {
      ConfigRules: [
        {
          ConfigRuleName: 'securityhub-alb-1234',
          Source: { Owner: 'AWS', SourceIdentifier: 'ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK' },
        },
      ],
    },
    '/findings': {
      Findings: [
        {
          Id: 'finding-1',
          ProductArn: 'arn:aws:securityhub:us-east-1::product/aws/securityhub',
          GeneratorId: 'security-control/ELB.1',
          Compliance: { Status: 'FAILED', SecurityControlId: 'ELB.1' },
        },
      ],
    },
    '/findings/batchupdate': { ProcessedFindings: [], UnprocessedFindings: [] },
  });
});
afterEach(() => server.close());

const listing = {
  id: 'alb-listener-https-redirect',
  concerns: { hop: 'in', matter: 'plaintext' } as const,
  title: '',
  summary: '',
  resourceType: 'AWS::ElasticLoadBalancingV2::Listener',
  configRules: ['ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK'],
  controls: ['ELB.1'],
  services: ['elasticloadbalancing'],
};
const targetIn = (account: string, region: string): Target => ({
  account,
  region,
  partition: 'aws',
  type: listing.resourceType,
  id: 'listener',
  arn: `arn:aws:elasticloadbalancing:${region}:${account}:listener/app/shop/1/2`,
});
const planFor = (target: Target): Plan => ({
  id: '0123456789abcdef0123456789abcdef',
  kind: 'remediate',
  remediation: listing.id,
  version: 1,
  target,
  changes: [],
  why: { id: 'w', says: 'w' },
  hazards: [],
  notes: [],
});
const own = { AWS_REGION: 'eu-west-1', WAXSEAL_EXTERNAL_ID: 'seal-of-the-hub' };
const switchedOn = { ...own, WAXSEAL_SECURITY_HUB: 'on', WAXSEAL_REEVALUATE: 'on' };

/** Something was proven at each of these locations. */
const proven = async (env: Readonly<Record<string, string>>, targets: readonly Target[]) => {
  const lines: Readonly<Record<string, string>>[] = [];
  const { notify } = notifyFrom(env, {
    catalog: { listings: [listing] },
    journal: openSqliteJournal(':memory:'),
    now: () => new Date('2026-01-05T09:00:00Z'),
    log: (line) => void lines.push(line),
  });
  for (const target of targets)
    await notify(
      target,
      { is: 'remediated', plan: planFor(target), run: 'run-1' },
      { remediation: listing.id, cause: { by: 'event' } },
    );
  expect(lines.filter(({ message }) => message === 'not notified')).toEqual([]);
  return server.asked.map(({ by, region, operation }) => `${by} ${region} ${operation}`).toSorted();
};
const spoke = targetIn('222233334444', 'us-east-1');
const told = (by: string, region: string) =>
  ['/findings', '/findings/batchupdate', 'DescribeConfigRules', 'StartConfigRulesEvaluation'].map(
    (operation) => `${by} ${region} ${operation}`,
  );

describe('with a role for telling', () => {
  const env = { ...switchedOn, WAXSEAL_NOTIFY_ROLE: 'waxseal-notify' };

  test('both services are told in the account and Region of the resource', async () => {
    expect(await proven(env, [spoke])).toEqual(told('THERE', 'us-east-1'));
    for (const request of server.assumed) {
      expect(request.get('RoleArn')).toBe('arn:aws:iam::222233334444:role/waxseal-notify');
      expect(request.get('ExternalId')).toBe('seal-of-the-hub');
      expect(request.get('RoleSessionName')).toBe('waxseal-notify');
    }
  });

  test('several locations, one after the other, each in its own account and Region', async () => {
    const locations = [
      spoke,
      targetIn('222233334444', 'eu-central-1'),
      targetIn('333344445555', 'us-east-1'),
    ];
    expect(await proven(env, [...locations, ...locations])).toEqual(
      [...locations, ...locations]
        .flatMap(({ region }, at) =>
          told('THERE', region).filter((call) => at < locations.length || !call.endsWith('Evaluation')),
        )
        .toSorted(),
    );
    expect(new Set(server.assumed.map((one) => one.get('RoleArn')))).toEqual(
      new Set(
        ['222233334444', '333344445555'].map((account) => `arn:aws:iam::${account}:role/waxseal-notify`),
      ),
    );
  });

  test('in the own account, too: there is one way', async () => {
    const here = targetIn('111122223333', 'eu-west-1');
    expect(await proven({ ...env, WAXSEAL_ACCOUNT: '111122223333' }, [here])).toEqual(
      told('THERE', 'eu-west-1'),
    );
  });

  test('the ARN is of the partition that the resource is in', async () => {
    await proven(env, [{ ...spoke, partition: 'aws-us-gov', region: 'us-gov-west-1' }]);
    expect(server.assumed[0]?.get('RoleArn')).toBe('arn:aws-us-gov:iam::222233334444:role/waxseal-notify');
  });

  test('keys are taken once for an account, whatever the Region', async () => {
    const notifications = await notifyRoleIn(env);
    const [one, other, third] = [
      spoke,
      { ...spoke, region: 'eu-west-1' },
      targetIn('333344445555', 'us-east-1'),
    ].map((location) => notifications?.(location));
    expect(one?.credentials).toBe(other?.credentials);
    expect([one?.region, other?.region]).toEqual(['us-east-1', 'eu-west-1']);
    expect(third?.credentials).not.toBe(one?.credentials);
  });
});

describe('without one', () => {
  test('Config is told only where the function is; Security Hub in its own Region, as the administrator may', async () => {
    const here = { ...switchedOn, WAXSEAL_ACCOUNT: '111122223333' };
    expect(await proven(here, [spoke])).toEqual([
      'OWN eu-west-1 /findings',
      'OWN eu-west-1 /findings/batchupdate',
    ]);
    expect(server.assumed).toEqual([]);
  });

  test('in the own location with the own credentials', async () => {
    const here = { ...switchedOn, WAXSEAL_ACCOUNT: '111122223333' };
    expect(await proven(here, [targetIn('111122223333', 'eu-west-1')])).toEqual(told('OWN', 'eu-west-1'));
  });
});
