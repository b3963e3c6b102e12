import { describe, expect, test } from 'vitest';
import { redirectToHttps } from '../../../../../src/services/elbv2/facts/listener-actions.ts';
import { conditionsOf } from '../../../../../src/services/elbv2/facts/rule-conditions.ts';
import unit from '../../../../../src/services/elbv2/remediations/alb-listener-https-redirect.ts';
import {
  cloudFrontListsOf,
  hasVpcOrigins,
  permissionsOf,
  prefixListsOf,
} from '../../../../../src/services/elbv2/remediations/alb-listener-https-redirect/read-network.ts';
import {
  listenerOf,
  listenersOf,
} from '../../../../../src/services/elbv2/remediations/alb-listener-https-redirect/read-listeners.ts';
import { read } from '../../../../../src/services/elbv2/remediations/alb-listener-https-redirect/read.ts';
import { answering, location, refusal, type Asked } from '../../../../kit/answers.ts';
import {
  certificateArn,
  edge,
  forward,
  groupArn,
  listenerArn,
  redirectTo,
  ruleArn,
  web,
} from '../../balancers.ts';

/** What the table cannot show: answers with parts left out, further pages, and calls to the letter. */

const target = { ...location, type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', id: web, arn: web };
type Answer = object | ((asked: Asked) => object);
const aws = async (answers: Readonly<Record<string, Answer>> = {}) => {
  const {
    read: look,
    write,
    asked,
  } = await answering((one) => {
    const answer = answers[one.operation] ?? {};
    if (answer instanceof Error) throw answer;
    return typeof answer === 'function' ? answer(one) : answer;
  });
  const inputs = (operation: string) =>
    asked.filter((one) => one.operation === operation).map(({ input }) => input);
  return { look, write, asked, inputs };
};
/** Two answers, the first of which says that there is more. */
const pages =
  (first: object, second: object, marker = 'NextMarker') =>
  ({ input }: Asked): object =>
    input[marker === 'NextMarker' ? 'Marker' : marker] === undefined
      ? { ...first, [marker]: 'more' }
      : second;
const throttled = refusal('Throttling', 400);
const unhandled = {
  Protocol: 'HTTP',
  Port: 80,
  ListenerArn: listenerArn(80),
  DefaultActions: [forward('app')],
};

describe('the balancer', () => {
  test.each([[{}], [{ LoadBalancers: [] }], [refusal('LoadBalancerNotFoundException', 400)]])(
    'is gone: %j',
    async (DescribeLoadBalancers) => {
      const { look, asked } = await aws({ DescribeLoadBalancers });
      expect(await read(target, look)).toBeUndefined();
      expect(asked).toEqual([{ operation: 'DescribeLoadBalancers', input: { LoadBalancerArns: [web] } }]);
    },
  );

  test('another error is told', async () => {
    const { look } = await aws({ DescribeLoadBalancers: throttled });
    await expect(read(target, look)).rejects.toThrow('Throttling');
  });

  test('of which AWS says nothing, so nothing else is asked', async () => {
    const { look, asked } = await aws({ DescribeLoadBalancers: { LoadBalancers: [{}] } });
    expect(await read(target, look)).toEqual({
      name: web,
      dns: '',
      type: '',
      state: 'unknown',
      internal: false,
      ipv6: false,
      listeners: [],
      around: null,
    });
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['ipv4', false],
    ['dualstack', true],
    ['dualstack-without-public-ipv4', true],
  ])('%s', async (IpAddressType, ipv6) => {
    const { look } = await aws({ DescribeLoadBalancers: { LoadBalancers: [{ IpAddressType }] } });
    expect(await read(target, look)).toMatchObject({ ipv6 });
  });

  test('its listeners by port', async () => {
    const { look, inputs } = await aws({
      DescribeLoadBalancers: { LoadBalancers: [{ Type: 'application' }] },
      DescribeListeners: pages(
        { Listeners: [{ Port: 8443, Protocol: 'HTTPS' }] },
        { Listeners: [{ Port: 443, Protocol: 'HTTPS' }] },
      ),
    });
    const state = await read(target, look);
    expect(state?.listeners.map(({ port }) => port)).toEqual([443, 8443]);
    expect(state?.around).toBeNull();
    expect(inputs('DescribeListeners')).toEqual([
      { LoadBalancerArn: web },
      { LoadBalancerArn: web, Marker: 'more' },
    ]);
  });
});

describe('what surrounds it', () => {
  const around = async (balancer: object, answers: Readonly<Record<string, Answer>> = {}) => {
    const { look, inputs, asked } = await aws({
      DescribeLoadBalancers: { LoadBalancers: [{ Type: 'application', ...balancer }] },
      DescribeListeners: ({ input }: Asked) =>
        input['LoadBalancerArn'] === web ? { Listeners: [unhandled] } : {},
      ...answers,
    });
    return { around: (await read(target, look))?.around, inputs, asked };
  };

  test('nothing', async () => {
    const { around: found, asked } = await around({});
    expect(found).toEqual({
      tags: {},
      permissions: [],
      prefixLists: {},
      cloudFrontLists: [],
      accelerators: false,
      vpcOrigins: false,
      fronts: [],
      deployments: { routes: [], external: [], unread: [] },
    });
    expect(asked.filter((one) => 'GroupIds' in one.input)).toEqual([]);
  });

  test('tags', async () => {
    const { around: found, inputs } = await around(
      {},
      {
        DescribeTags: { TagDescriptions: [{ Tags: [{ Key: 'owner', Value: 'shop' }, {}] }, {}] },
      },
    );
    expect(found?.tags).toEqual({ owner: 'shop', '': '' });
    expect(inputs('DescribeTags')).toEqual([{ ResourceArns: [web] }]);
  });

  test('private origins of CloudFront matter to an internal balancer', async () => {
    const { around: found, inputs } = await around({ Scheme: 'internal', VpcId: 'vpc-1' });
    expect(found?.vpcOrigins).toBe(false);
    expect(inputs('DescribeSecurityGroups')).toEqual(
      ['GlobalAccelerator', 'CloudFront-VPCOrigins-Service-SG'].map((name) => ({
        Filters: [
          { Name: 'group-name', Values: [name] },
          { Name: 'vpc-id', Values: ['vpc-1'] },
        ],
      })),
    );
  });

  describe('network balancers in front', () => {
    const toWeb = groupArn('to-web');
    const sending = (Protocol: string, group: string) => ({
      Protocol,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: group }],
    });
    /** Of a group of which nothing more is told. */
    const unsaid = (group: string, port: number) => ({ group, port, path: '/', matcher: '' });
    const behind = async (groups: readonly object[], listeners: readonly object[] = []) =>
      around(
        {},
        {
          DescribeTargetGroups: pages(
            { TargetGroups: groups.slice(0, 1) },
            { TargetGroups: groups.slice(1) },
          ),
          DescribeTargetHealth: ({ input }: Asked) => ({
            TargetHealthDescriptions: [
              { Target: { Id: 'i-1', Port: 1 } },
              {},
              ...(input['TargetGroupArn'] === toWeb ? [{ Target: { Id: web, Port: 80 } }] : []),
              ...(input['TargetGroupArn'] === groupArn('unsaid') ? [{ Target: { Id: web } }] : []),
            ],
          }),
          DescribeListeners: ({ input }: Asked) => ({
            Listeners: input['LoadBalancerArn'] === web ? [unhandled] : listeners,
          }),
        },
      );

    test('by name and port, with what their listeners for the group speak', async () => {
      const other = edge.replace('/edge/', '/another/');
      const { around: found, inputs } = await behind(
        [
          { TargetType: 'instance', TargetGroupArn: groupArn('app') },
          { TargetType: 'alb', TargetGroupArn: groupArn('unsaid'), Port: 8080, LoadBalancerArns: [edge] },
          { TargetType: 'alb', TargetGroupArn: groupArn('to-other'), LoadBalancerArns: [edge] },
          { TargetType: 'alb', TargetGroupArn: toWeb, Port: 9, LoadBalancerArns: [edge, other, 'odd'] },
        ],
        [
          sending('TLS', toWeb),
          sending('TCP', toWeb),
          sending('UDP', 'elsewhere'),
          sending('TCP', toWeb),
          {},
        ],
      );
      expect(found?.fronts).toEqual([
        { name: 'another', port: 80, protocols: ['TCP', 'TLS'], check: unsaid('to-web', 80) },
        { name: 'edge', port: 80, protocols: ['TCP', 'TLS'], check: unsaid('to-web', 80) },
        { name: 'odd', port: 80, protocols: ['TCP', 'TLS'], check: unsaid('to-web', 80) },
        { name: 'edge', port: 8080, protocols: [], check: unsaid('unsaid', 8080) },
      ]);
      expect(inputs('DescribeTargetHealth').map((input) => input['TargetGroupArn'])).toEqual([
        groupArn('unsaid'),
        groupArn('to-other'),
        toWeb,
      ]);
      expect(inputs('DescribeTargetGroups')).toEqual([{}, { Marker: 'more' }]);
    });

    test('a group that no balancer uses', async () => {
      const { around: found } = await behind([{ TargetType: 'alb', TargetGroupArn: toWeb }]);
      expect(found?.fronts).toEqual([]);
    });

    test('a port that nobody names', async () => {
      const { around: found } = await behind([
        { TargetType: 'alb', TargetGroupArn: groupArn('unsaid'), LoadBalancerArns: [edge] },
      ]);
      expect(found?.fronts).toEqual([{ name: 'edge', port: 0, protocols: [], check: unsaid('unsaid', 0) }]);
    });

    test.each([
      [{}, unsaid('to-web', 80)],
      [{ HealthCheckProtocol: 'HTTPS', HealthCheckPort: '80' }, null],
      [{ HealthCheckProtocol: 'HTTP', HealthCheckPort: 'traffic-port' }, unsaid('to-web', 80)],
      [
        {
          TargetGroupName: 'named',
          HealthCheckProtocol: 'HTTP',
          HealthCheckPort: '8080',
          HealthCheckPath: '/up',
          Matcher: { HttpCode: '200,301' },
        },
        { group: 'named', port: 8080, path: '/up', matcher: '200,301' },
      ],
    ])('how they check it: %j', async (group, check) => {
      const { around: found } = await behind([
        { TargetType: 'alb', TargetGroupArn: toWeb, LoadBalancerArns: [edge], ...group },
      ]);
      expect(found?.fronts).toEqual([{ name: 'edge', port: 80, protocols: [], check }]);
    });

    test('groups of one balancer for one port stand in one order', async () => {
      const groups = ['b', 'a'].map((TargetGroupName) => ({
        TargetType: 'alb',
        TargetGroupArn: toWeb,
        LoadBalancerArns: [edge],
        TargetGroupName,
      }));
      const orders = await Promise.all(
        [groups, groups.toReversed()].map(async (some) =>
          (await behind(some)).around?.fronts.map(({ check }) => check?.group),
        ),
      );
      expect(orders).toEqual([
        ['a', 'b'],
        ['a', 'b'],
      ]);
    });
  });
});

