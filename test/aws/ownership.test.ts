import { describe, expect, test } from 'vitest';
import { isStack, makingOf, makingSays, stackNameOf } from '../../src/aws/ownership.ts';

const stack = 'aws:cloudformation:stack-name';
const logical = 'aws:cloudformation:logical-id';

describe('who made it, by its tags', () => {
  test.each([
    [{}, undefined],
    [{ owner: 'shop', 'my/kubernetes.io/': 'no' }, undefined],
    [{ 'elbv2.k8s.aws/cluster': 'shop' }, { by: 'kubernetes', name: 'shop' }],
    [{ 'kubernetes.io/cluster/shop': '' }, { by: 'kubernetes', name: 'kubernetes.io/cluster/shop' }],
    [{ 'services.k8s.aws/namespace': 'shop' }, { by: 'kubernetes', name: 'shop' }],
    [{ 'crossplane-name': 'orders' }, { by: 'kubernetes', name: 'orders' }],
    [
      { [stack]: 's', 'elasticbeanstalk:environment-id': 'e-1', 'elasticbeanstalk:environment-name': 'n' },
      { by: 'elastic-beanstalk', name: 'n' },
    ],
    [
      { [stack]: 's', 'service.k8s.aws/stack': 'a/b' },
      { by: 'kubernetes', name: 'a/b' },
    ],
    [{ [stack]: 's' }, { by: 'cloudformation', name: 's' }],
    [
      { [stack]: 's', [logical]: 'Orders' },
      { by: 'cloudformation', name: 's', logicalId: 'Orders' },
    ],
    // CDK leaves no tag of its own as a rule; the hash in the logical id gives it away.
    [
      { [stack]: 's', [logical]: 'Orders8F2A6B1C' },
      { by: 'cdk', name: 's', logicalId: 'Orders8F2A6B1C' },
    ],
    [
      { [stack]: 's', 'aws-cdk:auto-delete-objects': 'true' },
      { by: 'cdk', name: 's' },
    ],
    [{ 'aws:cdk:path': 'Shop/Orders' }, undefined],
    [
      { [stack]: 'SC-1', 'aws:servicecatalog:provisionedProductArn': 'arn:aws:servicecatalog:p' },
      { by: 'service-catalog', name: 'arn:aws:servicecatalog:p' },
    ],
    [{ 'managed-by': 'Terraform' }, { by: 'terraform', name: 'Terraform' }],
    [{ ManagedBy: 'OpenTofu v1' }, { by: 'terraform', name: 'OpenTofu v1' }],
    [{ terraform: 'true' }, { by: 'terraform', name: 'true' }],
    [{ terraform: 'false' }, undefined],
    [{ 'managed-by': 'hand' }, undefined],
    [{ 'pulumi:stack': 'prod' }, { by: 'pulumi', name: 'prod' }],
    [
      { [stack]: 's', 'managed-by': 'terraform' },
      { by: 'cloudformation', name: 's' },
    ],
  ])('%j', (tags: Readonly<Record<string, string>>, making) => {
    if (making) expect(makingOf(tags)).toMatchObject(making);
    else expect(makingOf(tags)).toBeUndefined();
  });

  test('by tag keys that a company gives', () => {
    const tags = { 'x:workspace': 'payments' };
    expect(makingOf(tags)).toBeUndefined();
    expect(makingOf(tags, { terraform: ['x:workspace'] })).toMatchObject({
      by: 'terraform',
      name: 'payments',
    });
    expect(makingOf(tags, { pulumi: ['x:workspace'] })).toMatchObject({ by: 'pulumi' });
    expect(makingOf({ 'x:workspace': 'no' }, { terraform: ['x:workspace'] })).toBeUndefined();
  });

  test('no key reaches a prototype', () => {
    expect(makingOf({ toString: 'a' }, { terraform: ['constructor'] })).toBeUndefined();
  });

  test('stacks, whatever stands above them', () => {
    expect(stackNameOf({ [stack]: 's' })).toBe('s');
    expect(isStack(makingOf({ [stack]: 's', [logical]: 'Orders8F2A6B1C' }))).toBe(true);
    expect(isStack(makingOf({ terraform: 'true' }))).toBe(false);
  });

  test('said', () => {
    const making = makingOf({ [stack]: 's', [logical]: 'Orders' });
    expect(making && makingSays(making)).toBe(
      `Made by CloudFormation (s, Orders; known by the tag ${stack}).`,
    );
  });
});
