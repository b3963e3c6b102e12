import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscertificatemanager.html */
export const certificateArn = ({ partition, region, account }: Location, name: string): string =>
  `arn:${partition}:acm:${region}:${account}:certificate/${name}`;

/** An ARN that is of a certificate of Certificate Manager, wherever it is. */
export const certificateArnPattern = /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[A-Za-z0-9-]+$/;
export const isOfCertificateManager = (arn: string): boolean => certificateArnPattern.test(arn);

/** The name in an ARN of a certificate; `undefined`: the ARN is of something else. */
export const certificateNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'acm' ? /^certificate\/([^:/]+)$/.exec(resource)?.[1] : undefined;
};

/**
 * All that there are: who does not name them is answered certificates with RSA keys of 1024 and 2048 bits only.
 * https://docs.aws.amazon.com/acm/latest/APIReference/API_Filters.html
 */
export const keyAlgorithms = [
  'RSA_1024',
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'EC_prime256v1',
  'EC_secp384r1',
  'EC_secp521r1',
] as const;

const aDay = 24 * 60 * 60 * 1000;

/** Whole days from one moment to another: a number that stays the same for a day; negative once it is over. */
export const daysBetween = (from: Date, to: Date): number =>
  Math.floor((to.getTime() - from.getTime()) / aDay);

/** Descriptions have some of these names with a hyphen (`RSA-2048`), requests and lists have none. */
export const keyName = (text: string): string => text.replaceAll('-', '_');

type Strength = 'good' | 'weak' | undefined;

/** RSA of 2048 bits or P-256 at least. `undefined`: nobody knows it here. */
export const keyStrength = (key: string): Strength => {
  const bits = /^RSA_(\d+)$/.exec(key)?.[1];
  if (bits !== undefined) return Number(bits) >= 2048 ? 'good' : 'weak';
  return /^EC_(?:prime256v1|secp384r1|secp521r1)$/.test(key) ? 'good' : undefined;
};

/** Of `SHA256WITHRSA`, and the like: SHA-256 at least. `undefined`: nobody knows it here. */
export const hashStrength = (signature: string): Strength => {
  if (/^SHA-?(?:256|384|512)\D/i.test(signature)) return 'good';
  return /^(?:MD\d|SHA-?1)\D/i.test(signature) ? 'weak' : undefined;
};
