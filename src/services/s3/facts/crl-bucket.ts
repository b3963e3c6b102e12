import type { PolicyDocument } from '../../../aws/policy/document.ts';
import { principalsOf } from '../../../aws/policy/principals.ts';
import { isAbout } from '../../../aws/policy/reach.ts';

/**
 * Whether a private CA writes its lists of revoked certificates here: the policy must let it. Whoever verifies one of its
 * certificates fetches them over plain HTTP, at the address that is in the certificate.
 * https://docs.aws.amazon.com/privateca/latest/userguide/crl-planning.html
 */
export const holdsRevocationLists = ({ statements }: PolicyDocument): boolean =>
  statements.some(
    (one) =>
      one.Effect === 'Allow' &&
      isAbout(one, 's3:PutObject') &&
      principalsOf(one, 'Service').some((name) => name.startsWith('acm-pca.amazonaws.com')),
  );
