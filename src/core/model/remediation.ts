import type { ZodMiniType } from 'zod/mini';
import type { Message, Said } from '../say/said.ts';
import type { Question } from './evidence.ts';
import type { Impact } from './impact.ts';
import type { Target } from './target.ts';

export { impacts, type Impact } from './impact.ts';

/**
 * Real SDK v3 clients for one target. `use(S3Client)` gives a configured client; asked again, the same one.
 * The one handed to `read` and `get` refuses every operation that is not known to be a read, and answers the same
 * question once: it lives for a single look.
 */
export interface Aws {
  // oxlint-disable-next-line typescript/no-explicit-any -- an SDK client's constructor is variadic over private types
  use<Client>(client: new (...args: any[]) => Client): Client;
  /** The time of the look, for what runs out by itself; a `read` without it takes the machine's. */
  now?(): Date;
}

/** What a field holds now. `token` is whatever the next put needs (an ETag, the document around it); never stored. */
export interface Seen<Value> {
  /** `null`: absent. */
  readonly value: Value | null;
  readonly token?: unknown;
}

/**
 * The smallest thing that can be put back alone. Values are JSON in one canonical form, so that the engine can
 * compare them by meaning. `put(null)` removes: creating and deleting are puts.
 *
 * Where AWS takes a thing only as part of a whole (a statement of a policy, a parameter of a group), `partOf` makes
 * the field, and the engine puts the whole once for all changes of a plan that share it.
 */
export interface Field<Value> {
  /** Every put is refused by AWS when somebody wrote since the get: nobody's work can be lost. */
  readonly comparesAndSets?: true;
  /** Left out: the field is a whole by itself. */
  // oxlint-disable-next-line typescript/no-explicit-any -- each document has its own type
  readonly part?: Part<Value, any>;
  get(on: string, target: Target, aws: Aws): Promise<Seen<Value>>;
  put(on: string, value: Value | null, seen: Seen<Value>, target: Target, aws: Aws): Promise<void>;
}

/**
 * A whole that AWS gives and takes as one: a bucket policy, the configuration of a distribution, a parameter group.
 * All fields that are parts of it, of whichever remediation, are made from one and the same `Document`.
 */
export interface Document<Whole> {
  /** What AWS calls it, such as `bucket policy`. With its name and place it is what our own writes are known by. */
  readonly type: string;
  readonly comparesAndSets?: true;
  /** The name that AWS's own log gives it. */
  name(on: string, target: Target): string;
  /** JSON in one canonical form, and nothing in it that changes by itself. `null`: there is none. */
  get(name: string, target: Target, aws: Aws): Promise<Seen<Whole>>;
  /** One call. `seen` is what the engine has read last, and `whole` is made from it. */
  put(name: string, whole: Whole | null, seen: Seen<Whole>, target: Target, aws: Aws): Promise<void>;
  /** What of it tells one state from another, without what every such document has. Left out: all of it. */
  content?(whole: Whole): unknown;
  /** Where one call does not take all changes: which ones go together, in order. Left out: all. */
  batches?<Some extends Pick<Change, 'on' | 'after'>>(changes: readonly Some[]): readonly (readonly Some[])[];
}

/** How a value stands in a document. Pure. */
export interface Part<Value, Whole> {
  readonly document: Document<Whole>;
  from(whole: Whole | null, on: string, target: Target): Value | null;
  /** The document with this value in place, else as it was; `null` takes the value out, or leaves no document. */
  into(whole: Whole | null, on: string, value: Value | null, target: Target): Whole | null;
  /** The value in the letters in which it stands there, for people; `from` is what is compared. Left out: the same. */
  shown?(whole: Whole | null, on: string, target: Target): Value | null;
}

/** A field that is part of a document. Its own `get` and `put` are of this one part alone. */
export const partOf = <Value, Whole>(part: Part<Value, Whole>): Field<Value> => {
  const { document } = part;
  const wholes = new WeakMap<object, Seen<Whole>>();
  return {
    ...(document.comparesAndSets && { comparesAndSets: document.comparesAndSets }),
    part,
    get: async (on, target, aws) => {
      const seen = await document.get(document.name(on, target), target, aws);
      const token = {};
      wholes.set(token, seen);
      return { value: part.from(seen.value, on, target), token };
    },
    put: async (on, value, { token }, target, aws) => {
      const seen = typeof token === 'object' && token !== null ? wholes.get(token) : undefined;
      if (!seen) throw new TypeError('a put needs what get has seen');
      const whole = part.into(seen.value, on, value, target);
      await document.put(document.name(on, target), whole, seen, target, aws);
    },
  };
};

