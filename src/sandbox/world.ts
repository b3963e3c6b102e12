import type { Acm } from '../services/acm/sandbox/records.ts';
import type { CloudFront } from '../services/cloudfront/sandbox/records.ts';
import type { CloudTrail } from '../services/cloudtrail/sandbox/records.ts';
import type { CodeDeploy } from '../services/codedeploy/sandbox/records.ts';
import type { Config } from '../services/config/sandbox/records.ts';
import type { Dms } from '../services/dms/sandbox/records.ts';
import type { Ec2 } from '../services/ec2/sandbox/records.ts';
import type { Ecs } from '../services/ecs/sandbox/records.ts';
import type { Elbv2 } from '../services/elbv2/sandbox/records.ts';
import type { Glue } from '../services/glue/sandbox/records.ts';
import type { Organizations } from '../services/organizations/sandbox/records.ts';
import type { Rds } from '../services/rds/sandbox/records.ts';
import type { S3 } from '../services/s3/sandbox/records.ts';
import type { Ssm } from '../services/ssm/sandbox/records.ts';

/** One AWS account in memory. Immutable: every operation answers a new one, so older ones stay readable. */
export interface World {
  readonly account: string;
  readonly partition: string;
  readonly s3: S3;
  readonly config: Config;
  readonly ssm: Ssm;
  readonly acm: Acm;
  readonly ec2: Ec2;
  readonly elbv2: Elbv2;
  readonly rds: Rds;
  readonly dms: Dms;
  readonly glue: Glue;
  readonly cloudfront: CloudFront;
  readonly codedeploy: CodeDeploy;
  readonly ecs: Ecs;
  /** Absent: nobody may look into it. */
  readonly cloudtrail?: CloudTrail;
  readonly organizations?: Organizations;
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
