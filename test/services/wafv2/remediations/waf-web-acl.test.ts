import { expect, test } from 'vitest';
import resource from '../../../../src/services/wafv2/resources/aws-wafv2-webacl.ts';
import unit from '../../../../src/services/wafv2/remediations/waf-web-acl.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Slice = NonNullable<AccountFile['wafv2']>;
type WebAcl = NonNullable<Slice['WebACLs']>[number];

const id = 'a1b2c3d4-0001';
const regional = `arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shop/${id}`;
const global = `arn:aws:wafv2:us-east-1:111122223333:global/webacl/shop/${id}`;
const balancer = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188';
const held = (over: Partial<WebAcl> = {}, more: Partial<Slice> = {}) => ({
  wafv2: { WebACLs: [{ Name: 'shop', Id: id, ...over }], ...more },
});
const before = (Resources: NonNullable<WebAcl['Resources']>) => ({ Resources });
const location_ = { region: 'us-east-1' };
const passes = { is: 'not-applicable', message: 'passes-through' } as const;
const partly = { is: 'not-applicable', message: 'partly-seen' } as const;
const origin = { Origins: { Items: [] }, DefaultCacheBehavior: { TargetOriginId: 'web' } };

testRemediation(unit, resource, {
  'it protects nothing': {
    account: held(),
    target: regional,
    expect: { is: 'not-applicable', message: 'nothing-behind' },
  },
  'it protects a load balancer': {
    account: held(before({ APPLICATION_LOAD_BALANCER: [balancer] })),
    target: 'shop',
    expect: passes,
  },
  'it protects two of a kind, in any order': {
    account: held(before({ APPLICATION_LOAD_BALANCER: [balancer.replace('/web/', '/zoo/'), balancer] })),
    target: regional,
    expect: passes,
  },
  'it protects a stage alone, for which AWS WAF must be asked': {
    account: held(before({ API_GATEWAY: ['arn:aws:apigateway:eu-west-1::/restapis/a1b2c3/stages/live'] })),
    target: id,
    expect: passes,
  },
  'Firewall Manager made it': {
    account: held({ ManagedByFirewallManager: true, ...before({ APPLICATION_LOAD_BALANCER: [balancer] }) }),
    target: regional,
    expect: passes,
  },
  'Firewall Manager has rules in it': {
    account: held({ RetrofittedByFirewallManager: true }),
    target: regional,
    expect: { is: 'not-applicable', message: 'nothing-behind' },
  },
  'what we may not see is named': {
    account: held({}, { DeniedTypes: ['COGNITO_USER_POOL'] }),
    target: regional,
    expect: partly,
  },
  'what the Region does not know is named': {
    account: held(before({ APPLICATION_LOAD_BALANCER: [balancer] }), { UnknownTypes: ['AGENTCORE_GATEWAY'] }),
    target: regional,
    expect: partly,
  },
  'of CloudFront, before a distribution': {
    account: {
      region: 'us-east-1',
      ...held({ Scope: 'CLOUDFRONT' }),
      cloudfront: { Distributions: [{ Id: 'E1ABCDEFGHIJKL', WebACLId: global, ...origin }] },
    },
    location: location_,
    target: global,
    expect: passes,
  },
  'of CloudFront, before an Amplify app': {
    account: {
      region: 'us-east-1',
      ...held({
        Scope: 'CLOUDFRONT',
        ...before({ AMPLIFY: ['arn:aws:amplify:eu-west-1:111122223333:apps/d1a2b3'] }),
      }),
    },
    location: location_,
    target: global,
    expect: passes,
  },
  'of CloudFront, whose distributions have another one': {
    account: {
      region: 'us-east-1',
      ...held({ Scope: 'CLOUDFRONT' }),
      cloudfront: { Distributions: [{ Id: 'E1ABCDEFGHIJKL', WebACLId: `${global}0`, ...origin }] },
    },
    location: location_,
    target: global,
    expect: { is: 'not-applicable', message: 'nothing-behind' },
  },
  'a web ACL that is gone': { account: {}, target: regional, gone: true },
});

const target = { ...location, type: 'AWS::WAFv2::WebACL', id: regional, arn: regional };
const seen = {
  name: 'shop',
  scope: 'REGIONAL',
  firewallManager: null,
  behind: [balancer],
  unseen: [],
} as const;
const told = (state: Parameters<typeof unit.plan>[0]) => JSON.stringify(unit.plan(state, target, {}));

test('Firewall Manager is named, and distribution tenants are only of CloudFront', () => {
  expect(told({ ...seen, firewallManager: 'made' })).toContain(', which Firewall Manager made,');
  expect(told({ ...seen, firewallManager: 'retrofitted' })).toContain('Firewall Manager keeps rules');
  expect(told(seen)).not.toMatch(/Firewall Manager|tenants, which/);
  expect(told({ ...seen, scope: 'CLOUDFRONT' })).toContain('Distribution tenants');
});

