import type { Rate } from './rate.ts';
import type { Gathered, Shared } from './shared.ts';

/** A part of AWS in which resources have their ARNs. */
export interface Area {
  readonly partition: string;
  readonly account: string;
  /** May be `*`: IAM roles are good for every Region. */
  readonly region: string;
}

/** One resource and what is about to be changed on it: all that a write may touch. */
export interface Aim extends Area {
  readonly arn: string;
  readonly changes: readonly {
    /** An ARN, a name, or an ARN with a part of it after `#`. */
    readonly on: string;
    readonly before?: unknown;
    readonly after?: unknown;
  }[];
}

/**
 * What the service authorization reference says of the actions that a room names: `iam.ts` beside each `service.ts`,
 * written by `npm run generate`. https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
export interface Reference {
  /** By action, without the prefix. */
  readonly actions: Readonly<Record<string, ReferenceAction>>;
  /** By kind: `arn:{partition}:s3:::*`. */
  readonly arns: Readonly<Record<string, string>>;
}

export interface ReferenceAction {
  readonly access: 'read' | 'write';
  /** The kinds of resource that it is checked against: as `narrowed` says, else those demanded, else all. None: `*` only. */
  readonly on: readonly string[];
  /** It lists, and demands no resource. */
  readonly lists?: true;
}

/** Kinds of resource that stand for all that the reference lists, and why. */
interface Narrowed {
  readonly on: readonly string[];
  readonly because: string;
}

/** All that IAM and the API's limits need to know about a service: `service.ts` of its room. */
export interface Service {
  /** Class of the SDK's client: `S3Client`. */
  readonly client: string;
  /** Of the service's IAM actions: `elasticloadbalancing`, which two services share. */
  readonly prefix: string;
  readonly iam: Reference;
  /** Operations, as the SDK's commands are called, that change nothing. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Actions of operations that are named otherwise, or that need more than one: `HeadBucket` needs `s3:ListBucket`. */
  readonly needs?: Readonly<Record<string, readonly string[]>>;
  /** Actions that roles may be given although no operation here asks for them yet. */
  readonly ahead?: readonly string[];
  /** Actions that name no resource though the reference has types for them, and why. */
  readonly everywhere?: Readonly<Record<string, string>>;
  /** Actions that we use on fewer kinds than the reference lists. */
  readonly narrowed?: Readonly<Record<string, Narrowed>>;
  /** Patterns of a kind that the reference writes too narrowly. */
  readonly arns?: Readonly<Record<string, string>>;
  /**
   * The resources of a kind that a write to an aim can concern, where that is more than the aim itself: never more than
   * its own account and, but for global resources, its Region.
   */
  readonly concerns?: Readonly<Record<string, (aim: Aim) => readonly string[]>>;
  /** What AWS publishes for reading, for one account and Region; where operations have buckets of their own, the smallest. */
  readonly rate?: Rate | 'thousands a second';
  /** By operation that reads. Decision 22. */
  readonly shared?: Readonly<Record<string, Shared>>;
  /** By operation that reads. */
  readonly gathered?: Readonly<Record<string, Gathered>>;
}

/** Says that `service.ts` has the shape of a service. */
export const service = (facts: Service): Service => facts;