describe('security groups', () => {
  const permission = { IpProtocol: '-1' };

  test('of every page', async () => {
    const { look, inputs } = await aws({
      DescribeSecurityGroups: pages(
        { SecurityGroups: [{ IpPermissions: [permission] }, {}] },
        { SecurityGroups: [{ IpPermissions: [permission] }] },
        'NextToken',
      ),
    });
    expect(await permissionsOf(['sg-1', 'sg-2'], look)).toEqual([permission, permission]);
    expect(inputs('DescribeSecurityGroups')).toEqual([
      { GroupIds: ['sg-1', 'sg-2'] },
      { GroupIds: ['sg-1', 'sg-2'], NextToken: 'more' },
    ]);
  });

  test.each(['UnauthorizedOperation', 'AccessDenied', 'InvalidGroup.NotFound'])(
    '%s: unread',
    async (name) => {
      const { look } = await aws({ DescribeSecurityGroups: refusal(name, 403) });
      expect(await permissionsOf(['sg-1'], look)).toBeNull();
    },
  );

  test('another error is told', async () => {
    const { look } = await aws({ DescribeSecurityGroups: throttled });
    await expect(permissionsOf(['sg-1'], look)).rejects.toThrow('Throttling');
    await expect(hasVpcOrigins('vpc-1', look)).rejects.toThrow('Throttling');
  });

  test.each([
    [{}, false],
    [{ SecurityGroups: [] }, false],
    [{ SecurityGroups: [{}] }, true],
    [refusal('UnauthorizedOperation', 403), null],
  ])('private origins: %j', async (DescribeSecurityGroups, expected) => {
    const { look } = await aws({ DescribeSecurityGroups });
    expect(await hasVpcOrigins('vpc-1', look)).toBe(expected);
  });
});

