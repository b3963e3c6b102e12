import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/elasticbeanstalk/resources/aws-elasticbeanstalk-environment.ts';
import unit from '../../../../src/services/elasticbeanstalk/remediations/beanstalk-environment-https.ts';
import type { Option } from '../../../../src/services/elasticbeanstalk/facts/listeners.ts';
import { testRemediation } from '../../../kit/tester.ts';

const id = 'e-abcdefghij';
const arn = 'arn:aws:elasticbeanstalk:eu-west-1:111122223333:environment/shop/orders';
type Options = Readonly<Record<string, Readonly<Record<string, string>>>>;
const held = (Options: Options | null, over: object = {}) => ({
  elasticbeanstalk: { Environments: [{ EnvironmentName: 'orders', Options, ...over }] },
});
const environment = 'aws:elasticbeanstalk:environment';
const application = (over: Options = {}, balancing: Readonly<Record<string, string>> = {}): Options => ({
  [environment]: { EnvironmentType: 'LoadBalanced', LoadBalancerType: 'application', ...balancing },
  'aws:elasticbeanstalk:application:environment': { PASSWORD: 'secret' },
  'aws:elbv2:listener:default': { ListenerEnabled: 'true', Protocol: 'HTTP' },
  ...over,
});
const classic = (over: Options = {}): Options => ({
  [environment]: { EnvironmentType: 'LoadBalanced' },
  'aws:elb:listener': { ListenerProtocol: 'HTTP' },
  ...over,
});
const certificate = 'arn:aws:acm:eu-west-1:111122223333:certificate/1';
const https = { Protocol: 'HTTPS', SSLCertificateArns: certificate } as const;
const off = { ListenerEnabled: 'False' } as const;

const lacking = { is: 'non-compliant', message: 'no-https-listener', changes: 0, notes: [] } as const;
const both = { is: 'compliant', notes: ['plaintext-too', 'behind-not-seen'] } as const;
const bothClassic = { is: 'compliant', notes: ['plaintext-too-classic', 'behind-not-seen'] } as const;
const alone = { is: 'compliant', notes: ['behind-not-seen'] } as const;
const described = { is: 'non-compliant', message: 'port-is-described', changes: 0 } as const;
const passedOn = { is: 'unknown', message: 'passed-on' } as const;
const tcp = { ListenerProtocol: 'TCP', InstancePort: '443', InstanceProtocol: 'TCP' } as const;
const legacy = (options: Readonly<Record<string, string>>) =>
  classic({ 'aws:elb:loadbalancer': options, 'aws:elb:listener': { ListenerEnabled: 'true' } });
const unheard = { is: 'unknown', message: 'not-evaluated' } as const;

