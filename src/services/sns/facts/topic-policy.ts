import type { PolicyDocument } from '../../../aws/policy/document.ts';
import { principalsOf } from '../../../aws/policy/principals.ts';

/**
 * What SNS takes as the policy of a topic ("30 kb").
 * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
 */
export const policyQuotas = { bytes: 30 * 1024, statements: 100, principals: 200 } as const;

const kinds = ['AWS', 'Service', 'CanonicalUser', 'Federated'] as const;

/** How many the policy names, statement by statement. */
export const principalsIn = ({ statements }: PolicyDocument): number =>
  statements.flatMap((it) => kinds.flatMap((kind) => principalsOf(it, kind))).length;
