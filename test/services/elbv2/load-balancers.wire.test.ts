import { ACMClient, RequestCertificateCommand } from '@aws-sdk/client-acm';
import { DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from 'vitest';
import { cloudsOf } from '../../../src/adapters/aws/clients.ts';
import { parseBalancerArn } from '../../../src/services/elbv2/facts/balancer-arn.ts';
import { redirectToHttps } from '../../../src/services/elbv2/facts/listener-actions.ts';
import { same } from '../../../src/core/model/json.ts';
import type { Aws, Field } from '../../../src/core/model/remediation.ts';
import type { Target } from '../../../src/core/model/target.ts';
import redirect from '../../../src/services/elbv2/remediations/alb-listener-https-redirect.ts';
import tls from '../../../src/services/elbv2/remediations/elb-listener-tls-policy.ts';
import listenerResource from '../../../src/services/elbv2/resources/aws-elasticloadbalancingv2-listener.ts';
import balancerResource from '../../../src/services/elbv2/resources/aws-elasticloadbalancingv2-loadbalancer.ts';

/**
 * Load balancers over HTTP on moto. It names things itself, so this is no table; and it never issues a certificate
 * that is asked for, so the redirect is tried field by field. It describes no types of policies and no FIPS ones.
 */
const endpoint = process.env['WAXSEAL_MOTO'];
const runs = endpoint !== undefined && endpoint !== 'off';
const region = 'eu-west-1';
const clouds = cloudsOf({
  credentials: { accessKeyId: 'wire', secretAccessKey: 'wire' },
  settings: { endpoint },
  env: {},
});
const session = { run: 'wire', remediation: 'load-balancers', kind: 'remediate' } as const;
const anywhere = { account: '000000000000', region, partition: 'aws' };

interface Made {
  readonly balancer: string;
  readonly http: string;
  readonly https: string;
  readonly rule: string;
  readonly writer: Aws;
}

const make = async (name: string): Promise<Made> => {
  const writer = await clouds.write(anywhere, session);
  const elb = writer.use(ElasticLoadBalancingV2Client);
  const { Subnets = [] } = await writer.use(EC2Client).send(new DescribeSubnetsCommand({}));
  const [first, second] = Subnets;
  const { LoadBalancers = [] } = await elb.send(
    new CreateLoadBalancerCommand({
      Name: name,
      Subnets: [first?.SubnetId ?? '', second?.SubnetId ?? ''],
      Tags: [{ Key: 'owner', Value: 'shop' }],
    }),
  );
  const balancer = LoadBalancers[0]?.LoadBalancerArn ?? '';
  const { TargetGroups = [] } = await elb.send(
    new CreateTargetGroupCommand({ Name: name, Protocol: 'HTTP', Port: 80, VpcId: first?.VpcId }),
  );
  const { CertificateArn } = await writer
    .use(ACMClient)
    .send(new RequestCertificateCommand({ DomainName: 'www.example.com' }));
  const action = { Type: 'forward' as const, TargetGroupArn: TargetGroups[0]?.TargetGroupArn };
  const listen = async (given: object): Promise<string> => {
    const input = { LoadBalancerArn: balancer, DefaultActions: [action], ...given };
    return (await elb.send(new CreateListenerCommand(input))).Listeners?.[0]?.ListenerArn ?? '';
  };
  const http = await listen({ Protocol: 'HTTP', Port: 80 });
  const https = await listen({
    Protocol: 'HTTPS',
    Port: 443,
    SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    Certificates: [{ CertificateArn }],
  });
  const { Rules = [] } = await elb.send(
    new CreateRuleCommand({
      ListenerArn: http,
      Priority: 10,
      Conditions: [{ Field: 'path-pattern', Values: ['/api/*'] }],
      Actions: [action],
    }),
  );
  return { balancer, http, https, rule: Rules[0]?.RuleArn ?? '', writer };
};

/** Moto has its own account number, and tells it in ARNs. */
const placeOf = (arn: string) => ({ ...anywhere, account: parseBalancerArn(arn)?.account ?? '' });

const found = async (target: Promise<Target | undefined>): Promise<Target> => {
  const it = await target;
  if (!it) throw new Error('moto does not have it');
  return it;
};

/** Put, seen, put back, seen. */
const thereAndBack = async <Value>(
  field: Field<Value>,
  on: string,
  change: (before: Value) => Value,
  target: Target,
  writer: Aws,
): Promise<readonly boolean[]> => {
  const before = await field.get(on, target, clouds.look(target));
  if (before.value === null) throw new Error(`${on} is not there`);
  const after = change(before.value);
  await field.put(on, after, before, target, writer);
  const now = await field.get(on, target, clouds.look(target));
  await field.put(on, before.value, now, target, writer);
  const again = await field.get(on, target, clouds.look(target));
  return [!same(before.value, after), same(now.value, after), same(again.value, before.value)];
};

describe('load balancers over HTTP, on moto', () => {
  test.skipIf(!runs)('redirects are read, put and put back', async () => {
    const { balancer, http, rule, writer } = await make('wire-redirect');
    const location = placeOf(balancer);
    const target = await found(balancerResource.resolve(balancer, location, clouds.look(location)));
    expect(await balancerResource.tags(target, clouds.look(location))).toEqual({ owner: 'shop' });
    const state = await redirect.read(target, clouds.look(location));
    expect(state?.listeners.map(({ protocol, port, rules }) => [protocol, port, rules.length])).toEqual([
      ['HTTP', 80, 1],
      ['HTTPS', 443, 0],
    ]);
    expect(state && redirect.plan(state, target, { frontedBy: 'nothing' })).toMatchObject({
      is: 'non-compliant',
      message: 'no-usable-certificate',
    });
    const { defaultActions, ruleActions } = redirect.fields;
    const ours = [
      await thereAndBack(defaultActions, http, (before) => [redirectToHttps(before, 443)], target, writer),
      await thereAndBack(ruleActions, rule, (before) => [redirectToHttps(before, 443)], target, writer),
    ];
    expect(ours.flat()).toEqual([true, true, true, true, true, true]);
    const gone = `${balancer}0`;
    expect(await redirect.read({ ...target, id: gone, arn: gone }, clouds.look(location))).toBeUndefined();
  });

  test.skipIf(!runs)('a TLS policy is planned, put and put back', async () => {
    const { balancer, https, writer } = await make('wire-tls');
    const location = placeOf(balancer);
    const target = await found(listenerResource.resolve(https, location, clouds.look(location)));
    const settings = tls.settings.parse({ lostCiphers: 'accept' });
    const evaluated = async () => {
      const state = await tls.read(target, clouds.look(location));
      return state && tls.plan(state, target, settings);
    };
    const first = await evaluated();
    const after = 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09';
    expect(first).toMatchObject({ is: 'non-compliant', changes: [{ on: https, after }], hazards: [] });
    const { sslPolicy } = tls.fields;
    const seen = await sslPolicy.get(https, target, clouds.look(location));
    await sslPolicy.put(https, after, seen, target, writer);
    expect(await evaluated()).toEqual({ is: 'compliant' });
    await sslPolicy.put(https, seen.value, seen, target, writer);
    expect(await evaluated()).toEqual(first);
  });
});