// oxlint-disable-next-line typescript/no-explicit-any -- each field has its own value type
export type Fields = Readonly<Record<string, Field<any>>>;

/** One field of one thing set from `before` to `after`; `on` is its ARN or name within the target. */
export interface Change<Name extends string = string, Value = unknown> {
  readonly set: Name;
  readonly on: string;
  readonly before: Value | null;
  readonly after: Value | null;
  readonly impact: readonly Impact[];
  /** What `source` needs to know besides: what was read when it was planned, and is not part of the value. */
  readonly inCode?: Readonly<Record<string, string>>;
}

type ChangeOf<F extends Fields> = {
  [Name in keyof F & string]: F[Name] extends Field<infer Value> ? Change<Name, Value> : never;
}[keyof F & string];

/**
 * Good by an answer that AWS may still be giving from before a put of ours in `after`: while it may, what is said of it is this.
 * Whether a value is set and whether it is in effect are two answers, and the second can be the older one.
 */
export interface Late<Id extends string = string> extends Said<Id> {
  readonly after: readonly Pick<Change, 'set' | 'on'>[];
}

/**
 * What a unit decides about a state.
 * - `compliant`: nothing to do. With `late`: `pending` while our own put is fresh.
 * - `not-applicable`: the remediation does not concern this resource.
 * - `pending`: AWS is still at work; look again later.
 * - `unknown`: the state could not be evaluated; nothing is planned, and people are told why.
 * - `non-compliant`: `changes` fix it; no changes means that only people can. `hazards` make the gate require an approval;
 *   `notes` are worth knowing and change nothing.
 */
export type Verdict<Id extends string = string, C extends Change = Change> =
  | { readonly is: 'compliant'; readonly notes?: readonly Said<Id>[]; readonly late?: Late<Id> }
  | ({ readonly is: 'not-applicable' | 'pending' | 'unknown' } & Said<Id>)
  | ({
      readonly is: 'non-compliant';
      readonly changes: readonly C[];
      /** Changes that only people can make: told in code and as commands, never carried out. */
      readonly advises?: readonly Change[];
      /** Of a migration in steps: each is planned, asked about and proven by itself. */
      readonly step?: MigrationStep;
      readonly hazards?: readonly Said<Id>[];
      readonly notes?: readonly Said<Id>[];
    } & Said<Id>);

/** Where a migration in steps stands: the step that comes next, from 1, and how many there are from its beginning to its end. */
export interface MigrationStep {
  readonly next: number;
  readonly of: number;
}

/** Kinds of remediations that are decided alike (`src/families`). `own`: one that is like no other. */
export type Family =
  | 'statement'
  | 'setting'
  | 'document'
  | 'parameter'
  | 'tls-policy'
  | 'advice'
  | 'enforced'
  | 'own';

export const matters = ['plaintext', 'old-tls', 'certificate', 'identity', 'hardening'] as const;

/**
 * What its verdict is about, for whoever counts or draws: which hop of the data, and what is wrong there while it is
 * non-compliant.
 * - `hop`: what comes `in` to the resource, what it sends `out`, what goes on `within` it, who is `let-in` by a rule of the network
 *   (whether anything answers there is not told), or `none` of them alone.
 * - `matter`: `plaintext` can get by; `old-tls` (or an old algorithm) can; a `certificate` is at fault; whether both sides
 *   prove their `identity`; or `hardening` of what is encrypted already.
 */
export interface Concerns {
  readonly hop: 'in' | 'out' | 'within' | 'let-in' | 'none';
  readonly matter: (typeof matters)[number];
}

/**
 * What the page of an AWS managed Config rule says of it. AWS Config refuses a pack with a rule that a Region lacks, and
 * CloudFormation then rolls back the stack around it. AWS shortens these lists over time; where it is not clear which page
 * is the newest, the longer list stands: a rule too few keeps nothing else out, and the sweep says it (`no-rule`).
 * https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
 */
