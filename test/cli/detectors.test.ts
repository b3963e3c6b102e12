import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { detectedAbout } from '../../src/cli/runtime/detected.ts';
import type { Station } from '../../src/cli/runtime/station.ts';
import type { Evidence } from '../../src/core/model/evidence.ts';
import type { Target } from '../../src/core/model/target.ts';
import { defaultPolicy } from '../../src/core/policy/default-policy.ts';
import { type AccountFile, loadAccount } from '../../src/sandbox/account.ts';
import { startHost } from '../../src/sandbox/host.ts';
import { sandboxPorts } from '../../src/sandbox/sandbox-ports.ts';
import { catalog } from '../../src/services/index.ts';
import { ask, servedBy, signedIn } from '../kit/served.ts';
import { flat, terminalAt } from '../kit/terminal.ts';

const balancer = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shop/50dc6c495c0c9188';
const publicBucket = {
  Id: 'f1',
  Type: 'Policy:S3/BucketAnonymousAccessGranted',
  Title: 'Anonymous access to the bucket orders was granted.',
  Severity: 8,
  UpdatedAt: '2026-01-04T00:00:00.000Z',
  Region: 'eu-west-1',
  Resource: { ResourceType: 'S3Bucket', S3BucketDetails: [{ Arn: 'arn:aws:s3:::orders', Name: 'orders' }] },
};
const account: AccountFile = {
  s3: { Buckets: [{ Name: 'archive' }, { Name: 'orders' }, { Name: 'far', BucketRegion: 'us-east-1' }] },
  acm: {
    Certificates: [
      { CertificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/a', DomainName: 'a.example' },
    ],
  },
  elbv2: {
    LoadBalancers: [{ LoadBalancerArn: balancer }],
    Listeners: [
      {
        ListenerArn: `${balancer.replace(':loadbalancer/', ':listener/')}/f2f7dc8efc522ab2`,
        LoadBalancerArn: balancer,
        Port: 443,
        Protocol: 'HTTPS',
        SslPolicy: 'ELBSecurityPolicy-TLS-1-0-2015-04',
        Certificates: [{ CertificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/a' }],
        DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200' } }],
      },
    ],
  },
  guardduty: {
    Regions: ['eu-west-1', 'us-east-1'],
    // The second is told of a bucket that is in another Region.
    Findings: [publicBucket, { ...publicBucket, Id: 'f2', Region: 'us-east-1' }],
  },
  inspector2: {
    Regions: ['eu-west-1'],
    Findings: [
      {
        findingArn: 'arn:aws:inspector2:eu-west-1:111122223333:finding/f3',
        title: 'Port 80 is reachable',
        severity: 'MEDIUM',
        lastObservedAt: '2026-01-04T00:00:00.000Z',
        resources: [{ type: 'AWS_EC2_INSTANCE', id: 'i-0a', region: 'eu-west-1', partition: 'aws' }],
        networkReachabilityDetails: {
          openPortRange: { begin: 80, end: 80 },
          networkPath: {
            steps: [{ componentId: balancer, componentType: 'AWS::ElasticLoadBalancing::LoadBalancer' }],
          },
        },
      },
    ],
  },
};
const both = ['--region', 'eu-west-1', '--region', 'us-east-1'];
const buckets = ['--remediation', 's3-bucket-tls-only'];
const listeners = ['--remediation', 'elb-listener-tls-policy'];

interface Place {
  readonly detector: string;
  readonly region: string;
  readonly is: string;
}
const documentOf = async (line: readonly string[], given: AccountFile = account) => {
  const { out, exit } = await terminalAt(given).run([...line, '--format', 'json']);
  const document = JSON.parse(out);
  return { exit, document, detectors: document.detectors ?? document.report?.detectors };
};

describe('scan and report', () => {
  test('nobody is asked who is not asked for', async () => {
    const { run, sandbox } = terminalAt(account);
    await run(['scan', ...both, ...buckets]);
    await run(['report', '--scan', ...both, ...buckets]);
    const asked = new Set(sandbox.calls().map(({ operation }) => operation.split(':')[0]));
    expect([...asked].filter((one) => one === 'guardduty' || one === 'inspector2')).toEqual([]);
  });
  test.each([
    ['scan', ['scan']],
    ['report', ['report', '--scan']],
  ])('%s: what they say is linked to what is found', async (_, line) => {
    const { detectors } = await documentOf([...line, '--detectors', ...both, ...buckets]);
    expect(detectors.linked).toMatchObject([
      {
        target: { arn: 'arn:aws:s3:::orders', region: 'eu-west-1' },
        findings: ['arn:aws:s3:::orders s3-bucket-tls-only'],
        statements: [{ detector: 'GuardDuty', means: 'public', severity: 'high', title: publicBucket.Title }],
        others: 0,
      },
    ]);
    const states = detectors.places.map(({ detector, region, is }: Place) => `${detector} ${region} ${is}`);
    expect(states).toEqual([
      'GuardDuty eu-west-1 told',
      'Inspector eu-west-1 told',
      'IAM Access Analyzer eu-west-1 off',
      'Security Hub eu-west-1 off',
      'AWS WAF eu-west-1 told',
      'CloudTrail eu-west-1 off',
      'GuardDuty us-east-1 told',
      'Inspector us-east-1 off',
      'IAM Access Analyzer us-east-1 off',
      'Security Hub us-east-1 off',
      'AWS WAF us-east-1 told',
      'CloudTrail us-east-1 off',
    ]);
  });
  test('each is asked once in a Region, however many resources there are', async () => {
    const { run, sandbox } = terminalAt(account);
    await run(['scan', '--detectors', '--region', 'eu-west-1']);
    const calls = sandbox.calls().map(({ operation }) => operation);
    for (const one of ['guardduty:ListFindings', 'inspector2:ListFindings', 'securityhub:GetFindings'])
      expect(calls.filter((operation) => operation === one)).toHaveLength(1);
  });
  test('a listener hears what is said of its balancer', async () => {
    const { detectors } = await documentOf(['scan', '--detectors', ...both, ...listeners]);
    expect(detectors.linked[0]).toMatchObject({
      target: { type: 'AWS::ElasticLoadBalancingV2::Listener' },
      statements: [
        { detector: 'Inspector', means: 'reachable', of: balancer },
        { detector: 'AWS WAF', means: 'uninspected', of: balancer },
      ],
    });
  });
  test('what is denied is said, and the look is the same', async () => {
    const denied = { ...account, denied: ['guardduty:ListFindings', 'inspector2:BatchGetAccountStatus'] };
    const line = ['scan', '--detectors', '--exit-code', ...both, ...buckets];
    const without = await documentOf(line.filter((word) => word !== '--detectors'));
    const { exit, document, detectors } = await documentOf(line, denied);
    expect(exit).toBe(without.exit);
    expect(document.looks).toEqual(without.document.looks);
    expect(detectors.linked).toEqual([]);
    const { out } = await terminalAt(denied).run(line);
    expect(flat(out)).toContain('GuardDuty in 111122223333 eu-west-1, us-east-1: AWS refused');
    expect(flat(out)).toContain('Inspector in 111122223333 eu-west-1, us-east-1: AWS refused');
  });
});

test('evidence-pack: a file of its own, only where they are asked', async () => {
  const { run, cwd } = terminalAt(account);
  const line = ['evidence-pack', '--scan', '--region', 'eu-west-1', ...buckets];
  await run([...line, '--into', 'without']);
  expect(existsSync(join(cwd, 'without', 'detectors.json'))).toBe(false);
  expect((await run([...line, '--detectors', '--into', 'with'])).exit).toBe(0);
  expect(JSON.parse(readFileSync(join(cwd, 'with', 'detectors.json'), 'utf8'))).toMatchObject({
    linked: [{ statements: [{ detector: 'GuardDuty', title: publicBucket.Title }] }],
  });
  expect((await run(['evidence-pack', '--verify', 'with'])).exit).toBe(0);
});

describe('asked about', () => {
  const place = { account: '111122223333', region: 'eu-west-1', partition: 'aws' } as const;
  const orders = (more: Partial<Target> = {}) => {
    const target = { ...place, type: 'AWS::S3::Bucket', id: 'orders', arn: 'arn:aws:s3:::orders', ...more };
    return { target, finding: `${target.arn} s3-bucket-tls-only` };
  };
  const seen = {
    is: 'seen',
    since: '2026-01-01T00:00:00.000Z',
    until: '2026-01-04T00:00:00.000Z',
    source: 'CloudTrail data events in log group trail',
    count: 7,
    atLeast: true,
    callers: ['exporter', 'nightly'].map((principal) => ({
      principal,
      count: 3,
      first: '2026-01-01T00:00:00.000Z',
      last: '2026-01-04T00:00:00.000Z',
    })),
    cleanAfter: '2026-01-18T00:00:00.000Z',
  } as const;
  const evidence = (answer: Evidence) => [
    { target: orders().target, evidence: { at: seen.until, asked: 'a', answer } },
  ];
  const about = (
    items: readonly ReturnType<typeof orders>[],
    more: {
      readonly caller?: Station['caller'];
      readonly findings?: ReturnType<typeof evidence>;
      readonly ports?: Partial<Station['ports']>;
    } = {},
  ) => {
    const sandbox = startHost(loadAccount(account));
    const caller = async () => ({ ...place, arn: sandbox.caller });
    const ports = {
      ...sandboxPorts(sandbox, { policy: () => defaultPolicy, catalog }),
      ...more.ports,
    };
    const { findings = [], ports: _ports, ...rest } = more;
    return detectedAbout({ items, findings }, { ports, catalog, caller, ...rest });
  };

  test('another account or partition is not asked with these credentials, and said', async () => {
    const detected = await about([
      orders(),
      orders({ account: '999988887777' }),
      orders({ region: 'cn-north-1', partition: 'aws-cn', arn: 'arn:aws-cn:s3:::orders' }),
    ]);
    expect(detected.linked.map(({ target }) => target.account)).toEqual([place.account]);
    expect(
      detected.places
        .filter(({ detector }) => detector === 'GuardDuty')
        .map(({ account: of, region, is }) => [of, region, is]),
    ).toEqual([
      [place.account, 'cn-north-1', 'not-asked'],
      [place.account, 'eu-west-1', 'told'],
      ['999988887777', 'eu-west-1', 'not-asked'],
    ]);
  });
  test('nor a Region of another partition, whatever the journal says', async () => {
    const { places } = await about([orders({ region: 'cn-north-1' })]);
    expect(new Set(places.slice(0, -1).map(({ is }) => is))).toEqual(new Set(['not-asked']));
  });
  test('what AWS does not find is unread, never nothing', async () => {
    const look = () => {
      throw Object.assign(new Error('gone'), { name: 'ResourceNotFoundException' });
    };
    const { places } = await about([orders()], { ports: { clouds: { look, write: look } } });
    expect(new Set(places.slice(0, -1).map(({ is }) => is))).toEqual(new Set(['unread']));
  });
  test('what CloudTrail recorded of another Region is not told here', async () => {
    const items = [orders(), orders({ region: 'us-east-1' })];
    const { linked, places } = await about(items, { findings: evidence(seen) });
    expect(
      places.filter(({ detector }) => detector === 'CloudTrail').map(({ region, is }) => [region, is]),
    ).toEqual([
      ['eu-west-1', 'in-part'],
      ['us-east-1', 'off'],
    ]);
    expect(
      linked.filter(({ target }) => target.region === 'us-east-1').flatMap(({ statements }) => statements),
    ).not.toContainEqual(expect.objectContaining({ detector: 'CloudTrail' }));
  });
  test('where nobody knows whose credentials these are nobody is asked', async () => {
    const detected = await about([orders()], { caller: () => Promise.reject(new Error('no STS')) });
    expect(new Set(detected.places.map(({ is }) => is))).toEqual(new Set(['unread', 'off']));
    expect(detected.linked).toEqual([]);
  });
  test('what CloudTrail recorded is told as evidence has read it', async () => {
    const { linked, places } = await about([orders()], { findings: evidence(seen) });
    expect(linked[0]?.statements[0]).toMatchObject({
      detector: 'CloudTrail',
      means: 'seen-in-the-clear',
      title:
        'At least 7 requests without TLS, or with a version that a fix would end, by exporter and 1 more',
      when: seen.until,
    });
    expect(places.at(-1)).toMatchObject({ detector: 'CloudTrail', is: 'in-part' });
  });
  test.each([
    ['of another log', { ...seen, source: 'S3 server access logs in bucket logs' } as const, 'off'],
    ['that is clean', { ...seen, is: 'clean', records: 9, complete: true, clears: [] } as const, 'in-part'],
    ['that knows nothing', { is: 'unknown' } as const, 'off'],
  ])('evidence %s says nothing here', async (_, answer, is) => {
    const { linked, places } = await about([orders()], { findings: evidence(answer) });
    expect(linked.flatMap(({ statements }) => statements.map(({ detector }) => detector))).toEqual([
      'GuardDuty',
    ]);
    expect(places.at(-1)).toMatchObject({ detector: 'CloudTrail', is });
  });
});

describe('serve', () => {
  const pages = async (line: readonly string[]) => {
    const served = await servedBy(terminalAt(account), [
      '--scan',
      '--region',
      'eu-west-1',
      ...buckets,
      ...line,
    ]);
    const cookie = await signedIn(served);
    const page = async (path: string) => (await ask(`${served.origin}${path}`, { headers: { cookie } })).body;
    await vi.waitFor(async () => expect(await page('/')).toContain('Everything was looked at until'), {
      timeout: 30_000,
      interval: 100,
    });
    const finding = new URLSearchParams({ arn: 'arn:aws:s3:::orders', remediation: 's3-bucket-tls-only' });
    const told = [
      await page('/'),
      await page(`/finding?${finding.toString()}`),
      await page('/?standing=unknown'),
    ];
    await served.stop();
    return told;
  };
  test('on the report and on the page of the finding; narrowed, of what is shown', async () => {
    const [report, finding, narrowed] = await pages(['--detectors']);
    expect(report).toContain('id="detectors"');
    for (const one of [report, finding]) expect(one).toContain(publicBucket.Title);
    expect(narrowed).toContain('id="detectors"');
    expect(narrowed).not.toContain(publicBucket.Title);
  });
  test('unless they are not asked', async () => {
    for (const one of await pages([])) expect(one).not.toContain(publicBucket.Title);
  });
});
