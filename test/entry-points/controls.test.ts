import { describe, expect, test } from 'vitest';
import { describeConfigRules } from '../../src/adapters/aws/config-rules.ts';
import { deliver } from '../../src/entry-points/deliver.ts';
import type { AccountFile } from '../../src/sandbox/account.ts';
import { changed, example, type Path } from '../kit/event-examples.ts';
import { auto, enter } from '../kit/deliveries.ts';

/**
 * Findings of Security Hub as they come where consolidated control findings are off, from old standards and in new
 * ones, in which the id of today's control is missing or another. By each of them the right remediation looks.
 */
const arnOfRule = (id: string): string => `arn:aws:config:eu-west-1:111122223333:config-rule/${id}`;
const rule = (ConfigRuleName: string, SourceIdentifier: string, Owner: 'AWS' | 'CUSTOM_LAMBDA' = 'AWS') => ({
  ConfigRuleName,
  ConfigRuleArn: arnOfRule(ConfigRuleName),
  Source: { Owner, SourceIdentifier },
});
const elb = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333';
const balancer = `${elb}:loadbalancer/app/shop/50dc6c495c0c9188`;
const listener = `${elb}:listener/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2`;
const certificate = 'arn:aws:acm:eu-west-1:111122223333:certificate/shop';
const database = 'arn:aws:rds:eu-west-1:111122223333:db:orders';
const bucket = 'arn:aws:s3:::invoices';

const account: AccountFile = {
  s3: { Buckets: [{ Name: 'invoices' }] },
  rds: { DBInstances: [{ DBInstanceIdentifier: 'orders', Engine: 'postgres', EngineVersion: '14.12' }] },
  elbv2: {
    LoadBalancers: [{ LoadBalancerArn: balancer }],
    Listeners: [
      {
        ListenerArn: listener,
        LoadBalancerArn: balancer,
        Port: 443,
        Protocol: 'HTTPS',
        SslPolicy: 'ELBSecurityPolicy-2016-08',
        Certificates: [{ CertificateArn: certificate }],
        DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200' } }],
      },
    ],
  },
  acm: { Certificates: [{ CertificateArn: certificate, DomainName: 'shop.example.com' }] },
  config: {
    ConfigRules: [
      rule('alb-red', 'ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK'),
      rule('securityhub-s3-bucket-ssl-requests-only-1a2b3c4d', 'S3_BUCKET_SSL_REQUESTS_ONLY'),
      rule('s3-bucket-ssl-requests-only-conformance-pack-a1b2c3d4e', 'S3_BUCKET_SSL_REQUESTS_ONLY'),
      rule('OrgConfigRule-bucket-tls-x1y2z3a4', 'S3_BUCKET_SSL_REQUESTS_ONLY'),
      rule('rds-pg', 'RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT'),
      rule('elb-tls', 'ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK'),
      rule('vpc-flow-logs', 'VPC_FLOW_LOGS_ENABLED'),
      // Of that name, but somebody's own: nobody said what it stands for.
      rule(
        's3-bucket-ssl-requests-only',
        'arn:aws:lambda:eu-west-1:111122223333:function:x',
        'CUSTOM_LAMBDA',
      ),
    ],
  },
};

const lookAt = async (event: unknown, hubs: readonly string[] = []): Promise<readonly string[]> => {
  const policy = { ...auto, mode: 'dry-run' as const, events: { aliases: {}, hubs: [...hubs] } };
  const scene = enter({ account, policy });
  const entryPoint = { ...scene.entryPoint, describeRule: describeConfigRules(scene.ports.clouds) };
  return (await deliver(event, entryPoint)).map((one) => {
    if (one.is === 'looked') return `${one.remediation} ${one.target.arn}`;
    return one.is === 'dropped' ? one.why : `${one.is} ${'where' in one ? one.where : ''}`;
  });
};

