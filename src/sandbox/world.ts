import type { Slices } from '../services/slices.ts';

/** One AWS account in memory. Immutable: every operation answers a new one, so older ones stay readable. */
export interface World extends Slices {
  readonly account: string;
  readonly partition: string;
}

/** What records belong to that do not say it themselves. */
export interface Where {
  readonly account: string;
  readonly partition: string;
  readonly region: string;
}

/** What an operation may know besides the world and its input. */
export interface Context {
  readonly now: Date;
  /** Of the endpoint that was called. */
  readonly region: string;
  /** The ARN of who calls. */
  readonly caller: string;
  /** Who Waxseal is; and every call so far, for the service that tells of them. */
  readonly waxseal?: string;
  readonly log?: readonly Call[];
}

/** What somebody asks of an account. */
export interface Request {
  /** `s3:PutBucketPolicy`: service and operation, not the IAM action. */
  readonly operation: string;
  readonly input: unknown;
  readonly caller: string;
  /** Of the endpoint that is called. */
  readonly region: string;
}

/** One call, answered or refused. */
export interface Call extends Request {
  /** ISO 8601. */
  readonly at: string;
  /** The error's name, when it was refused or broken by a fault. */
  readonly refused?: string;
  /** Whether the world is another one afterwards; a lost response may still have done it. */
  readonly done: boolean;
}

/** What AWS does by itself some time after a call: eventual consistency, states that take a while. */
export interface Later {
  /** ISO 8601. */
  readonly at: string;
  readonly change: (world: World) => World;
}

export interface Done {
  readonly world: World;
  readonly output: object;
  readonly later?: readonly Later[];
}

/** What AWS refuses, and the page that says so. */
export interface Refusal {
  readonly refusal: {
    /** The error's name as the SDK shows it. */
    readonly name: string;
    readonly status: number;
    readonly message: string;
    readonly because: string;
  };
}

/** Pure. `Input` is what the SDK's command carries. */
export type Operation<Input> = (world: World, input: Input, context: Context) => Done | Refusal;

// oxlint-disable-next-line typescript/no-explicit-any -- each operation has its own input
export type Operations = Readonly<Record<string, Operation<any>>>;

export const refuse = (name: string, status: number, message: string, because: string): Refusal => ({
  refusal: { name, status, message, because },
});
