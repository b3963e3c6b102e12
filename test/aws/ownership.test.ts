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
    // What stands above the stack is named first, and the resource's own name in the template is kept.
    [
      { [stack]: 's', [logical]: 'Orders8F2A6B1C', 'elasticbeanstalk:environment-id': 'e-1' },
      {
        by: 'elastic-beanstalk',
        name: 'e-1',
        tag: 'elasticbeanstalk:environment-id',
        logicalId: 'Orders8F2A6B1C',
      },
    ],
    [
      { 'aws:cloudformation:stack-id': 'arn:s', [stack]: 's' },
      { by: 'cloudformation', name: 's', tag: stack },
    ],
    [
      { 'aws:cloudformation:stack-id': 'arn:s' },
      { by: 'cloudformation', name: 'arn:s', tag: 'aws:cloudformation:stack-id' },
    ],
    [{ 'aws:servicecatalog:portfolioArn': 'p' }, { by: 'service-catalog', name: 'p' }],
    [
      { 'ingress.k8s.aws/stack': 'a/b', 'elbv2.k8s.aws/cluster': 'c' },
      { by: 'kubernetes', name: 'a/b' },
    ],
    [{ 'gateway.k8s.aws.alb/stack': 'g' }, { by: 'kubernetes', name: 'g' }],
    [{ 'eks:eks-cluster-name': 'c' }, { by: 'kubernetes', name: 'c' }],
    // Eight digits of a hash are at the end, in capitals, and something is before them.
    [
      { [stack]: 's', [logical]: '8F2A6B1C' },
      { by: 'cloudformation', name: 's' },
    ],
    [
      { [stack]: 's', [logical]: 'Orders8F2A6B1CX' },
      { by: 'cloudformation', name: 's' },
    ],
    [
      { [stack]: 's', [logical]: 'Orders8f2a6b1c' },
      { by: 'cloudformation', name: 's' },
    ],
    [
      { [stack]: 's', [logical]: 'my-Orders8F2A6B1C' },
      { by: 'cloudformation', name: 's' },
    ],
    [
      { [stack]: 's', 'my:aws-cdk:x': 'true' },
      { by: 'cloudformation', name: 's' },
    ],
    [{ 'aws-cdk:x': 'true' }, undefined],
    [{ created_by: 'terragrunt' }, { by: 'terraform', name: 'terragrunt', tag: 'created_by' }],
    [{ Provisioner: 'tofu' }, { by: 'terraform', name: 'tofu' }],
    [{ provisioned_by: 'pulumi' }, { by: 'pulumi', name: 'pulumi' }],
    [{ 'Deployed By': 'Pulumi' }, { by: 'pulumi', name: 'Pulumi' }],
    [{ IaC: 'OpenTofu' }, { by: 'terraform', name: 'OpenTofu' }],
    [{ 'created-by': 'not terraform' }, undefined],
    [{ 'x-terraform': 'true' }, undefined],
    [{ pulumi: 'NO' }, undefined],
    [{ terraform: '0' }, undefined],
    [{ terraform: '' }, undefined],
    [{ terraform: ' - ' }, undefined],
    [
      { 'pulumi:project': 'no', 'terraform-workspace': 'prod' },
      { by: 'terraform', tag: 'terraform-workspace' },
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
    for (const no of ['no', 'FALSE', '0', ''])
      expect(makingOf({ 'x:workspace': no }, { terraform: ['x:workspace'] })).toBeUndefined();
    const given = { terraform: ['x:module', 'x:workspace'], pulumi: ['x:stack'] };
    expect(makingOf(tags, given)).toEqual({ by: 'terraform', name: 'payments', tag: 'x:workspace' });
    // What a company says goes before what companies commonly write.
    expect(makingOf({ ...tags, 'a-managed-by': 'x', terraform: 'true' }, given)).toMatchObject({
      tag: 'x:workspace',
    });
    expect(makingOf({ [stack]: 's', ...tags }, given)).toMatchObject({ by: 'cloudformation' });
  });

  test('a resource of a template has a name there, others have none', () => {
    expect(makingOf({ [stack]: 's' })).toStrictEqual({ by: 'cloudformation', name: 's', tag: stack });
    const controlled = { [stack]: 's', [logical]: 'Orders', 'service.k8s.aws/stack': 'a/b' };
    expect(makingOf(controlled)).toStrictEqual({
      by: 'kubernetes',
      name: 'a/b',
      tag: 'service.k8s.aws/stack',
    });
  });

  test('no key reaches a prototype', () => {
    expect(makingOf({ toString: 'a' }, { terraform: ['constructor'] })).toBeUndefined();
  });

  test('stacks, whatever stands above them', () => {
    expect(stackNameOf({ [stack]: 's' })).toBe('s');
    expect(isStack(makingOf({ [stack]: 's', [logical]: 'Orders8F2A6B1C' }))).toBe(true);
    expect(isStack(makingOf({ [stack]: 's' }))).toBe(true);
    expect(isStack(makingOf({ 'aws:servicecatalog:provisionedProductArn': 'p' }))).toBe(true);
    // Elastic Beanstalk's settings are not changed in its stack.
    expect(isStack(makingOf({ [stack]: 's', 'elasticbeanstalk:environment-name': 'n' }))).toBe(false);
    expect(isStack(makingOf({ terraform: 'true' }))).toBe(false);
    expect(isStack(undefined)).toBe(false);
    expect(stackNameOf({ [stack]: 's', 'service.k8s.aws/stack': 'a/b' })).toBe('s');
    expect(stackNameOf({ terraform: 'true' })).toBeUndefined();
  });

  test.each([
    [{ [stack]: 's', [logical]: 'Orders' }, `Made by CloudFormation (s, Orders; known by the tag ${stack}).`],
    [
      { [stack]: 's', [logical]: 'Orders8F2A6B1C' },
      `Made by CDK, through CloudFormation (s, Orders8F2A6B1C; known by the tag ${stack}).`,
    ],
    [
      { 'elasticbeanstalk:environment-name': 'shop' },
      'Made by Elastic Beanstalk (shop; known by the tag elasticbeanstalk:environment-name).',
    ],
    [
      { 'aws:servicecatalog:provisionedProductArn': 'p' },
      'Made by Service Catalog (p; known by the tag aws:servicecatalog:provisionedProductArn).',
    ],
    [{ 'crossplane-name': 'c' }, 'Made by a Kubernetes controller (c; known by the tag crossplane-name).'],
    [{ terraform: 'prod' }, 'Made by Terraform (prod; known by the tag terraform).'],
    [{ 'pulumi:stack': 'prod' }, 'Made by Pulumi (prod; known by the tag pulumi:stack).'],
  ])('said of %j', (tags: Readonly<Record<string, string>>, says) => {
    const making = makingOf(tags);
    expect(making && makingSays(making)).toBe(says);
  });
});
