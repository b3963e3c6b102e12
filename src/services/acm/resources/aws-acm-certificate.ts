import {
  DescribeCertificateCommand,
  ListCertificatesCommand,
  ListTagsForCertificateCommand,
  ACMClient,
} from '@aws-sdk/client-acm';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';
import { certificateSeen } from '../facts/certificate-seen.ts';
import { certificateArn, certificateNameIn, keyAlgorithms } from '../facts/certificate.ts';

const type = 'AWS::ACM::Certificate';

const lastOf = (text: string): string => text.split(/[:/]/).at(-1) ?? '';

/** AWS Config names it by its ARN. */
const targetOf = (name: string, { account, region, partition }: Location): Target => {
  const arn = certificateArn({ account, region, partition }, name);
  return { account, region, partition, type, id: arn, arn };
};

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    // Few calls: ACM takes fewer of these a second than of any other read.
    const asked = new ListCertificatesCommand({
      Includes: { keyTypes: [...keyAlgorithms] },
      MaxItems: 1000,
      NextToken,
    });
    const answer = await aws.use(ACMClient).send(asked);
    return { items: answer.CertificateSummaryList, next: answer.NextToken };
  });
  for await (const { CertificateArn: text } of pages)
    if (text !== undefined) yield targetOf(lastOf(text), place);
}

/**
 * Those of the Region; for CloudFront they are in us-east-1. Those that an ACME client has asked for are left out of the list:
 * that client replaces them. AWS Config names one by its ARN.
 */
const certificate: Resource = {
  type,
  arn: 'arn:{partition}:acm:{region}:{account}:certificate/{certificate}',
  configRecords: true,
  permissions: ['acm:DescribeCertificate', 'acm:ListCertificates', 'acm:ListTagsForCertificate'],
  idOf: (arn) => (certificateNameIn(arn) === undefined ? undefined : arn),
  resolve: async (id, place, aws) => {
    const name = certificateNameIn(id) ?? id;
    if (!/^[\w-]+$/.test(name)) return undefined;
    const target = targetOf(name, place);
    // An ARN of another account or Region is that of another one.
    if (id.startsWith('arn:') && target.arn !== id) return undefined;
    const answer = await unless(
      'ResourceNotFoundException',
      undefined,
      aws.use(ACMClient).send(new DescribeCertificateCommand({ CertificateArn: target.arn })),
    );
    return answer?.Certificate ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async (target, aws) => {
    const answer = await aws
      .use(ACMClient)
      .send(new ListTagsForCertificateCommand({ CertificateArn: target.arn }));
    return tagsByKey(answer.Tags ?? []);
  },
  certificates: async ({ arn }, aws) => {
    const asking = aws.use(ACMClient).send(new DescribeCertificateCommand({ CertificateArn: arn }));
    const { Certificate } = (await unless('ResourceNotFoundException', undefined, asking)) ?? {};
    return Certificate ? certificateSeen(arn, Certificate) : [];
  },
};

export default certificate;