testRemediation(unit, resource, {
  'plain HTTP only': { account: held(application()), target: id, expect: lacking },
  'the same, by name': { account: held(application()), target: 'orders', expect: lacking },
  'the same, by ARN': { account: held(application()), target: arn, expect: lacking },
  'with a security group of its own': {
    account: held(application({ 'aws:elbv2:loadbalancer': { ManagedSecurityGroup: 'sg-1' } })),
    target: id,
    expect: { ...lacking, notes: ['own-security-group'] },
  },
  'HTTPS beside HTTP': {
    account: held(application({ 'aws:elbv2:listener:443': https })),
    target: id,
    expect: both,
  },
  'HTTPS alone': {
    account: held(application({ 'aws:elbv2:listener:default': off, 'aws:elbv2:listener:443': https })),
    target: id,
    expect: alone,
  },
  'HTTPS at the default listener': {
    account: held(application({ 'aws:elbv2:listener:default': https })),
    target: id,
    expect: alone,
  },
  'HTTPS that is disabled': {
    account: held(application({ 'aws:elbv2:listener:443': { ...https, ...off } })),
    target: id,
    expect: described,
  },
  'HTTPS without a certificate': {
    account: held(application({ 'aws:elbv2:listener:443': { Protocol: 'HTTPS', SSLCertificateArns: '' } })),
    target: id,
    expect: described,
  },
  'plain HTTP at port 443': {
    account: held(application({ 'aws:elbv2:listener:443': { ListenerEnabled: 'true' } })),
    target: id,
    expect: described,
  },
  'options of a kind that it does not have': {
    account: held(
      application({ 'aws:elb:listener:443': { ListenerProtocol: 'HTTPS', SSLCertificateId: '1' } }),
    ),
    target: id,
    expect: lacking,
  },
  'a Classic Load Balancer, plain HTTP only': { account: held(classic()), target: id, expect: lacking },
  'a Classic Load Balancer with HTTPS': {
    account: held(
      classic({ 'aws:elb:listener:443': { ListenerProtocol: 'HTTPS', SSLCertificateId: certificate } }),
    ),
    target: id,
    expect: bothClassic,
  },
  'a Classic Load Balancer with SSL alone': {
    account: held(
      classic({
        'aws:elb:listener': off,
        'aws:elb:listener:443': { ListenerProtocol: 'SSL', SSLCertificateId: certificate },
      }),
    ),
    target: id,
    expect: alone,
  },
  'a Classic Load Balancer that passes TLS on to the instances': {
    account: held(classic({ 'aws:elb:listener:443': tcp })),
    target: id,
    expect: passedOn,
  },
  'a Classic Load Balancer that passes another port on': {
    account: held(classic({ 'aws:elb:listener:8443': { ...tcp, InstancePort: '8443' } })),
    target: id,
    expect: passedOn,
  },
  'a Classic Load Balancer that passes port 80 on': {
    account: held(classic({ 'aws:elb:listener': { ListenerProtocol: 'TCP' } })),
    target: id,
    expect: passedOn,
  },
  'a Classic Load Balancer with HTTPS, that passes another port on': {
    account: held(
      classic({
        'aws:elb:listener:443': { ListenerProtocol: 'HTTPS', SSLCertificateId: certificate },
        'aws:elb:listener': { ListenerProtocol: 'TCP' },
      }),
    ),
    target: id,
    expect: { is: 'compliant', notes: ['passed-on-too', 'behind-not-seen'] },
  },
  'TCP that is disabled: nothing is proposed over it': {
    account: held(classic({ 'aws:elb:listener:443': { ...tcp, ...off } })),
    target: id,
    expect: described,
  },
  'a protocol of tomorrow': {
    account: held(application({ 'aws:elbv2:listener:443': { Protocol: 'QUIC' } })),
    target: id,
    expect: unheard,
  },
  'options for port 443 that hold nothing': {
    account: held(application({ 'aws:elbv2:listener:443': { Protocol: '', SSLPolicy: '' } })),
    target: id,
    expect: lacking,
  },
  'HTTPS by options that are deprecated': {
    account: held(legacy({ LoadBalancerHTTPSPort: '443', SSLCertificateId: certificate })),
    target: id,
    expect: bothClassic,
  },
  'SSL alone by options that are deprecated, at another port': {
    account: held({
      ...legacy({
        LoadBalancerHTTPSPort: '8443',
        LoadBalancerSSLPortProtocol: 'SSL',
        LoadBalancerHTTPPort: 'OFF',
        SSLCertificateId: certificate,
      }),
      'aws:elb:listener': off,
    }),
    target: id,
    expect: alone,
  },
  'TCP by options that are deprecated': {
    account: held({
      [environment]: {},
      'aws:elb:loadbalancer': { LoadBalancerHTTPPort: '80', LoadBalancerPortProtocol: 'TCP' },
    }),
    target: id,
    expect: passedOn,
  },
  'a deprecated port that a listener of its own goes before': {
    account: held({
      ...legacy({ LoadBalancerHTTPPort: '80', LoadBalancerPortProtocol: 'TCP' }),
      'aws:elb:listener': { ListenerProtocol: 'HTTP' },
    }),
    target: id,
    expect: lacking,
  },
  'a deprecated HTTPS port without a certificate': {
    account: held(legacy({ LoadBalancerHTTPSPort: '443' })),
    target: id,
    expect: described,
  },
  'deprecated options that are off': {
    account: held(legacy({ LoadBalancerHTTPSPort: 'OFF', SSLCertificateId: certificate })),
    target: id,
    expect: lacking,
  },
  'a Classic Load Balancer with a security group of its own': {
    account: held(legacy({ ManagedSecurityGroup: 'sg-1', SecurityGroups: 'sg-1,sg-2' })),
    target: id,
    expect: { ...lacking, notes: ['own-security-group'] },
  },
  'one instance': {
    account: held({ [environment]: { EnvironmentType: 'SingleInstance' } }),
    target: id,
    expect: { is: 'unknown', message: 'on-the-instance' },
  },
  'a Network Load Balancer': {
    account: held(application({}, { LoadBalancerType: 'network' })),
    target: id,
    expect: { is: 'unknown', message: 'network' },
  },
  'a load balancer of tomorrow': {
    account: held(application({}, { LoadBalancerType: 'quantum' })),
    target: id,
    expect: unheard,
  },
  'a shared load balancer': {
    account: held(application({}, { LoadBalancerIsShared: 'true' })),
    target: id,
    expect: { is: 'not-applicable', message: 'shared' },
  },
  'a worker': {
    account: held(application(), { Tier: { Name: 'Worker' } }),
    target: id,
    expect: { is: 'not-applicable', message: 'worker' },
  },
  'a tier that is not shown': { account: held(application(), { Tier: {} }), target: id, expect: unheard },
  'an update with HTTPS is on its way': {
    account: held(application(), {
      Status: 'Updating',
      Pending: application({ 'aws:elbv2:listener:443': https }),
    }),
    target: id,
    expect: { is: 'pending', message: 'busy' },
  },
  'an update with HTTPS has failed': {
    account: held(application(), { Pending: application({ 'aws:elbv2:listener:443': https }) }),
    target: id,
    expect: lacking,
  },
  'nothing is deployed': { account: held(null), target: id, expect: unheard },
  'a status of tomorrow': {
    account: held(application(), { Status: 'Frozen' }),
    target: id,
    expect: unheard,
  },
  'it is being terminated': {
    account: held(application(), { Status: 'Terminating' }),
    target: id,
    expect: { is: 'not-applicable', message: 'not-running' },
  },
  'in China': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...held(application()) },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    target: id,
    expect: lacking,
  },
  'an environment that is gone': { account: {}, target: arn.replace('orders', 'gone'), gone: true },
});

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::ElasticBeanstalk::Environment',
  id,
  arn,
};
const codeOf = (kind: string, more: readonly Option[] = []) => {
  const options = [{ namespace: environment, name: 'LoadBalancerType', value: kind }, ...more];
  const verdict = unit.plan({ name: 'orders', status: 'Ready', tier: 'WebServer', options }, target, {});
  if (verdict.is !== 'non-compliant' || !verdict.advises?.[0] || !unit.source) throw new Error('none');
  return unit.source(verdict.advises[0], target);
};

