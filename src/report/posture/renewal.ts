import type { Expiry } from '../certificates.ts';

/** One of Certificate Manager or IAM that serves something, or of which AWS does not say. */
export const isInUse = ({ id, serves }: Pick<Expiry, 'id' | 'serves'>): boolean =>
  /^arn:[^:]+:(?:acm|iam):/.test(id) && serves?.length !== 0;
