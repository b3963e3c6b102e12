import {
  GetServerCertificateCommand,
  ListServerCertificateTagsCommand,
  ListServerCertificatesCommand,
  IAMClient,
  type ServerCertificateMetadata,
} from '@aws-sdk/client-iam';
import { parseArn } from '../../../aws/arn.ts';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';
import { certificateSeen } from '../facts/certificate-seen.ts';
import {
  isServerCertificateId,
  isServerCertificateName,
  serverCertificateNameIn,
} from '../facts/server-certificate.ts';

const type = 'AWS::IAM::ServerCertificate';

/** Its ARN has its path, which its name does not tell. */
const targetOf = (
  { ServerCertificateName: id, Arn: arn }: ServerCertificateMetadata,
  { account, region, partition }: Location,
): Target | undefined =>
  id === undefined || arn === undefined ? undefined : { account, region, partition, type, id, arn };

const everyOne = (aws: Aws) =>
  everyPage(async (Marker) => {
    const answer = await aws
      .use(IAMClient)
      .send(new ListServerCertificatesCommand({ MaxItems: 100, Marker }));
    return { items: answer.ServerCertificateMetadataList, next: answer.Marker };
  });

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  for await (const one of everyOne(aws)) {
    const target = targetOf(one, place);
    if (target) yield target;
  }
}

const byId = async (id: string, aws: Aws): Promise<ServerCertificateMetadata | undefined> => {
  for await (const one of everyOne(aws)) if (one.ServerCertificateId === id) return one;
  return undefined;
};

const byName = async (ServerCertificateName: string, aws: Aws) => {
  const asking = aws.use(IAMClient).send(new GetServerCertificateCommand({ ServerCertificateName }));
  const answer = await unless('NoSuchEntityException', undefined, asking);
  return answer?.ServerCertificate?.ServerCertificateMetadata;
};

const resolve = async (called: string, place: Location, aws: Aws): Promise<Target | undefined> => {
  const { partition = place.partition, account = place.account } = parseArn(called) ?? {};
  const name = called.startsWith('arn:') ? serverCertificateNameIn(called) : called;
  if (name === undefined || partition !== place.partition || account !== place.account) return undefined;
  if (!isServerCertificateName(name)) return undefined;
  const found = await (isServerCertificateId(name) ? byId(name, aws) : byName(name, aws));
  const target = found && targetOf(found, place);
  // One with another path is another one, which has been there before.
  return called.startsWith('arn:') && target?.arn !== called ? undefined : target;
};

/** All of the account. Findings name one by its name, by the id that IAM gives it, or by its ARN. */
const serverCertificate: Resource = {
  type,
  arn: 'arn:{partition}:iam::{account}:server-certificate/{rest}',
  // https://docs.aws.amazon.com/general/latest/gr/iam-service.html
  home: { aws: 'us-east-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' },
  permissions: ['iam:GetServerCertificate', 'iam:ListServerCertificateTags', 'iam:ListServerCertificates'],
  idOf: serverCertificateNameIn,
  resolve,
  list,
  root: ({ arn }) => arn,
  tags: async (target, aws) => {
    const answer = await aws
      .use(IAMClient)
      .send(new ListServerCertificateTagsCommand({ ServerCertificateName: target.id }));
    return tagsByKey(answer.Tags ?? []);
  },
  certificates: async ({ id, arn }, aws) => {
    const found = await byName(id, aws);
    return found ? [certificateSeen({ id, arn }, found.Expiration)] : [];
  },
};

export default serverCertificate;
