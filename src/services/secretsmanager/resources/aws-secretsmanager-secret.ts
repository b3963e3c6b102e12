import {
  DescribeSecretCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { isDenied, unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';
import { isSecretArn, isSecretHere } from '../facts/secret.ts';

const type = 'AWS::SecretsManager::Secret';

const targetOf = (arn: string, { account, region, partition }: Location): Target | undefined =>
  isSecretHere(arn, { account, region, partition })
    ? { account, region, partition, type, id: arn, arn }
    : undefined;

const describe = (SecretId: string, aws: Aws) =>
  unless(
    'ResourceNotFoundException',
    undefined,
    aws.use(SecretsManagerClient).send(new DescribeSecretCommand({ SecretId })),
  );

/** Those that are scheduled for deletion are not listed. */
async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const asked = new ListSecretsCommand({ MaxResults: 100, NextToken });
    const answer = await aws.use(SecretsManagerClient).send(asked);
    return { items: answer.SecretList, next: answer.NextToken };
  });
  for await (const { ARN = '' } of pages) {
    const target = targetOf(ARN, place);
    if (target) yield target;
  }
}

/** A secret's ARN, or its name: never a part of its ARN, which might mean another one. */
const resolve = async (id: string, place: Location, aws: Aws): Promise<Target | undefined> => {
  const isArn = id.startsWith('arn:');
  if (id === '' || (isArn && !isSecretHere(id, place))) return undefined;
  try {
    const { ARN = '', Name } = (await describe(id, aws)) ?? {};
    return id === (isArn ? ARN : Name) ? targetOf(ARN, place) : undefined;
  } catch (error) {
    // Who may not describe it can still be told so, unless a name alone was given: the whole ARN Secrets Manager alone knows.
    if (isArn && isDenied(error)) return targetOf(id, place);
    throw error;
  }
};

/** Secrets. AWS Config names them by ARN, people also by name. */
const secret: Resource = {
  type,
  arn: 'arn:{partition}:secretsmanager:{region}:{account}:secret:{secret}',
  configRecords: true,
  permissions: ['secretsmanager:DescribeSecret', 'secretsmanager:ListSecrets'],
  idOf: (arn) => (isSecretArn(arn) ? arn : undefined),
  resolve,
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn: SecretId }, aws) => {
    const { Tags = [] } = await aws.use(SecretsManagerClient).send(new DescribeSecretCommand({ SecretId }));
    return tagsByKey(Tags);
  },
};

export default secret;
