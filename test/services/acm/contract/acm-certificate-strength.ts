import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';
import { arn, certificate } from '../certificates.ts';

const { promises } = evaluatedContract({
  type: 'AWS::ACM::Certificate',
  remediation: 'acm-certificate-strength',
  arn,
  isRemediated: ({ id }, account) => {
    const key = account.get(`acm.Certificates[${id}].KeyAlgorithm`);
    return key === undefined || key !== '"RSA_1024"';
  },
  scene: { target: arn, account: certificate({ KeyAlgorithm: 'RSA_1024', Tags: { team: 'orders' } }) },
});

/** What the tests must know of how strong certificates are. */
export const acmCertificateStrength: Contract = { ...(promises && { promises }) };
