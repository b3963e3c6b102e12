import { expect, test } from 'vitest';
import resource from '../../../../src/services/wafv2/resources/aws-wafv2-webacl.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1', account = '111122223333', scope = 'regional') =>
  `arn:aws:wafv2:${region}:${account}:${scope}/webacl/${name}/id-of-${name}`;
const tags = Object.fromEntries(['a', 'b', 'c', 'd'].map((key) => [key, key]));
const host = () =>
  startHost(
    loadAccount({
      wafv2: {
        WebACLs: [
          ...['one', 'two', 'three', 'four'].map((Name) => ({
            Name,
            Id: `id-of-${Name}`,
            Tags: Name === 'one' ? tags : {},
          })),
          { Name: 'far', Id: 'id-of-far', Region: 'us-east-1' },
          { Name: 'both', Id: 'id-of-both', Region: 'us-east-1' },
          { Name: 'both', Id: 'id-of-cloudfront', Scope: 'CLOUDFRONT' },
        ],
      },
    }),
  );
const named = (arn: string) => ({ ...location, type: 'AWS::WAFv2::WebACL', id: arn, arn });
const listed = ['one', 'two', 'three', 'four'].map((name) => arnOf(name));

testResource(resource, {
  world: () => sandboxClouds(host()).look(location),
  named,
  resolves: [
    ['by ARN', arnOf('two'), arnOf('two')],
    ['by id', 'id-of-two', arnOf('two')],
    ['by name', 'four', arnOf('four')],
  ],
  gone: arnOf('gone'),
  others: [
    ['of another account', arnOf('two', 'eu-west-1', '444455556666')],
    ['of another Region', arnOf('far', 'us-east-1')],
    ['of another partition', arnOf('two').replace('aws', 'aws-cn')],
    ['of CloudFront, elsewhere than in us-east-1', arnOf('two', 'eu-west-1', '111122223333', 'global')],
    ['a rule group', arnOf('two').replace('webacl', 'rulegroup')],
    ['of AWS WAF Classic', 'arn:aws:waf-regional:eu-west-1:111122223333:webacl/id-of-two'],
    ['a path', 'two/../three'],
  ],
  failing: arnOf('two'),
  listed,
  tags: { [arnOf('one')]: tags, [arnOf('two')]: {} },
});

const virginia = { ...location, region: 'us-east-1' };
const cloudfront = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/both/id-of-cloudfront';

test('those of CloudFront are in us-east-1, beside the regional ones', async () => {
  const aws = sandboxClouds(host()).look(virginia);
  const found: string[] = [];
  for await (const { arn } of resource.list(virginia, aws)) found.push(arn);
  expect(found).toEqual([arnOf('far', 'us-east-1'), arnOf('both', 'us-east-1'), cloudfront]);
  expect((await resource.resolve('id-of-cloudfront', virginia, aws))?.arn).toBe(cloudfront);
  expect((await resource.resolve(cloudfront, virginia, aws))?.id).toBe(cloudfront);
});

test('a name that both scopes have means neither', async () => {
  expect(await resource.resolve('both', virginia, sandboxClouds(host()).look(virginia))).toBeUndefined();
});