test.each([
  ['application', 'aws:elbv2:listener:443', 'SSLCertificateArns'],
  ['classic', 'aws:elb:listener:443', 'SSLCertificateId'],
])(
  'of a load balancer of type %s its own options are told, and no certificate is guessed',
  (kind, at, option) => {
    const { cli = '', cloudformation, cdk, terraform } = codeOf(kind) ?? {};
    expect(cli).toContain(`"Namespace=${at},OptionName=${option},Value=$certificate"`);
    expect(() => execFileSync('bash', ['-n'], { input: cli })).not.toThrow();
    // Who may run it, and the way back.
    expect(cli).toContain('AdministratorAccess-AWSElasticBeanstalk');
    const back = cli.split('\n').find((line) => line.startsWith('# To take it back: ')) ?? '';
    expect(back).toContain('aws elasticbeanstalk update-environment --region eu-west-1');
    // Whatever is set is taken away again: nothing was there.
    const set = [...cli.matchAll(/Namespace=([^,]+),OptionName=([^,]+),Value/g)].map(
      ([, of, name]) => `${of} ${name}`,
    );
    const removed = [...back.matchAll(/'Namespace=([^,]+),OptionName=([^']+)'/g)].map(
      ([, of, name]) => `${of} ${name}`,
    );
    expect(removed).toEqual(set);
    expect(back).toContain('--options-to-remove ');
    // Without a certificate nothing is updated: the shell ends there. `--norc`: nothing of the machine's own.
    expect(() => execFileSync('/bin/bash', ['--norc', '-c', cli], { env: {}, stdio: 'pipe' })).toThrow(
      'the ARN of a certificate',
    );
    for (const text of [cloudformation, cdk, terraform]) expect(text).toContain(at);
  },
);

