import type { AdvancedEventSelector, EventSelector } from '@aws-sdk/client-cloudtrail';

/** Whether a trail records all data events of one resource: reads and writes, of everything in it. Pure. */

interface Thing {
  /** `AWS::S3::Object`. */
  readonly type: string;
  /** What ARNs of its events begin with: `arn:aws:s3:::orders/`. */
  readonly arn: string;
}

/** Values are beginnings of ARNs; `arn:aws:s3` alone is all buckets. */
const classic = ({ ReadWriteType, DataResources = [] }: EventSelector, { type, arn }: Thing): boolean =>
  (ReadWriteType === undefined || ReadWriteType === 'All') &&
  DataResources.some(
    ({ Type, Values = [] }) => Type === type && Values.some((value) => arn.startsWith(value)),
  );

/** Every field must admit the thing; one that we do not know might leave something out. */
const advanced = ({ FieldSelectors = [] }: AdvancedEventSelector, { type, arn }: Thing): boolean => {
  const names = new Set(FieldSelectors.map(({ Field }) => Field));
  if (!names.has('eventCategory') || !names.has('resources.type')) return false;
  return FieldSelectors.every(({ Field, Equals, StartsWith, ...others }) => {
    const restricts = Object.values(others).some((value) => value !== undefined);
    if (Field === 'eventCategory') return Equals?.includes('Data') === true;
    if (Field === 'resources.type') return Equals?.includes(type) === true;
    if (Field === 'resources.ARN')
      return !restricts && StartsWith?.some((value) => arn.startsWith(value)) === true;
    return false;
  });
};

export const isCovered = (
  selectors: {
    readonly EventSelectors?: readonly EventSelector[] | undefined;
    readonly AdvancedEventSelectors?: readonly AdvancedEventSelector[] | undefined;
  },
  thing: Thing,
): boolean =>
  (selectors.EventSelectors ?? []).some((one) => classic(one, thing)) ||
  (selectors.AdvancedEventSelectors ?? []).some((one) => advanced(one, thing));
