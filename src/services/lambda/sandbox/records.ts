import * as z from 'zod/mini';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const configuration = {
  Environment: z.optional(
    z.strictObject({
      Variables: z.optional(z.record(z.string(), z.string())),
      Error: z.optional(z.strictObject({ ErrorCode: z.string(), Message: z.string() })),
    }),
  ),
  ImageConfigResponse: z.optional(
    z.strictObject({
      ImageConfig: z.optional(
        z.strictObject({
          EntryPoint: z.optional(z.array(z.string())),
          Command: z.optional(z.array(z.string())),
        }),
      ),
      Error: z.optional(z.strictObject({ ErrorCode: z.string(), Message: z.string() })),
    }),
  ),
};

const fn = z.strictObject({
  FunctionName: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  ...configuration,
  /** Published, with what they were published with. */
  Versions: z._default(z.array(z.strictObject({ Version: z.string(), ...configuration })), []),
  Aliases: z._default(
    z.array(
      z.strictObject({
        Name: z.string(),
        FunctionVersion: z.string(),
        RoutingConfig: z.optional(
          z.strictObject({ AdditionalVersionWeights: z.record(z.string(), z.number()) }),
        ),
      }),
    ),
    [],
  ),
  Tags: tagRecords,
});

/** Lambda of the account, as account files carry it. */
export const lambdaRecords = z.strictObject({ Functions: z._default(z.array(fn), []) });

type Raw = z.output<typeof lambdaRecords>;
export type Fn = Omit<Raw['Functions'][number], 'Region' | 'Tags'> & {
  readonly Region: string;
  readonly FunctionArn: string;
  readonly Tags: Tags;
};
export interface Lambda {
  readonly Functions: readonly Fn[];
}

export const loadLambda = ({ Functions }: Raw, { region, partition, account }: Where): Lambda => ({
  Functions: Functions.map(({ Region = region, ...rest }) => ({
    ...rest,
    Region,
    FunctionArn: `arn:${partition}:lambda:${Region}:${account}:function:${rest.FunctionName}`,
  })),
});
