import { hashStrength, keyStrength } from '../../acm/facts/certificate.ts';
import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsprivatecertificateauthority.html */
export const authorityArn = ({ partition, region, account }: Location, name: string): string =>
  `arn:${partition}:acm-pca:${region}:${account}:certificate-authority/${name}`;

/** The name in an ARN of an authority, a UUID; `undefined`: the ARN is of something else, such as a certificate of it. */
export const authorityNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'acm-pca' ? /^certificate-authority\/([^:/]+)$/.exec(resource)?.[1] : undefined;
};

/** A certificate of ACM lasts so many days. https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html */
export const daysOfAcm = 395;

/**
 * Signatures that quantum computers do not forge have no key of other kinds.
 * https://docs.aws.amazon.com/privateca/latest/userguide/supported-algorithms.html
 */
const isMlDsa = (name: string): boolean => /^ML_DSA_(?:44|65|87)$/.test(name);

type Strength = ReturnType<typeof keyStrength>;

export const authorityKeyStrength = (key: string): Strength => (isMlDsa(key) ? 'good' : keyStrength(key));

export const authorityHashStrength = (signature: string): Strength =>
  isMlDsa(signature) ? 'good' : hashStrength(signature);
