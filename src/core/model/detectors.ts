import type { Location } from './target.ts';

/** Services that find things of their own about the same resources. In the order in which they are told. */
export const detectorNames = [
  'GuardDuty',
  'Inspector',
  'IAM Access Analyzer',
  'Security Hub',
  'AWS WAF',
  'CloudTrail',
] as const;
export type DetectorName = (typeof detectorNames)[number];

/** As each of them rates it, in one row of words; `unrated`: it rates nothing. The worst first. */
export const severities = ['critical', 'high', 'medium', 'low', 'informational', 'unrated'] as const;
export type Severity = (typeof severities)[number];

/** What a statement means for encryption in transit: the words are in the report. The most urgent first. */
export const meanings = [
  'seen-in-the-clear',
  'public',
  'reachable',
  'probed',
  'credentials',
  'sensitive',
  'same',
  'shared',
  'unlogged',
  'uninspected',
  'inspected',
] as const;
export type Meaning = (typeof meanings)[number];

/** What one detector says of a resource, in its own words: nothing of it is ours, and nothing may be decided by it. */
export interface Statement {
  readonly detector: DetectorName;
  /** By which the detector knows it: an ARN, or an id. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly means: Meaning;
  /** ISO 8601: when it was last seen to be so, where it is told. */
  readonly when?: string;
}

/** One thing that a detector says. Without a statement it is not about encryption in transit, and is only counted. */
export interface Spoken {
  /** ARN of the resource. */
  readonly of: string;
  readonly statement?: Omit<Statement, 'detector'>;
}

/** What a detector is asked about: one account in one Region. */
export interface Asked extends Location {
  /** ARNs, each once. */
  readonly arns: ReadonlySet<string>;
  /** Controls of Security Hub that speak of the same as our remediations. */
  readonly controls: readonly string[];
}

/** What it answered. */
export type Heard =
  | {
      readonly is: 'told';
      readonly spoken: readonly Spoken[];
      /** What of it was not read, for people. Left out: all was. */
      readonly unread?: string;
    }
  /** It is not switched on here: nobody knows what it would say. */
  | { readonly is: 'off'; readonly says: string; readonly todo: string };
