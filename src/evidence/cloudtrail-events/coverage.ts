import type { AdvancedEventSelector, AdvancedFieldSelector, EventSelector } from '@aws-sdk/client-cloudtrail';

/** Whether a trail records all data events of one resource: reads and writes, of everything in it. Pure. */

interface Thing {
  /** `AWS::S3::Object`. */
  readonly type: string;
  /** What ARNs of its events begin with: `arn:aws:s3:::orders/`. */
  readonly arn: string;
}

type Access = 'reads' | 'writes';
const both: readonly Access[] = ['reads', 'writes'];
const none: readonly Access[] = [];

const accessOf: Readonly<Record<string, readonly Access[]>> = {
  All: both,
  ReadOnly: ['reads'],
  WriteOnly: ['writes'],
};

/** Values are beginnings of ARNs; `arn:aws:s3` alone is all buckets. */
const classic = (
  { ReadWriteType = 'All', DataResources = [] }: EventSelector,
  { type, arn }: Thing,
): readonly Access[] =>
  DataResources.some(
    ({ Type, Values = [] }) => Type === type && Values.some((value) => arn.startsWith(value)),
  )
    ? (accessOf[ReadWriteType] ?? none)
    : none;

/** What one field lets through of the thing; one that we do not know might leave something out. */
const admitted = (
  { Field, Equals, StartsWith, ...others }: AdvancedFieldSelector,
  { type, arn }: Thing,
): readonly Access[] => {
  const restricts = Object.values(others).some((value) => value !== undefined);
  const when = (is: boolean | undefined): readonly Access[] => (is === true ? both : none);
  if (Field === 'eventCategory') return when(Equals?.includes('Data'));
  if (Field === 'resources.type') return when(Equals?.includes(type));
  if (restricts) return none;
  if (Field === 'resources.ARN') return when(StartsWith?.some((value) => arn.startsWith(value)));
  if (Field === 'readOnly' && StartsWith === undefined)
    return both.filter((access) => Equals?.includes(access === 'reads' ? 'true' : 'false'));
  return none;
};

/** Every field must admit it. */
const advanced = ({ FieldSelectors = [] }: AdvancedEventSelector, thing: Thing): readonly Access[] => {
  const names = new Set(FieldSelectors.map(({ Field }) => Field));
  if (!names.has('eventCategory') || !names.has('resources.type')) return none;
  return both.filter((access) => FieldSelectors.every((one) => admitted(one, thing).includes(access)));
};

/** One selector may record the reads of all of it and another the writes. */
export const isCovered = (
  selectors: {
    readonly EventSelectors?: readonly EventSelector[] | undefined;
    readonly AdvancedEventSelectors?: readonly AdvancedEventSelector[] | undefined;
  },
  thing: Thing,
): boolean => {
  const recorded = new Set([
    ...(selectors.EventSelectors ?? []).flatMap((one) => classic(one, thing)),
    ...(selectors.AdvancedEventSelectors ?? []).flatMap((one) => advanced(one, thing)),
  ]);
  return both.every((access) => recorded.has(access));
};
