import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListenerAction, Redirect } from '../../../../src/services/elbv2/facts/listener-actions.ts';
import { openParts } from '../../../../src/services/elbv2/facts/plaintext-rules.ts';
import unit from '../../../../src/services/elbv2/remediations/alb-listener-https-redirect.ts';
import resource from '../../../../src/services/elbv2/resources/aws-elasticloadbalancingv2-loadbalancer.ts';
import {
  anywhere,
  balanced,
  certificateArn,
  forward,
  groupArn,
  host,
  listener,
  listenerArn,
  redirectTo,
  rule,
  secure,
  web,
  type Action,
} from '../balancers.ts';
import { standOf } from '../../../kit/stand.ts';

const httpPorts = [80, 81, 443, 8080] as const;

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.constantFrom(forward('app'), forward('app', 'canary')),
  fc.record({ Type: fc.constant('fixed-response'), FixedResponseConfig: fc.constant({ StatusCode: '404' }) }),
  fc
    .record({
      Protocol: fc.constantFrom('HTTP', 'HTTPS', '#{protocol}'),
      Port: fc.constantFrom('#{port}', '80', '443', '8443', '8444'),
      Host: fc.constantFrom('#{host}', 'other.example.net'),
      Path: fc.constantFrom('/moved', '/#{path}x'),
      StatusCode: fc.constantFrom('HTTP_301', 'HTTP_302'),
    })
    .map((config) => redirectTo(443, config)),
);

const seldom = fc.nat(5).map((n) => n === 0);

/** Balancers as people build them, and worse. */
const account = fc
  .record({
    http: fc.uniqueArray(fc.constantFrom(80, 80, 81, 81, 8080, 443), { minLength: 1, maxLength: 3 }),
    https: fc.uniqueArray(fc.constantFrom(443, 443, 8443, 9443), { minLength: 0, maxLength: 3 }),
    actions: fc.array(action, { minLength: 4, maxLength: 4 }),
    rules: fc.array(
      fc.tuple(
        fc.nat(3),
        action,
        fc.oneof(
          { weight: 12, arbitrary: fc.constantFrom('www.example.com', '') },
          { weight: 1, arbitrary: fc.constant('x.example.org') },
        ),
      ),
      {
        maxLength: 8,
      },
    ),
    expired: seldom,
    closed: seldom,
    internal: fc.boolean(),
  })
  .map(({ http, https, actions, rules, expired, closed, internal }) => {
    const plain = http.filter((port) => port !== 443 || !https.includes(443));
    return balanced({
      balancer: { Scheme: internal ? 'internal' : 'internet-facing' },
      listeners: [
        ...plain.map((port, index) => listener(port, { DefaultActions: [actions[index] ?? forward('app')] })),
        ...https.map((port) => secure(port)),
      ],
      rules: rules.map(([at, does, name], index) => {
        const port = plain[at % plain.length] ?? 80;
        const priority = index + 1;
        return {
          ...rule(priority, { Actions: [does], ...(name !== '' && { Conditions: host(name) }) }),
          RuleArn: `${listenerArn(port).replace(':listener/', ':listener-rule/')}/${priority}`,
        };
      }),
      groups: [{ TargetGroupArn: groupArn('canary') }],
      certificates: [
        {
          CertificateArn: certificateArn('one'),
          DomainName: 'www.example.com',
          ...(expired && { Status: 'EXPIRED' }),
        },
      ],
      permissions: closed
        ? httpPorts.map(anywhere)
        : [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    });
  })
  .filter(({ elbv2 }) => (elbv2?.Listeners ?? []).length > 0);

const configOf = (actions: readonly ListenerAction[] | null): Partial<Redirect> => {
  const [only] = actions ?? [];
  return only?.Type === 'redirect' ? only.RedirectConfig : {};
};

const planned = async (given: ReturnType<typeof balanced>) => {
  const stand = await standOf(unit, resource, { account: given, target: web });
  const state = await unit.read(stand.target, stand.ports.clouds.look(stand.location));
  if (!state) throw new Error('it is there');
  return { stand, verdict: unit.plan(state, stand.target, { frontedBy: 'unknown' }) };
};

/** A random account may be one that AWS refuses, such as a loop of its own. */
const possible = async (given: ReturnType<typeof balanced>) => {
  try {
    return await planned(given);
  } catch (error) {
    if (error instanceof Error && error.message.includes('no possible account')) return undefined;
    throw error;
  }
};

describe('whatever the balancer looks like', () => {
  test(
    'no plan redirects to HTTP, to itself, or to a port where nothing listens',
    { timeout: 60_000 },
    async () => {
      let plans = 0;
      await fc.assert(
        fc.asyncProperty(account, async (given) => {
          const found = await possible(given);
          if (found?.verdict.is !== 'non-compliant') return;
          const listeners = given.elbv2?.Listeners ?? [];
          const https = new Set(
            listeners.flatMap(({ Protocol, Port }) => (Protocol === 'HTTPS' ? [String(Port)] : [])),
          );
          for (const { after } of found.verdict.changes) {
            plans += 1;
            expect(after).toMatchObject([{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS' } }]);
            const { Host, Port = '' } = configOf(after);
            expect(Host === '#{host}' ? https.has(Port) : Port === '443', `${Host} ${Port}`).toBe(true);
          }
        }),
        { numRuns: 150 },
      );
      expect(plans).toBeGreaterThan(80);
    },
  );

  test(
    'after a plan every rule of every HTTP listener redirects, and undo gives back every one',
    { timeout: 60_000 },
    async () => {
      let undone = 0;
      await fc.assert(
        fc.asyncProperty(account, async (given) => {
          const found = await possible(given);
          if (found?.verdict.is !== 'non-compliant' || found.verdict.changes.length === 0) return;
          const { stand } = found;
          const before = JSON.stringify(stand.host.world().elbv2);
          const outcome = await stand.apply();
          expect(outcome.is).toBe('remediated');
          const state = await unit.read(stand.target, stand.ports.clouds.look(stand.location));
          expect(openParts(state?.listeners ?? [])).toEqual([]);
          await stand.undo('run' in outcome ? (outcome.run ?? '') : '');
          expect(JSON.parse(JSON.stringify(stand.host.world().elbv2))).toEqual(JSON.parse(before));
          undone += 1;
        }),
        { numRuns: 60 },
      );
      expect(undone).toBeGreaterThan(10);
    },
  );

  test(
    'without a valid certificate or with a closed port, nothing is planned',
    { timeout: 60_000 },
    async () => {
      let refused = 0;
      await fc.assert(
        fc.asyncProperty(account, async (given) => {
          const found = await possible(given);
          if (found?.verdict.is !== 'non-compliant') return;
          const expired = given.acm?.Certificates?.some(({ Status }) => Status === 'EXPIRED');
          const closed = given.ec2?.SecurityGroups?.[0]?.IpPermissions?.length === httpPorts.length;
          const https = (given.elbv2?.Listeners ?? []).filter(({ Protocol }) => Protocol === 'HTTPS');
          // Port 443 is open as one of the plain ones.
          const reachable = https.some(({ Port }) => !closed || Port === 443);
          if (!expired && reachable) return;
          refused += 1;
          expect(found.verdict.changes).toEqual([]);
        }),
        { numRuns: 150 },
      );
      expect(refused).toBeGreaterThan(20);
    },
  );
});