const finding = example('securityhub-imported.json');
const asff = ['detail', 'findings', '0'];
interface Said {
  readonly GeneratorId?: string;
  readonly Id?: string;
  readonly Title?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly control?: string | undefined;
  readonly url?: string;
  readonly ProductArn?: string;
}
/** The finding with nothing that says its control but this. */
const saying = (said: Said, arn: string, Type = 'AwsS3Bucket'): unknown => {
  const changes: readonly (readonly [Path, unknown])[] = [
    [['Compliance', 'SecurityControlId'], said.control],
    [['GeneratorId'], said.GeneratorId ?? 'x'],
    [['Id'], said.Id ?? 'x'],
    [['Title'], said.Title ?? 'Example title'],
    [['ProductFields'], said.fields ?? {}],
    [['Remediation'], said.url === undefined ? undefined : { Recommendation: { Text: 'x', Url: said.url } }],
    [['Resources'], [{ Type, Id: arn, Partition: 'aws', Region: 'eu-west-1' }]],
    ...(said.ProductArn === undefined ? [] : [[['ProductArn'], said.ProductArn] as const]),
  ];
  return changes.reduce((event, [path, value]) => changed(event, [...asff, ...path], value), finding);
};
const related = (name: string, index = 0): Readonly<Record<string, string>> => ({
  [`RelatedAWSResources:${index}/name`]: name,
  [`RelatedAWSResources:${index}/type`]: 'AWS::Config::ConfigRule',
});
const standard = 'arn:aws:securityhub:eu-west-1:111122223333:subscription';
const page = (id: string): string => `https://docs.aws.amazon.com/console/securityhub/${id}/remediation`;

const redirect = `alb-listener-https-redirect ${balancer}`;
const tls = `elb-listener-tls-policy ${listener}`;
const force = `rds-instance-force-tls ${database}`;
const only = `s3-bucket-tls-only ${bucket}`;

describe('a finding that says its control', () => {
  test.each<[string, unknown, string]>([
    ['by the id of a standard', saying({ control: 'ELBv2.1' }, balancer), redirect],
    ['by that of another', saying({ control: 'PCI.S3.5' }, bucket), only],
    ['in other letters', saying({ control: 'PCI.ELBV2.1' }, balancer), redirect],
    [
      'by its generator',
      saying({ GeneratorId: 'aws-foundational-security-best-practices/v/1.0.0/ELBv2.1' }, balancer),
      redirect,
    ],
    ['by its generator, of NIST', saying({ GeneratorId: 'nist-800-53/v/5.0.0/RDS.38' }, database), force],
    ['by its generator, of PCI', saying({ GeneratorId: 'pci-dss/v/3.2.1/PCI.S3.5' }, bucket), only],
    [
      'by its generator, of CIS 1.4.0',
      saying({ GeneratorId: 'cis-aws-foundations-benchmark/v/1.4.0/2.1.2' }, bucket),
      only,
    ],
    [
      'by its generator, of CIS 5.0.0',
      saying({ GeneratorId: 'cis-aws-foundations-benchmark/v/5.0.0/2.1.1' }, bucket),
      only,
    ],
    [
      'by its own id',
      saying({ Id: `${standard}/pci-dss/v/3.2.1/PCI.ELBv2.1/finding/1-2` }, balancer),
      redirect,
    ],
    ['by a field', saying({ fields: { ControlId: 'ELB.17' } }, listener), tls],
    [
      'by a number and its standard',
      saying(
        {
          fields: {
            StandardsArn: 'arn:aws:securityhub:::standards/cis-aws-foundations-benchmark/v/3.0.0',
            ControlId: '2.1.1',
          },
        },
        bucket,
      ),
      only,
    ],
    [
      'by the ARN of the control of a standard',
      saying(
        {
          fields: {
            StandardsControlArn:
              'arn:aws:securityhub:eu-west-1:111122223333:control/cis-aws-foundations-benchmark/v/1.4.0/2.1.2',
          },
        },
        bucket,
      ),
      only,
    ],
    ['by the page of its remedy', saying({ url: page('RDS.39') }, database), force],
    ['by that page in a field', saying({ fields: { RecommendationUrl: page('S3.5') } }, bucket), only],
    [
      'by its title',
      saying({ Title: 'ELBv2.1 Application Load Balancer should redirect' }, balancer),
      redirect,
    ],
  ])('%s', async (_, event, expected) => {
    expect(await lookAt(event)).toEqual([expected]);
  });
});

