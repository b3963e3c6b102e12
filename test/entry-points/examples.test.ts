import { describe, expect, test } from 'vitest';
import { deliver } from '../../src/entry-points/deliver.ts';
import { describeConfigRules } from '../../src/adapters/aws/config-rules.ts';
import type { AccountFile } from '../../src/sandbox/account.ts';
import { flat, terminalAt } from '../kit/terminal.ts';
import { example, exampleFiles } from '../kit/event-examples.ts';
import { auto, enter } from '../kit/deliveries.ts';

const arn = (id: string): string => `arn:aws:config:eu-west-1:111122223333:config-rule/${id}`;
const elb = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333';
const balancer = `${elb}:loadbalancer/app/shop/50dc6c495c0c9188`;
const listener = `${elb}:listener/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2`;
const target = `${elb}:targetgroup/shop/50dc6c495c0c9188`;
const checker = 'arn:aws:lambda:eu-west-1:111122223333:function:check-bucket-tls';

const managed = (ConfigRuleName: string, id: string, SourceIdentifier: string, InputParameters?: string) => ({
  ConfigRuleName,
  ConfigRuleArn: arn(id),
  Source: { Owner: 'AWS' as const, SourceIdentifier },
  ...(InputParameters !== undefined && { InputParameters }),
});

/** An account in which everything is that the examples name, but for the bucket that is gone. */
const account: AccountFile = {
  s3: { Buckets: [{ Name: 'invoices' }, { Name: 'reports' }] },
  rds: {
    DBInstances: [
      {
        DBInstanceIdentifier: 'orders',
        DbiResourceId: 'db-ABCDEFGHIJKLMNOPQRSTUVWXYZ',
        Engine: 'postgres',
        EngineVersion: '14.12',
      },
    ],
  },
  elbv2: {
    LoadBalancers: [{ LoadBalancerArn: balancer }],
    TargetGroups: [{ TargetGroupArn: target }],
    Listeners: [
      {
        ListenerArn: listener,
        LoadBalancerArn: balancer,
        Port: 443,
        Protocol: 'HTTPS',
        SslPolicy: 'ELBSecurityPolicy-2016-08',
        Certificates: [{ CertificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/shop' }],
        DefaultActions: [{ Type: 'forward', TargetGroupArn: target }],
      },
      {
        ListenerArn: listener.replace('f2f7dc8efc522ab2', '0000000000000080'),
        LoadBalancerArn: balancer,
        Port: 80,
        Protocol: 'HTTP',
        DefaultActions: [{ Type: 'forward', TargetGroupArn: target }],
      },
    ],
  },
  acm: {
    Certificates: [
      {
        CertificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/shop',
        DomainName: 'shop.example.com',
      },
    ],
  },
  config: {
    ConfigRules: [
      managed(
        'securityhub-s3-bucket-ssl-requests-only-1a2b3c4d',
        'aws-service-rule/securityhub.amazonaws.com/config-rule-abc123',
        'S3_BUCKET_SSL_REQUESTS_ONLY',
      ),
      managed(
        'securityhub-alb-http-to-https-redirection-check-9a8b7c6d',
        'aws-service-rule/securityhub.amazonaws.com/config-rule-albhub',
        'ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK',
      ),
      managed('iam-user-mfa-enabled', 'config-rule-vpcflw', 'IAM_USER_MFA_ENABLED'),
      managed(
        'rds-postgres-instance-encrypted-in-transit',
        'config-rule-rdspg1',
        'RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT',
      ),
      managed(
        'OrgConfigRule-alb-http-to-https-redirection-check-x1y2z3a4',
        'config-rule-albred',
        'ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK',
      ),
      managed(
        'elbv2-predefined-security-policy-ssl-check-conformance-pack-a1b2c3d4e',
        'aws-service-rule/config-conforms.amazonaws.com/config-rule-elbtls',
        'ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK',
        '{"sslPolicies":"ELBSecurityPolicy-TLS13-1-2-Res-2021-06"}',
      ),
      managed(
        'securityhub-elbv2-predefined-security-policy-ssl-check-5e6f7a8b',
        'aws-service-rule/securityhub.amazonaws.com/config-rule-elbhub',
        'ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK',
        '{"sslPolicies":"ELBSecurityPolicy-TLS13-1-3-2021-06"}',
      ),
      {
        ConfigRuleName: 'bucket-tls',
        ConfigRuleArn: arn('config-rule-custom'),
        Source: { Owner: 'CUSTOM_LAMBDA', SourceIdentifier: checker },
      },
    ],
  },
};

const policy = `
version: 1
events:
  aliases:
    'arn:aws:lambda:*:function:check-bucket-tls': [s3-bucket-tls-only]
  hubs: ['999900001111']
`;

/** What a person sees of each: exit code, and words that tell what it is about. */
const shown: Readonly<Record<string, readonly [exit: number, ...words: readonly string[]]>> = {
  'config-account-level.json': [0, 'Passed over: It is about the account as a whole'],
  'config-compliant.json': [0, 'arn:aws:s3:::invoices', 'It would only be reported.'],
  'config-custom-rule.json': [0, 'arn:aws:s3:::invoices'],
  'config-deleted-resource.json': [0, 'AWS::S3::Bucket gone-bucket: The resource is no longer there.'],
  'config-first-evaluation.json': [0, 'arn:aws:s3:::invoices'],
  'config-foreign-account.json': [0, 'It speaks of another account', 'events.hubs'],
  'config-forwarded-account.json': [2, 'The event is of account 444455556666', 'Use credentials of'],
  'config-listener.json': [0, listener, 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06'],
  'config-load-balancer.json': [0, balancer],
  'config-noncompliant.json': [0, 'arn:aws:s3:::invoices'],
  'config-not-applicable.json': [0, 'The rule does not apply to the resource'],
  'config-proactive.json': [0, 'a proactive evaluation'],
  'config-rds-instance.json': [0, 'arn:aws:rds:eu-west-1:111122223333:db:orders'],
  'config-unknown-rule.json': [0, 'No remediation stands for the rule iam-user-mfa-enabled'],
  'securityhub-account-level.json': [0, 'It is about the account as a whole'],
  'securityhub-archived.json': [0, 'The finding is archived'],
  'securityhub-custom-action.json': [0, 'arn:aws:s3:::invoices', 'arn:aws:s3:::reports'],
  'securityhub-delegated-admin.json': [0, 'arn:aws:s3:::invoices'],
  'securityhub-former-control.json': [0, balancer, 'alb-listener-https-redirect'],
  'securityhub-imported.json': [0, 'arn:aws:s3:::invoices'],
  'securityhub-listener.json': [0, listener, 'ELBSecurityPolicy-TLS13-1-3-2021-06'],
  'securityhub-ocsf-suppressed.json': [0, 'its workflow is not NEW'],
  'securityhub-ocsf.json': [0, 'arn:aws:s3:::invoices'],
  'securityhub-own-note.json': [0, 'Waxseal itself'],
  'securityhub-passed.json': [0, 'arn:aws:s3:::invoices'],
  'securityhub-per-standard.json': [0, 'arn:aws:s3:::invoices'],
  'securityhub-suppressed.json': [0, 'its workflow is not NEW'],
  'sns-config-message.json': [0, 'arn:aws:s3:::invoices'],
  'sns-config-oversized.json': [0, 'OversizedConfigurationItemChangeNotification'],
  'sns-lambda.json': [0, 'arn:aws:s3:::invoices'],
  'sns-sqs-batch.json': [0, 'arn:aws:s3:::invoices'],
  'sns-sqs-raw-delivery.json': [0, 'arn:aws:s3:::invoices'],
  'sns-subscription-confirmation.json': [0, 'SubscriptionConfirmation'],
  'sqs-batch.json': [0, 'arn:aws:s3:::invoices', 'arn:aws:s3:::reports'],
};

describe('waxseal plan --event', () => {
  test('every example is in the table', () => {
    expect(exampleFiles).toEqual(Object.keys(shown).toSorted());
  });

  test.each(Object.entries(shown))('%s', async (file, [exit, ...words]) => {
    const terminal = terminalAt(account);
    terminal.file('waxseal.yaml', policy);
    const given = terminal.file('event.json', JSON.stringify(example(file)));
    const run = await terminal.run(['plan', '--event', given], { columns: 200 });
    const said = flat(`${run.out} ${run.err}`);
    expect(run.exit).toBe(exit);
    for (const word of words) expect(said).toContain(word);
    expect(said).not.toMatch(/undefined|\[object|TypeError/);
    expect(terminal.sandbox.writes()).toEqual([]);
  });
});

describe('in the function', () => {
  const ends: Readonly<Record<string, readonly string[]>> = {
    'config-compliant.json': ['never-open'],
    'config-deleted-resource.json': ['no-such-resource'],
    'securityhub-passed.json': ['never-open'],
    'sns-sqs-batch.json': ['reported', 'reported'],
    'securityhub-custom-action.json': ['reported', 'reported'],
    'securityhub-delegated-admin.json': ['reported'],
    'config-custom-rule.json': ['reported'],
    'config-unknown-rule.json': ['no-remediation'],
  };
  test.each(exampleFiles)('%s is delivered, and nothing fails', async (file) => {
    const events = {
      aliases: { 'arn:aws:lambda:*:function:check-bucket-tls': ['s3-bucket-tls-only'] },
      hubs: ['999900001111'],
    };
    const scene = enter({ account, policy: { ...auto, mode: 'dry-run', events } });
    const entryPoint = { ...scene.entryPoint, describeRule: describeConfigRules(scene.ports.clouds) };
    const ended = (await deliver(example(file), entryPoint)).map((one) =>
      one.is === 'looked' ? one.outcome.is : one.is === 'dropped' ? one.why : one.is,
    );
    // The sandbox answers for one account only: what is of another is not to be told apart there.
    expect(ended.filter((is) => is === 'malformed' || is === 'failed')).toEqual([]);
    expect(ended.length).toBeGreaterThan(0);
    expect(ended).toEqual(ends[file] ?? ended);
    expect(scene.host.writes()).toEqual([]);
  });
});
