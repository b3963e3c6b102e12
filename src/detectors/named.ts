import { formatArn } from '../aws/arn.ts';
import type { Severity } from '../core/model/detectors.ts';
import { severities } from '../core/model/detectors.ts';
import type { Location } from '../core/model/target.ts';

/** Names as detectors send them, as the ARNs that reports have. */

export const instanceArn = ({ partition, region, account }: Location, id: string): string =>
  formatArn({ partition, service: 'ec2', region, account, resource: `instance/${id}` });

/** A version or an alias of a function is the function. */
export const withoutQualifier = (arn: string): string =>
  arn.replace(/^(arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+):.*$/, '$1');

/** `HIGH`. What is not known is not rated. */
export const severityOf = (text: string | undefined): Severity =>
  severities.find((one) => one === text?.toLowerCase()) ?? 'unrated';

export const isoOf = (moment: Date | string | undefined): { when?: string } => {
  const at = moment === undefined ? Number.NaN : new Date(moment).getTime();
  return Number.isNaN(at) ? {} : { when: new Date(at).toISOString() };
};
