import { DescribeKeyCommand, KMSClient, ListKeysCommand, ListResourceTagsCommand } from '@aws-sdk/client-kms';
import { isDenied, unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';
import { askedAs, isKeyId, keyArn, keyIdIn } from '../facts/key.ts';

const type = 'AWS::KMS::Key';

/** The id is the key's, as AWS Config sends it. */
const targetOf = (arn: string, { account, region, partition }: Location): Target | undefined => {
  const id = keyIdIn(arn);
  return id !== undefined && arn === keyArn({ account, region, partition }, id)
    ? { account, region, partition, type, id, arn }
    : undefined;
};

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (Marker) => {
    const answer = await aws.use(KMSClient).send(new ListKeysCommand({ Limit: 1000, Marker }));
    return { items: answer.Keys, next: answer.NextMarker };
  });
  for await (const { KeyArn = '' } of pages) {
    const target = targetOf(KeyArn, place);
    if (target) yield target;
  }
}

const resolve = async (id: string, place: Location, aws: Aws): Promise<Target | undefined> => {
  const KeyId = askedAs(id, place);
  if (KeyId === undefined) return undefined;
  try {
    const asking = aws.use(KMSClient).send(new DescribeKeyCommand({ KeyId }));
    const answer = await unless('NotFoundException', undefined, asking);
    return targetOf(answer?.KeyMetadata?.Arn ?? '', place);
  } catch (error) {
    // Who may not describe it can still be told so, unless an alias alone was given: which key that is, KMS alone knows.
    const hidden = targetOf(isKeyId(KeyId) ? keyArn(place, KeyId) : KeyId, place);
    if (hidden && isDenied(error)) return hidden;
    throw error;
  }
};

/** Keys, those that AWS manages among them. AWS Config names them by id, people also by ARN and by alias. */
const key: Resource = {
  type,
  arn: 'arn:{partition}:kms:{region}:{account}:key/{key}',
  configRecords: true,
  permissions: ['kms:DescribeKey', 'kms:ListKeys', 'kms:ListResourceTags'],
  idOf: keyIdIn,
  resolve,
  list,
  root: ({ arn }) => arn,
  // 50 at most: one page.
  tags: async ({ id: KeyId }, aws) => {
    const { Tags = [] } = await aws.use(KMSClient).send(new ListResourceTagsCommand({ KeyId }));
    return Object.fromEntries(Tags.map(({ TagKey = '', TagValue = '' }) => [TagKey, TagValue]));
  },
};

export default key;