/** Each question to AWS WAF, answered or refused by its type. */
const reading = async (answer: (type: unknown) => object, arn = regional) => {
  const { read, asked } = await answering(({ operation, input }) =>
    operation === 'ListResourcesForWebACL'
      ? answer(input['ResourceType'])
      : operation === 'GetWebACL'
        ? { WebACL: { Name: 'shop', Id: id, ARN: arn } }
        : { DistributionList: { Items: [{ ARN: 'arn:aws:cloudfront::111122223333:distribution/E1' }] } },
  );
  return { state: () => unit.read({ ...target, arn }, read), asked };
};
const types = (asked: readonly { readonly input: Readonly<Record<string, unknown>> }[]) =>
  asked.flatMap(({ input }) => input['ResourceType'] ?? []);

test('each type is asked for by name, and CloudFront only for its own', async () => {
  const one = await reading((type) => ({ ResourceArns: [`arn:of:${String(type)}`] }));
  expect((await one.state())?.behind).toHaveLength(7);
  expect(types(one.asked)).toEqual([
    'APPLICATION_LOAD_BALANCER',
    'API_GATEWAY',
    'APPSYNC',
    'COGNITO_USER_POOL',
    'APP_RUNNER_SERVICE',
    'VERIFIED_ACCESS_INSTANCE',
    'AGENTCORE_GATEWAY',
  ]);
  expect(one.asked.some(({ operation }) => operation.startsWith('ListDistributions'))).toBe(false);
  const other = await reading(() => ({}), global);
  expect((await other.state())?.behind).toEqual(['arn:aws:cloudfront::111122223333:distribution/E1']);
  expect(types(other.asked)).toEqual(['AMPLIFY']);
});

test.each([
  ['APPLICATION_LOAD_BALANCER', 'WAFInvalidParameterException'],
  ['APPLICATION_LOAD_BALANCER', 'WAFInternalErrorException'],
  // AWS WAF's own permission is all that stages take.
  ['API_GATEWAY', 'AccessDeniedException'],
  ['API_GATEWAY', 'WAFInvalidParameterException'],
])('about %s, %s is no answer', async (asked, name) => {
  const { state } = await reading((type) => {
    if (type === asked) throw refusal(name, 400);
    return {};
  });
  await expect(state()).rejects.toThrow(name);
});

test('what AWS does not let us see of load balancers is named, and the rest is told', async () => {
  const { state } = await reading((type) => {
    if (type === 'APPLICATION_LOAD_BALANCER') throw refusal('AccessDeniedException', 400);
    return { ResourceArns: type === 'API_GATEWAY' ? ['arn:of:stage'] : [] };
  });
  expect(await state()).toMatchObject({
    behind: ['arn:of:stage'],
    unseen: ['Application Load Balancers (it takes elasticloadbalancing:DescribeWebACLAssociation)'],
  });
});

test('what fails otherwise is no answer about any type', async () => {
  const { state } = await reading((type) => {
    if (type === 'APPSYNC') throw refusal('WAFInternalErrorException', 500);
    return {};
  });
  await expect(state()).rejects.toThrow('WAFInternalErrorException');
});

test('the permission that is missing is named; one that is gone meanwhile protects nothing', async () => {
  const { state } = await reading((type) => {
    if (type === 'APP_RUNNER_SERVICE') throw refusal('AccessDeniedException', 400);
    if (type === 'APPSYNC') throw refusal('WAFInvalidParameterException', 400);
    if (type === 'API_GATEWAY') throw refusal('WAFNonexistentItemException', 400);
    return {};
  });
  expect(await state()).toMatchObject({
    behind: [],
    unseen: [
      'AppSync APIs (eu-west-1 does not know the type)',
      'App Runner services (it takes apprunner:ListAssociatedServicesForWebAcl)',
    ],
  });
});

test('what CloudFront has is behind it page by page, and all of it is sorted', async () => {
  const distribution = (name: string) => ({ ARN: `arn:aws:cloudfront::111122223333:distribution/${name}` });
  const { read } = await answering(({ operation, input }) => {
    if (operation === 'GetWebACL') return { WebACL: { Name: 'shop', RetrofittedByFirewallManager: true } };
    if (operation === 'ListResourcesForWebACL') return { ResourceArns: ['arn:aws:zoo', 'arn:aws:amplify'] };
    return input['Marker'] === undefined
      ? { DistributionList: { Items: [distribution('E2')], IsTruncated: true, NextMarker: 'more' } }
      : { DistributionList: { Items: [distribution('E1')], IsTruncated: false } };
  });
  expect(await unit.read({ ...target, arn: global }, read)).toMatchObject({
    firewallManager: 'retrofitted',
    behind: ['arn:aws:amplify', distribution('E1').ARN, distribution('E2').ARN, 'arn:aws:zoo'],
  });
});

test('who made it is read', async () => {
  const { read } = await answering(({ operation }) =>
    operation === 'GetWebACL' ? { WebACL: { Name: 'shop', ManagedByFirewallManager: true } } : {},
  );
  expect(await unit.read(target, read)).toMatchObject({ firewallManager: 'made' });
});

test('CloudFront without a list is no answer', async () => {
  const { read } = await answering(({ operation }) =>
    operation === 'GetWebACL' ? { WebACL: { Name: 'shop' } } : {},
  );
  await expect(unit.read({ ...target, arn: global }, read)).rejects.toMatchObject({
    code: 'answer-incomplete',
  });
});
