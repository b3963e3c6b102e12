import type { Aws, Change, Impact } from '../../src/core/model/remediation.ts';
import type { Location, Target } from '../../src/core/model/target.ts';
import type { Write } from '../../src/sandbox/faults.ts';
import type { Host } from '../../src/sandbox/host.ts';
import type { Call, World } from '../../src/sandbox/world.ts';
import type { JournalledChange, NotSo, Promises, Shown } from './promises.ts';

/**
 * What the shared tests must know of one AWS service and cannot find out by themselves. Each service says it in
 * `test/services/<service>/contract.ts`. Nothing is skipped in silence: what a service needs and its contract lacks is a
 * failure that names the file and the member (`test/kit/gaps.ts`, and the test that asks for it).
 *
 * Operations are named with their service: `rds:DescribeDBInstances`. Paths are those of `test/simulation/flat.ts`.
 */
export interface Contract {
  /** The service's word before its operations, where that is not the folder's name. Lacking: the sandbox knows no such operations, which fails by name. */
  readonly prefix?: string;
  /**
   * Lists in answers that AWS means as sets, by operation: tests turn them round, and nothing may come out otherwise.
   * Lacking: the test of the order of sets fails for every list of an answer that is neither here nor in `ordered`.
   */
  readonly sets?: Readonly<Record<string, Members | Turn | readonly (string | Turn)[]>>;
  /** Lists in answers whose order means something, or that this service's tests do not turn. Lacking: as with `sets`. */
  readonly ordered?: Readonly<Record<string, Members>>;
  /** Operations whose lists AWS gives in one piece. Lacking: tests answer them as pages without end, and such a list fails by name. */
  readonly unpaged?: readonly string[];
  /**
   * Writes that are as good as the planned ones, where AWS's answers are cut: another policy of those that are
   * accepted. Lacking: such a write fails by name.
   */
  readonly asGood?: (call: Pick<Call, 'operation' | 'input'>) => boolean;

  /**
   * Members of inputs that name what IAM checks, and the ARN that each one means; with other members of the input where
   * the ARN has those too. Lacking: a write that names nothing known fails the test of session policies.
   */
  readonly named?: Readonly<
    Record<string, (value: string, location: Location, input: Readonly<Record<string, unknown>>) => string>
  >;

  /**
   * What somebody else could do beside a field of ours, by resource type. Lacking: a type that is fixed fails the
   * test of somebody else's work.
   */
  readonly neighbours?: Readonly<Record<string, (host: Host, target: Target) => Neighbour>>;
  /**
   * What somebody else could set a field to, by its name; neither what is there nor what we want. It answers nothing where
   * AWS takes no third value. Lacking: the field fails the test of what somebody else has changed.
   */
  readonly otherValues?: Readonly<Record<string, (change: Change, host: Host, target: Target) => unknown>>;
  /** Fields that AWS always has a value for. Lacking: tests take the value away, which fails by name. */
  readonly neverAbsent?: readonly string[];
  /**
   * What only an owner may do before a change holds, by resource type: a reboot. `input` answers nothing where nothing
   * is to be done. Lacking: a resource that never settles fails by name.
   */
  readonly ownersPart?: Readonly<Record<string, OwnersPart>>;

  /**
   * Makes the records of an account real over HTTP, through the service's own operations; or says why that cannot be.
   * Lacking: a row with `wire` that has such records fails.
   */
  readonly seed?: ((world: World, aws: Aws) => Promise<void>) | NotSo;
  /** Names of an account that are unique in the world: tests on one server rename them. Lacking: a row with `wire` fails. */
  readonly globalNames?: (world: World) => readonly string[];

  /**
   * What somebody else does in the middle of our work, worked out from the account as it stands then. Lacking: a
   * meddler of a promise has no such name.
   */
  readonly writers?: Readonly<Record<string, Writer>>;
  /**
   * Operations by which the resource that an event names is found, and that nothing else calls: when they fail the
   * queue brings the event again. Lacking: a failure by name.
   */
  readonly resolvedBy?: readonly string[];
  /**
   * Where a journalled change shows in the account. Lacking: its remediations fail by name.
   */
  readonly attempted?: (change: JournalledChange, value: unknown) => Shown | undefined;
  /**
   * Why a remediation asks nothing of recorded traffic, by its id. Lacking: one that writes, and has neither `evidence`
   * nor this, fails by name (`test/services/evidence.test.ts`).
   */
  readonly withoutEvidence?: Readonly<Record<string, NotSo>>;
  /** What a remediation with `evidence` asks, by its id. Lacking: one fails by name (`test/services/evidence.test.ts`). */
  readonly asks?: Readonly<Record<string, Asked>>;
  /** What each remediation may do, by its id. Lacking: the remediation is a failure by name. */
  readonly promises?: Readonly<Record<string, Promises>>;

  /**
   * Families that a unit of this service stands for, by the family's name: at every commit all single faults are tried on
   * it, and on the others a spread. Two that stand for one family are a failure by name. Lacking: a family that nobody stands for fails by name.
   */
  readonly standsFor?: Readonly<Record<string, string>>;

  /** Targets and changes whose session policies the reference of IAM is asked about, by resource type. Lacking: the type fails by name. */
  readonly aims?: Readonly<Record<string, readonly Aim[]>>;
}

/** `Rules`, or `DBInstances.TagList`: members of objects and of the items of lists, from the answer down. */
type Members = string | readonly string[];
/** For a set that is not a list: a policy as text. Answers the same, turned round. */
export type Turn = (output: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** Somebody else's work: done through AWS's own operations, and whether it is still there. */
export interface Neighbour {
  readonly work: () => void;
  readonly kept: () => boolean;
}

/** A state that is to be fixed, and the questions that it raises. */
export interface Asked {
  /** Of the target. */
  readonly arn: string;
  /** As `read` answers it, as far as `evidence` looks at it. */
  readonly state: unknown;
  /** What a good answer lets pass: the impacts of its steps. */
  readonly clears: readonly Impact[];
  /** What is asked about, where that is not the target. */
  readonly of?: string;
  /** The data that the question carries. Left out: it is not looked at. */
  readonly given?: Readonly<Record<string, unknown>>;
}

interface OwnersPart {
  readonly operation: string;
  readonly input: (world: World, target: Target) => Readonly<Record<string, unknown>> | undefined;
}

/** Read and written in one go. Answers nothing where there is nothing to meddle with. */
export type Writer = (world: World) => Write | undefined;

interface Aim {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  readonly arn: string;
  readonly changes: readonly { readonly on: string; readonly before: unknown; readonly after: unknown }[];
}
