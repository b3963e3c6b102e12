import {
  ACMPCAClient,
  DescribeCertificateAuthorityCommand,
  ListCertificateAuthoritiesCommand,
  ListTagsCommand,
} from '@aws-sdk/client-acm-pca';
import { unless } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, type Location, type Target } from '../../../core/model/target.ts';
import { certificateSeen } from '../facts/certificate-seen.ts';
import { authorityArn, authorityNameIn } from '../facts/certificate-authority.ts';

const type = 'AWS::ACMPCA::CertificateAuthority';

/** AWS Config names it by its ARN. */
const targetOf = (name: string, { account, region, partition }: Location): Target => {
  const arn = authorityArn({ account, region, partition }, name);
  return { account, region, partition, type, id: arn, arn };
};

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const asked = new ListCertificateAuthoritiesCommand({ ResourceOwner: 'SELF', NextToken });
    const answer = await aws.use(ACMPCAClient).send(asked);
    return { items: answer.CertificateAuthorities, next: answer.NextToken };
  });
  for await (const { Arn: text } of pages) {
    const name = authorityNameIn(text ?? '');
    if (name !== undefined) yield targetOf(name, place);
  }
}

/**
 * Those of the account, deleted ones among them while they can be restored. One that another account shares through RAM is that
 * account's: it is looked at there, and nobody here may change it. AWS Config names one by its ARN.
 */
const certificateAuthority: Resource = {
  type,
  arn: 'arn:{partition}:acm-pca:{region}:{account}:certificate-authority/{certificateauthority}',
  configRecords: true,
  permissions: [
    'acm-pca:DescribeCertificateAuthority',
    'acm-pca:ListCertificateAuthorities',
    'acm-pca:ListTags',
  ],
  idOf: (arn) => (authorityNameIn(arn) === undefined ? undefined : arn),
  resolve: async (id, place, aws) => {
    const name = authorityNameIn(id) ?? id;
    if (!/^[\w-]+$/.test(name)) return undefined;
    const target = targetOf(name, place);
    if (!canMean(id, target)) return undefined;
    const asked = new DescribeCertificateAuthorityCommand({ CertificateAuthorityArn: target.arn });
    const answer = await unless('ResourceNotFoundException', undefined, aws.use(ACMPCAClient).send(asked));
    return answer?.CertificateAuthority ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn: CertificateAuthorityArn }, aws) => {
    const pages = everyPage(async (NextToken) => {
      const asked = new ListTagsCommand({ CertificateAuthorityArn, NextToken });
      // Of one that is deleted it may not be asked; nothing is ever written to one, so that no tag allows anything.
      const answer = await unless('InvalidStateException', {}, aws.use(ACMPCAClient).send(asked));
      return 'Tags' in answer
        ? { items: answer.Tags, next: answer.NextToken }
        : { items: [], next: undefined };
    });
    return tagsByKey(await allOf(pages));
  },
  certificates: async ({ arn }, aws) => {
    const asked = new DescribeCertificateAuthorityCommand({ CertificateAuthorityArn: arn });
    const answer = await unless('ResourceNotFoundException', undefined, aws.use(ACMPCAClient).send(asked));
    return answer?.CertificateAuthority ? certificateSeen(arn, answer.CertificateAuthority) : [];
  },
};

export default certificateAuthority;