describe("CloudFront's prefix lists", () => {
  test.each([
    ['nothing is read', null],
    ['nothing is admitted', []],
    ['no prefix list is', [{ IpProtocol: '-1' }, { PrefixListIds: [] }]],
  ])('are not asked for where %s', async (_name, permissions) => {
    const { look, asked } = await aws();
    expect(await cloudFrontListsOf(permissions, look)).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('of every page, in order', async () => {
    const { look, inputs } = await aws({
      DescribeManagedPrefixLists: pages(
        { PrefixLists: [{ PrefixListId: 'pl-2' }] },
        { PrefixLists: [{ PrefixListId: 'pl-1' }, {}] },
        'NextToken',
      ),
    });
    const permissions = [{ IpProtocol: '-1' }, { PrefixListIds: [{ PrefixListId: 'pl-2' }] }];
    expect(await cloudFrontListsOf(permissions, look)).toEqual(['', 'pl-1', 'pl-2']);
    const Filters = [
      {
        Name: 'prefix-list-name',
        Values: [
          'com.amazonaws.global.cloudfront.origin-facing',
          'com.amazonaws.global.ipv6.cloudfront.origin-facing',
        ],
      },
    ];
    expect(inputs('DescribeManagedPrefixLists')).toEqual([{ Filters }, { Filters, NextToken: 'more' }]);
  });
});

describe('what prefix lists hold', () => {
  const permissions = [
    { PrefixListIds: [{ PrefixListId: 'pl-2' }, { PrefixListId: 'pl-1' }] },
    { PrefixListIds: [{ PrefixListId: 'pl-1' }, {}] },
    { IpProtocol: '-1' },
  ];

  test('of every page, each list once', async () => {
    const { look, inputs } = await aws({
      GetManagedPrefixListEntries: pages(
        { Entries: [{ Cidr: '10.2.0.0/16' }] },
        { Entries: [{ Cidr: '10.1.0.0/16' }, {}] },
        'NextToken',
      ),
    });
    const held = ['', '10.1.0.0/16', '10.2.0.0/16'];
    expect(await prefixListsOf(permissions, look)).toEqual({ 'pl-1': held, 'pl-2': held });
    expect(inputs('GetManagedPrefixListEntries')).toHaveLength(4);
    expect(await prefixListsOf(null, look)).toEqual({});
  });

  test.each(['UnauthorizedOperation', 'InvalidPrefixListID.NotFound'])('%s: unread', async (name) => {
    const { look } = await aws({ GetManagedPrefixListEntries: refusal(name, 403) });
    expect(await prefixListsOf(permissions, look)).toEqual({ 'pl-1': null, 'pl-2': null });
  });

  test('another error is told', async () => {
    const { look } = await aws({ GetManagedPrefixListEntries: throttled });
    await expect(prefixListsOf(permissions, look)).rejects.toThrow('Throttling');
  });
});

describe('a listener', () => {
  const reading = async (listener: object, answers: Readonly<Record<string, Answer>> = {}) => {
    const { look, asked, inputs } = await aws(answers);
    return { listener: await listenerOf(listener, look), asked, inputs };
  };

  test('of which AWS says nothing', async () => {
    const { listener, asked } = await reading({});
    expect(listener).toEqual({
      arn: '',
      port: 0,
      protocol: '',
      actions: [],
      rules: [],
      certificates: [],
      clientCertificates: 'off',
    });
    expect(asked.map(({ operation }) => operation)).toEqual(['DescribeRules']);
  });

  test('there is none', async () => {
    const { look } = await aws();
    expect(await listenersOf(web, look)).toEqual([]);
  });

  test('rules of every page by priority, the default one left out', async () => {
    const rule = (Priority: string, more: object = {}) => ({
      RuleArn: ruleArn(Priority),
      Priority,
      Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/x'] } }],
      Actions: [redirectTo(443)],
      ...more,
    });
    const { listener, inputs } = await reading(
      { ListenerArn: listenerArn(80) },
      {
        DescribeRules: pages(
          { Rules: [rule('10'), rule('default'), rule('9')] },
          { Rules: [rule('11', { IsDefault: true }), rule('2', { IsDefault: false }), { Priority: '1' }] },
        ),
      },
    );
    const none = conditionsOf([]);
    expect(listener.rules).toEqual([
      { arn: '', priority: 1, conditions: none, actions: [], transforms: [] },
      ...[2, 9, 10].map((priority) => ({
        arn: ruleArn(priority),
        priority,
        conditions: { ...none, paths: ['/x'] },
        actions: [redirectTo(443)],
        transforms: [],
      })),
    ]);
    expect(inputs('DescribeRules')).toEqual([
      { ListenerArn: listenerArn(80) },
      { ListenerArn: listenerArn(80), Marker: 'more' },
    ]);
  });

  describe('certificates', () => {
    const certificates = async (arns: readonly (string | undefined)[], DescribeCertificate: Answer = {}) => {
      const { listener, inputs } = await reading(
        {
          ListenerArn: listenerArn(443),
          Protocol: 'HTTPS',
          MutualAuthentication: { Mode: 'passthrough' },
        },
        {
          DescribeListenerCertificates: pages(
            { Certificates: arns.slice(0, 1).map((CertificateArn) => ({ CertificateArn })) },
            { Certificates: arns.slice(1).map((CertificateArn) => ({ CertificateArn })) },
          ),
          DescribeCertificate,
        },
      );
      expect(listener.clientCertificates).toBe('passthrough');
      return { found: listener.certificates, inputs };
    };

    test('each once, in order, with all its names', async () => {
      const [one, two] = [certificateArn('one'), certificateArn('two')];
      const { found, inputs } = await certificates([two, one, two], ({ input }: Asked) => ({
        Certificate:
          input['CertificateArn'] === one
            ? {
                Status: 'ISSUED',
                DomainName: 'www.example.com',
                SubjectAlternativeNames: ['www.example.com', 'api.example.com'],
              }
            : { Status: 'EXPIRED', DomainName: 'old.example.com' },
      }));
      expect(found).toEqual([
        { arn: one, usable: 'yes', names: ['api.example.com', 'www.example.com'], isDefault: false },
        { arn: two, usable: 'no', names: ['old.example.com'], isDefault: false },
      ]);
      expect(inputs('DescribeListenerCertificates')).toEqual([
        { ListenerArn: listenerArn(443) },
        { ListenerArn: listenerArn(443), Marker: 'more' },
      ]);
      expect(inputs('DescribeCertificate')).toEqual([{ CertificateArn: one }, { CertificateArn: two }]);
    });

    test.each([
      [{ NotAfter: new Date('2026-01-02') }, 'yes'],
      [{ NotBefore: new Date('2026-01-01'), NotAfter: new Date('2026-01-01') }, 'yes'],
      [{ NotAfter: new Date('2025-12-31') }, 'no'],
      [{ NotBefore: new Date('2026-01-02') }, 'no'],
      [{}, 'yes'],
    ])('issued, on the first of January: %j is %s', async (validity, usable) => {
      const { look } = await aws({
        DescribeListenerCertificates: {
          Certificates: [{ CertificateArn: certificateArn('one'), IsDefault: true }],
        },
        DescribeCertificate: { Certificate: { Status: 'ISSUED', ...validity } },
      });
      const at = { ...look, now: () => new Date('2026-01-01') };
      const listener = await listenerOf({ Protocol: 'HTTPS' }, at);
      expect(listener.certificates).toEqual([
        { arn: certificateArn('one'), usable, names: [], isDefault: true },
      ]);
    });

    test('one of which nothing is said is of no use', async () => {
      const { found } = await certificates([certificateArn('one')]);
      expect(found).toEqual([{ arn: certificateArn('one'), usable: 'no', names: [], isDefault: false }]);
    });

    test('only those of Certificate Manager can be read', async () => {
      const iam = 'arn:aws:iam::111122223333:server-certificate/acm';
      const { found, inputs } = await certificates([iam, undefined]);
      expect(found).toEqual([
        { arn: '', usable: 'unread', names: [], isDefault: false },
        { arn: iam, usable: 'unread', names: [], isDefault: false },
      ]);
      expect(inputs('DescribeCertificate')).toEqual([]);
    });

    test.each(['AccessDeniedException', 'ResourceNotFoundException'])('%s: unread', async (name) => {
      const { found } = await certificates([certificateArn('one')], refusal(name, 400));
      expect(found).toEqual([{ arn: certificateArn('one'), usable: 'unread', names: [], isDefault: false }]);
    });

    test('another error is told', async () => {
      await expect(certificates([certificateArn('one')], throttled)).rejects.toThrow('Throttling');
    });
  });
});

describe('actions as fields', () => {
  const { defaultActions, ruleActions } = unit.fields;
  const value = [redirectToHttps([], 443)];
  const kinds = [
    {
      field: defaultActions,
      name: 'of a listener',
      on: listenerArn(80),
      key: 'ListenerArn',
      found: 'Listeners',
      actions: 'DefaultActions',
      error: 'ListenerNotFoundException',
      operations: ['DescribeListeners', 'ModifyListener'],
    },
    {
      field: ruleActions,
      name: 'of a rule',
      on: ruleArn(1),
      key: 'RuleArn',
      found: 'Rules',
      actions: 'Actions',
      error: 'RuleNotFoundException',
      operations: ['DescribeRules', 'ModifyRule'],
    },
  ] as const;

  describe.each(kinds)('$name', ({ field, on, key, found, actions, error, operations }) => {
    const [describing, modifying] = operations;

    test('are read by their ARN', async () => {
      const { look, asked } = await aws({ [describing]: { [found]: [{ [actions]: [redirectTo(443)] }] } });
      expect(await field.get(on, target, look)).toEqual({ value });
      expect(asked).toEqual([{ operation: describing, input: { [`${key}s`]: [on] } }]);
    });

    test.each([[{}], [{ [found]: [] }], [{ [found]: [{}] }], [refusal(error, 400)]])(
      'are absent: %j',
      async (answer) => {
        const { look } = await aws({ [describing]: answer });
        expect(await field.get(on, target, look)).toEqual({ value: null });
      },
    );

    test('are put, and nothing else is', async () => {
      const { write, asked } = await aws();
      await field.put(on, value, { value: null }, target, write);
      expect(asked).toEqual([{ operation: modifying, input: { [key]: on, [actions]: value } }]);
    });

    test('another error is told', async () => {
      const { look } = await aws({ [describing]: throttled });
      await expect(field.get(on, target, look)).rejects.toThrow('Throttling');
    });
  });

  test('one action that is not known stops the put of all', async () => {
    const { write, asked } = await aws();
    const mixed = [...value, { Type: 'other' as const, name: 'teleport' }];
    await expect(defaultActions.put(listenerArn(80), mixed, { value: null }, target, write)).rejects.toThrow(
      'only known ones are written',
    );
    expect(asked).toEqual([]);
  });
});