describe('a finding goes by the rule behind it', () => {
  const other = 'aws-foundational-security-best-practices/v/1.0.0/ELBv3.7';
  const own = 'arn:aws:securityhub:eu-west-1::product/aws/config';
  test.each<[string, unknown, string]>([
    [
      'where its control is new to us',
      saying({ control: 'ELBv3.7', fields: related('alb-red') }, balancer),
      redirect,
    ],
    ['where its generator is', saying({ GeneratorId: other, fields: related('elb-tls') }, listener), tls],
    ['where it says no control', saying({ fields: related('rds-pg') }, database), force],
    ['wherever among its fields', saying({ fields: related('rds-pg', 11) }, database), force],
    [
      'the first of several, by number',
      saying({ fields: { ...related('vpc-flow-logs', 10), ...related('rds-pg', 9) } }, database),
      force,
    ],
    [
      'of a conformance pack',
      saying({ fields: related('s3-bucket-ssl-requests-only-conformance-pack-a1b2c3d4e') }, bucket),
      only,
    ],
    ['of an organization', saying({ fields: related('OrgConfigRule-bucket-tls-x1y2z3a4') }, bucket), only],
    [
      'that Security Hub took in from AWS Config',
      saying({ ProductArn: own, fields: { 'aws/config/ConfigRuleName': 'elb-tls' } }, listener),
      tls,
    ],
    [
      'and not by a title that looks like a control, when it is of AWS Config',
      saying(
        { ProductArn: own, Title: 'S3.5', fields: { 'aws/config/ConfigRuleName': 'vpc-flow-logs' } },
        bucket,
      ),
      'no-remediation',
    ],
    [
      'never by its name',
      saying({ fields: related('s3-bucket-ssl-requests-only') }, bucket),
      'no-remediation',
    ],
    ['and by none that is gone', saying({ fields: related('gone') }, bucket), 'no-such-rule'],
    ['and by nothing where there is nothing', saying({}, bucket), 'not-a-control'],
    [
      'and not at all for a control that no remediation covers',
      saying({ control: 'IAM.1' }, bucket),
      'no-remediation',
    ],
  ])('%s', async (_, event, expected) => {
    expect(await lookAt(event)).toEqual([expected]);
  });
});

describe('the resource of a finding', () => {
  test.each<[string, unknown, string]>([
    ['a bucket by its name', saying({ control: 'S3.5' }, 'invoices', 'AwsS3Bucket'), only],
    ['an instance by its name', saying({ control: 'RDS.38' }, 'orders', 'AwsRdsDbInstance'), force],
    [
      'a balancer by what its ARN ends with',
      saying({ control: 'ELB.1' }, 'app/shop/50dc6c495c0c9188', 'AwsElbv2LoadBalancer'),
      redirect,
    ],
    ['nothing by the name alone', saying({ control: 'S3.5' }, 'invoices', 'Other'), 'without-arn'],
    ['an object of a bucket is no bucket', saying({ control: 'S3.5' }, `${bucket}/a.csv`), 'other-type'],
    ['a listener is no balancer', saying({ control: 'ELB.1' }, listener), 'other-type'],
  ])('%s', async (_, event, expected) => {
    expect(await lookAt(event)).toEqual([expected]);
  });

  test('several, of which some are not ours and one cannot be read', async () => {
    const Resources = [
      { Type: 'AwsEc2Vpc', Id: 'arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1', Region: 'eu-west-1' },
      { Type: 'AwsElbv2LoadBalancer', Id: balancer, Region: 'eu-west-1' },
      { Type: 'AwsElbv2LoadBalancer', Region: 'eu-west-1' },
      {
        Type: 'AwsElbv2LoadBalancer',
        Id: `${elb.replace('1111', '4444')}:loadbalancer/app/shop/50dc6c495c0c9188`,
      },
      { Type: 'AwsAccount', Id: 'AWS::::Account:111122223333' },
    ];
    const event = changed(saying({ control: 'ELB.1' }, balancer), [...asff, 'Resources'], Resources);
    expect(await lookAt(event)).toEqual([
      'other-type',
      redirect,
      'malformed detail.findings.0.Resources.2.Id',
      'foreign-account',
      'account-level',
    ]);
  });

  test('of a batch of findings each is taken as it is', async () => {
    const one = (event: unknown): unknown =>
      Reflect.get(Object(Reflect.get(Object(event), 'detail')), 'findings');
    const state = (path: Path, value: unknown): unknown =>
      changed(saying({ control: 'S3.5' }, bucket), [...asff, ...path], value);
    const findings = [
      saying({ control: 'ELBv2.1' }, balancer),
      state(['RecordState'], 'ARCHIVED'),
      state(['Compliance', 'Status'], 'WARNING'),
      state(['Workflow', 'Status'], 'SUPPRESSED'),
      state(['Workflow', 'Status'], 'RESOLVED'),
      state(['UpdatedAt'], 'yesterday'),
      saying({ GeneratorId: 'pci-dss/v/3.2.1/PCI.S3.5' }, bucket),
    ].flatMap(one);
    const event = changed(finding, ['detail', 'findings'], findings);
    expect(await lookAt(event)).toEqual([
      redirect,
      'archived-finding',
      'insufficient-data',
      'handled-finding',
      'handled-finding',
      'malformed detail.findings.5.UpdatedAt',
      only,
    ]);
  });
});

