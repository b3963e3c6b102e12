import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';
import { arn, id, shop } from '../distributions.ts';

const parts = evaluatedContract({
  type: 'AWS::CloudFront::Distribution',
  remediation: 'cloudfront-custom-certificate',
  arn,
  isRemediated: (target, account) => {
    const base = `cloudfront.Distributions[${target.arn.split('/').at(-1)}]`;
    const isThere = [...account.keys()].some((path) => path.startsWith(`${base}.`));
    return (
      !isThere ||
      ['ACMCertificateArn', 'IAMCertificateId'].some((name) =>
        account.has(`${base}.ViewerCertificate.${name}`),
      )
    );
  },
  scene: {
    target: id,
    account: shop({
      Tags: { team: 'shop' },
      ViewerCertificate: { CloudFrontDefaultCertificate: true, MinimumProtocolVersion: 'TLSv1' },
    }),
  },
});

/** What the tests must know of certificates; what they must know of each distribution is said beside units that write. */
export const cloudfrontCustomCertificate: Contract = { promises: parts.promises ?? {} };