export interface ManagedRule {
  /**
   * `lacking`: "All supported AWS regions except …"; none: it is everywhere. `onlyIn`: "Only available in …",
   * as those about global services; in other partitions it is not at all.
   */
  readonly regions: { readonly lacking: readonly string[] } | { readonly onlyIn: readonly string[] };
  /** What it cannot do without: what Security Hub gives its own copy of the rule, so that both say the same. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What is known about a remediation without loading it: the registry, `list`, intake and the docs use this. */
export interface Meta<Id extends string = string> {
  /** Says what is true afterwards; the file, its test and its page carry the same name. */
  readonly id: string;
  /** Raised when a plan of an older version must not be applied any more. Part of the plan id. */
  readonly version: number;
  /** Left out: `own`. Only `advice` and `enforced` have no permissions to write. */
  readonly family?: Family;
  readonly concerns: Concerns;
  readonly title: string;
  readonly summary: string;
  /** The AWS Config resource type that events name. */
  readonly resourceType: string;
  /** Others that the same decision is about (decision 26). All have the same `home`, or none. */
  readonly alsoTypes?: readonly string[];
  /** AWS managed Config rules, by source identifier (never by rule name). */
  readonly configRules: readonly string[];
  /** Each of `configRules`, as its page has it. Lacking: `npm run generate` fails by name. */
  readonly managedRules?: Readonly<Record<string, ManagedRule>>;
  /** Security Hub controls. */
  readonly controls: readonly string[];
  readonly services: readonly string[];
  /** Who may notice its changes, all in all: what an opt-in must name. Left out: nobody. */
  readonly impacts?: readonly Exclude<Impact, 'none'>[];
  /** `true`, or why a change cannot be taken back. */
  readonly reversible: true | { readonly not: string };
  /** IAM actions for reading, for the fix, and for undoing it. */
  readonly permissions: {
    readonly read: readonly string[];
    readonly write: readonly string[];
    readonly undo: readonly string[];
  };
  readonly messages: Readonly<Record<Id, Message>>;
  /** Codes of errors that only its service's code throws, and what they mean; of all others docs/errors.md tells. */
  readonly errors?: Readonly<Record<string, Message>>;
  /** AWS pages that the unit relies on. */
  readonly docs: readonly string[];
}

/** One change as people write it where the resource is described. Fragments, not whole files. */
export interface Source {
  /** YAML. */
  readonly cloudformation: string;
  /** TypeScript. */
  readonly cdk: string;
  /** HCL. */
  readonly terraform: string;
  /** A command of the AWS CLI, where people make the change themselves. */
  readonly cli?: string;
}

/**
 * One remediation: metadata, a look, a decision, and fields that can be put back. No modes, no environment, no
 * clock, no other unit: detecting, dry-run, approval, resuming, undo, verifying are derived by code written once.
 */
export interface Remediation<
  Id extends string = string,
  F extends Fields = Fields,
  // oxlint-disable-next-line typescript/no-explicit-any -- the engine only carries these from `read` to `plan`
  State = any,
  // oxlint-disable-next-line typescript/no-explicit-any
  Settings = any,
> {
  readonly meta: Meta<Id>;
  /** A strict schema with a default for every key; the policy's raw layers are merged first and parsed once. */
  readonly settings: ZodMiniType<Settings>;
  readonly fields: F;
  /**
   * Raw settings that a Config rule's own `InputParameters` imply, so that fix and rule agree; the policy's are laid
   * over them. Left out: the rule has no parameters that matter.
   */
  fromRule?(parameters: Readonly<Record<string, string>>): Readonly<Record<string, unknown>>;
  /** Get, Describe and List only. `undefined`: the resource is gone. */
  read(target: Target, aws: Aws): Promise<State | undefined>;
  /** Pure. */
  plan(state: State, target: Target, settings: Settings): Verdict<Id, ChangeOf<F>>;
  /**
   * Pure: what recorded traffic is asked about the clients that the change may break. Left out: no log can tell, and people
   * are asked.
   */
  evidence?(state: State, target: Target, settings: Settings): readonly Question[];
  /** Pure: the same change in the code that made the resource. `undefined`: this field has no place there. */
  source?(change: Change, target: Target): Source | undefined;
}

/** Types a remediation from its own parts, so that units need no annotations and no casts. */
export const remediation = <const Id extends string, F extends Fields, State, Settings>(
  unit: Remediation<Id, F, State, Settings>,
): Remediation<Id, F, State, Settings> => unit;