describe('who speaks of whom', () => {
  const hub = '999900001111';
  const theirs = '444455556666';
  test.each<[string, Path, string, unknown, readonly string[], string]>([
    ['an administrator sends what a member is told', ['account'], hub, database, [hub], force],
    ['an administrator whom nobody named', ['account'], hub, database, [], 'foreign-account'],
    [
      'a finding of an account about another one’s resource, from an administrator',
      [...asff, 'AwsAccountId'],
      theirs,
      database,
      [hub],
      'foreign-account',
    ],
    ['the same without administrator', [...asff, 'AwsAccountId'], theirs, database, [], 'foreign-account'],
  ])('%s', async (_, path, value, arn, hubs, expected) => {
    const sent = changed(saying({ control: 'RDS.38' }, String(arn)), ['account'], hubs[0] ?? '111122223333');
    expect(await lookAt(changed(sent, path, value), hubs)).toEqual([expected]);
  });
});

describe('a finding in the form of OCSF', () => {
  const v2 = example('securityhub-ocsf.json');
  const of = (...path: Path): Path => ['detail', 'findings', '0', ...path];
  const without = [
    [of('compliance', 'control'), null],
    [of('metadata', 'product', 'feature'), null],
    [of('finding_info', 'uid'), 'x'],
    [of('finding_info', 'analytic'), null],
  ] as const;
  const having = (...more: readonly (readonly [Path, unknown])[]): unknown =>
    [...without, ...more].reduce<unknown>((event, [path, value]) => changed(event, path, value), v2);

  test.each<[string, unknown, string]>([
    ['by its control', having([of('compliance', 'control'), 'PCI.S3.5']), only],
    [
      'by the feature',
      having([of('metadata', 'product', 'feature'), { uid: 'security-control/S3.5' }]),
      only,
    ],
    [
      'by its id',
      having([of('finding_info', 'uid'), `${standard}/pci-dss/v/3.2.1/PCI.S3.5/finding/1`]),
      only,
    ],
    ['by its title', having([of('finding_info', 'title'), 'S3.5 Buckets should require SSL']), only],
    [
      'by the rule behind it',
      having([
        of('finding_info', 'analytic'),
        { category: 'AWS Config rule', name: 'securityhub-s3-bucket-ssl-requests-only-1a2b3c4d' },
      ]),
      only,
    ],
    [
      'by no analytic of another category',
      having([of('finding_info', 'analytic'), { category: 'Model', name: 'alb-red' }]),
      'not-a-control',
    ],
    [
      'of a bucket that it names by type and name',
      having(
        [of('compliance', 'control'), 'S3.5'],
        [of('resources', '0', 'uid'), 'invoices'],
        [of('resources', '0', 'uid_alt'), null],
      ),
      only,
    ],
    [
      'of a resource that somebody else owns',
      having(
        [of('compliance', 'control'), 'S3.5'],
        [of('resources', '0', 'owner', 'account', 'uid'), '444455556666'],
      ),
      'foreign-account',
    ],
    ['by nothing', having(), 'not-a-control'],
  ])('%s', async (_, event, expected) => {
    expect(await lookAt(event)).toEqual([expected]);
  });
});