test('the listener with TLS leads to where the one without does', () => {
  const option = (at: string, name: string, value: string): Option => ({ namespace: at, name, value });
  const of = (kind: string, ...options: readonly Option[]) => codeOf(kind, options)?.cli;
  expect(of('classic')).toContain('OptionName=InstancePort,Value=80');
  expect(of('classic', option('aws:elb:listener', 'InstancePort', '8080'))).toContain(
    '=InstancePort,Value=8080',
  );
  const other = of(
    'classic',
    option('aws:elb:listener', 'ListenerEnabled', 'false'),
    option('aws:elb:listener:8000', 'ListenerProtocol', 'HTTP'),
    option('aws:elb:listener:8000', 'InstanceProtocol', 'HTTPS'),
  );
  expect(other).toContain('=InstancePort,Value=8000');
  expect(other).toContain('=InstanceProtocol,Value=HTTPS');
  const rules = of(
    'application',
    option('aws:elbv2:listener:default', 'DefaultProcess', 'web'),
    option('aws:elbv2:listener:default', 'Rules', 'images,api'),
  );
  expect(rules).toContain(`'Namespace=aws:elbv2:listener:443,OptionName=DefaultProcess,Value=web'`);
  // A comma in a value of the shorthand ends it, unless it is quoted.
  expect(rules).toContain(`OptionName=Rules,Value="images,api"'`);
  expect(of('application', option('aws:elbv2:listener:default', 'DefaultProcess', "'; id #"))).not.toContain(
    'id #',
  );
});

test('a policy that somebody has described is never written over', () => {
  const policy = (namespace: string, name: string, value: string): Option => ({ namespace, name, value });
  const other = codeOf('classic', [
    policy('aws:elb:policies:tls', 'LoadBalancerPorts', '8443'),
    policy('aws:elb:policies:tls', 'SSLReferencePolicy', 'ELBSecurityPolicy-2016-08'),
  ])?.cli;
  expect(other).not.toContain('aws:elb:policies:tls,');
  expect(other).toContain('Namespace=aws:elb:policies:tls-1,OptionName=SSLReferencePolicy');
  const same = codeOf('classic', [
    policy('aws:elb:policies:ours', 'LoadBalancerPorts', '8443, 443'),
    policy('aws:elb:policies:ours', 'SSLProtocols', 'Protocol-TLSv1.2'),
  ])?.cli;
  expect(same).not.toContain('aws:elb:policies');
  const all = codeOf('classic', [
    policy('aws:elb:policies:ours', 'LoadBalancerPorts', ':all'),
    policy('aws:elb:policies:ours', 'SSLReferencePolicy', 'ELBSecurityPolicy-TLS-1-2-2017-01'),
  ])?.cli;
  expect(all).not.toContain('aws:elb:policies');
  // A policy of sessions is none of TLS.
  const sessions = codeOf('classic', [policy('aws:elb:policies:ours', 'LoadBalancerPorts', '443')])?.cli;
  expect(sessions).toContain('aws:elb:policies:tls,');
});

test('variables of the application, which may be secrets, are not kept', async () => {
  const { account, region, partition } = target;
  const clouds = sandboxClouds(startHost(loadAccount(held(application()))));
  const seen = await unit.read(target, clouds.look({ account, region, partition }));
  expect(JSON.stringify(seen)).toContain('LoadBalancerType');
  expect(JSON.stringify(seen)).not.toContain('secret');
});
