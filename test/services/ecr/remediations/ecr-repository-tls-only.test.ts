import { expect, test } from 'vitest';
import resource from '../../../../src/services/ecr/resources/aws-ecr-repository.ts';
import unit from '../../../../src/services/ecr/remediations/ecr-repository-tls-only.ts';
import { answering } from '../../../kit/answers.ts';
import { statementCases, statementRows } from '../../../kit/statement-cases.ts';
import { statementWrites } from '../../../kit/statement-writes.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Json = Readonly<Record<string, unknown>>;

const arn = 'arn:aws:ecr:eu-west-1:111122223333:repository/orders';
const account = (Policy: Json | undefined) => ({
  ecr: { Repositories: [{ Name: 'orders', ...(Policy && { Policy }) }] },
});
const held = {
  account,
  arn,
  actions: ['ecr:*'],
  resources: [],
  allowed: 'ecr:BatchGetImage',
  httpsOnly: true,
} as const;
const { allow, deny, adding, adds, holding } = statementRows(held);

/** What Lambda writes by itself when a function is made of an image. */
const lambda = {
  ...allow,
  Sid: 'LambdaECRImageRetrievalPolicy',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  Condition: { StringLike: { 'aws:sourceArn': 'arn:aws:lambda:eu-west-1:111122223333:function:*' } },
};
/** The same over HTTP: the only account that moto has. */
const onMoto = (...Statement: readonly object[]) => ({
  account: '123456789012',
  ...account(Statement.length > 0 ? { Version: '2012-10-17', Statement } : undefined),
});
const addsOne = { ...adds, changes: 1 } as const;

testRemediation(unit, resource, {
  ...statementCases({
    ...held,
    reads: 'ecr:GetRepositoryPolicy',
    writes: 'ecr:SetRepositoryPolicy',
    bytes: 10_240,
    needsStatements: true,
  }),
  'a repository that is gone': { account: {}, target: arn, gone: true },
  'a name with a path': {
    account: { ecr: { Repositories: [{ Name: 'shop/orders' }] } },
    expect: adding('arn:aws:ecr:eu-west-1:111122223333:repository/shop/orders'),
  },
  'China has its own partition': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...account(undefined) },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    expect: adding('arn:aws-cn:ecr:cn-north-1:111122223333:repository/orders'),
  },
  'Lambda alone pulls from it': {
    account: holding(lambda),
    expect: { ...adds, notes: ['only-aws-services'] },
  },
  'Lambda pulls, and HTTP is refused of whoever is no AWS service': {
    account: holding(lambda, {
      ...deny(),
      Sid: 'Others',
      Condition: { Bool: { 'aws:SecureTransport': 'false', 'aws:PrincipalIsAWSService': 'false' } },
    }),
    expect: { ...adds, notes: ['only-aws-services'] },
  },
  'only pulling is refused': {
    account: holding({ ...deny(), Sid: 'Pulls', Action: 'ecr:BatchGetImage' }),
    expect: adds,
  },
  'a policy of 2008': { account: account({ Version: '2008-10-17', Statement: [allow] }), expect: adds },

  // Over HTTP.
  'over HTTP: no policy': { account: onMoto(), expect: addsOne, wire: true },
  'over HTTP: what others wrote stays': {
    account: onMoto(lambda),
    expect: { ...addsOne, notes: ['only-aws-services'] },
    wire: true,
  },
  'over HTTP: plain HTTP is refused': { account: onMoto(deny()), expect: { is: 'compliant' }, wire: true },
});

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::ECR::Repository',
  id: 'orders',
  arn,
};

test('an answer without the policy is no "no policy": ECR has an error for that', async () => {
  const { read } = await answering(() => ({ repositoryName: 'orders' }));
  await expect(unit.read(target, read)).rejects.toMatchObject({ code: 'answer-incomplete', retry: true });
});

test('nothing is forced, and the last statement goes with the policy', async () => {
  expect(await statementWrites(unit, target, account(undefined), deny())).toEqual([
    {
      repositoryName: 'orders',
      policyText: JSON.stringify({ Version: '2012-10-17', Statement: [deny()] }),
    },
    { repositoryName: 'orders' },
  ]);
});
