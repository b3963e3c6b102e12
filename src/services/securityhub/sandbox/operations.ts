import * as z from 'zod/mini';
import { lists } from '../../../sandbox/kit/pages.ts';
import {
  refuse,
  type Context,
  type Operation,
  type Operations,
  type Refusal,
  type World,
} from '../../../sandbox/world.ts';
import type { Finding, SecurityHub } from './records.ts';

const documentation = 'https://docs.aws.amazon.com/securityhub/1.0/APIReference/';

const invalid = (message: string, page: string): Refusal =>
  refuse('InvalidInputException', 400, message, `${documentation}${page}`);

/** The hub of the Region that is asked, or why there is none. */
const hubIn = (world: World, { region }: Context): SecurityHub | Refusal => {
  const hub = world.securityhub;
  if (hub && (hub.Regions?.includes(region) ?? true)) return hub;
  return refuse(
    'InvalidAccessException',
    401,
    `Account ${world.account} is not subscribed to AWS Security Hub`,
    `${documentation}API_GetFindings.html`,
  );
};
const isRefusal = (hub: SecurityHub | Refusal): hub is Refusal => 'refusal' in hub;

interface StringFilter {
  readonly Value: string;
  readonly Comparison: string;
}
interface GetFindings {
  readonly Filters?: Readonly<Record<string, readonly StringFilter[]>>;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

const valuesOf: Readonly<Record<string, (finding: Finding) => readonly string[]>> = {
  AwsAccountId: ({ AwsAccountId }) => [AwsAccountId],
  GeneratorId: ({ GeneratorId }) => [GeneratorId],
  Id: ({ Id }) => [Id],
  ProductArn: ({ ProductArn }) => [ProductArn],
  ProductName: ({ ProductName }) => (typeof ProductName === 'string' ? [ProductName] : []),
  RecordState: ({ RecordState }) => [RecordState],
  Region: ({ Region }) => [Region],
  ResourceId: ({ Resources }) => Resources.map(({ Id }) => Id),
  WorkflowStatus: ({ Workflow }) => [Workflow.Status],
};

const comparisons: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  EQUALS: (value, wanted) => value === wanted,
  NOT_EQUALS: (value, wanted) => value !== wanted,
  PREFIX: (value, wanted) => value.startsWith(wanted),
};

/** Values of one attribute are joined by or, what it must not be by and; attributes by and. */
const fits = (finding: Finding, filters: NonNullable<GetFindings['Filters']>): boolean =>
  Object.entries(filters).every(([name, wanted]) => {
    const values = valuesOf[name]?.(finding) ?? [];
    const must = wanted.filter(({ Comparison }) => Comparison !== 'NOT_EQUALS');
    const mustNot = wanted.filter(({ Comparison }) => Comparison === 'NOT_EQUALS');
    return (
      mustNot.every(({ Value }) => !values.includes(Value)) &&
      (must.length === 0 ||
        must.some(({ Value, Comparison }) => values.some((value) => comparisons[Comparison]?.(value, Value))))
    );
  });

const getFindings = lists<GetFindings, Finding>({
  as: 'Findings',
  token: 'NextToken',
  most: { as: 'MaxResults', largest: 100 },
  wrong: (message) => invalid(message, 'API_GetFindings.html'),
  items: (world, { Filters = {} }, context) => {
    const hub = hubIn(world, context);
    if (isRefusal(hub)) return hub;
    const unknown = Object.entries(Filters).find(
      ([name, all]) => !valuesOf[name] || all.some(({ Comparison }) => !comparisons[Comparison]),
    );
    if (unknown)
      return invalid(`The sandbox does not filter by ${unknown[0]} so`, 'API_AwsSecurityFindingFilters.html');
    // A Region that gathers others' findings has them as well; this one does not.
    return hub.Findings.filter((one) => one.Region === context.region && fits(one, Filters));
  },
});

const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));
const severity = z.looseObject({
  Label: z.optional(z.enum(['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'])),
  Normalized: z.optional(z.number()),
});
/** https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html */
const format = z.looseObject({
  SchemaVersion: z.literal('2018-10-08'),
  Id: text(512),
  ProductArn: text(2048),
  GeneratorId: text(512),
  AwsAccountId: z.string().check(z.regex(/^\d{12}$/)),
  CreatedAt: z.iso.datetime(),
  UpdatedAt: z.iso.datetime(),
  Title: text(256),
  Description: text(1024),
  Severity: z.optional(severity),
  FindingProviderFields: z.optional(z.looseObject({ Severity: z.optional(severity) })),
  Remediation: z.optional(z.looseObject({ Recommendation: z.looseObject({ Text: z.optional(text(512)) }) })),
  Resources: z
    .array(z.looseObject({ Type: text(256), Id: text(512) }))
    .check(z.minLength(1), z.maxLength(32)),
  Compliance: z.optional(
    z.looseObject({
      Status: z.optional(z.enum(['PASSED', 'FAILED', 'WARNING', 'NOT_AVAILABLE'])),
      RelatedRequirements: z.optional(z.array(text(64)).check(z.maxLength(32))),
    }),
  ),
  RecordState: z.optional(z.enum(['ACTIVE', 'ARCHIVED'])),
});

/** In the words of AWS, as far as they are known. */
const faultOf = (finding: unknown): string | undefined => {
  if (Buffer.byteLength(JSON.stringify(finding)) > 240 * 1024) return 'Finding is larger than 240 KB.';
  const { data, error } = format.safeParse(finding);
  const fault = error?.issues[0];
  if (fault) return `data.${fault.path.join('.')} ${fault.message}`;
  const severe = data?.Severity ?? data?.FindingProviderFields?.Severity;
  return severe
    ? undefined
    : "data should have required property 'FindingProviderFields', data should match some schema in anyOf";
};

/** What customers write stays theirs. https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchimportfindings.html */
const laid = (given: Finding, before: Finding | undefined, region: string): Finding => {
  const { Workflow: _status, RecordState, ...mine } = given;
  const again = before?.RecordState === 'ARCHIVED' && RecordState === 'ACTIVE';
  const Workflow = before && !again ? before.Workflow : { Status: 'NEW' as const };
  return { ...before, ...mine, Region: region, RecordState, Workflow };
};

const importFindings: Operation<{ readonly Findings?: readonly Finding[] }> = (
  world,
  { Findings = [] },
  context,
) => {
  const page = 'API_BatchImportFindings.html';
  if (Findings.length < 1 || Findings.length > 100) return invalid('Findings are from 1 to 100', page);
  const hub = hubIn(world, context);
  if (isRefusal(hub)) {
    const { message: ErrorMessage } = hub.refusal;
    const FailedFindings = Findings.map(({ Id }) => ({ Id, ErrorCode: 'InvalidAccess', ErrorMessage }));
    return { world, output: { FailedCount: Findings.length, SuccessCount: 0, FailedFindings } };
  }
  const own = `arn:${world.partition}:securityhub:${context.region}:${world.account}:product/${world.account}/default`;
  const foreign = Findings.find(
    ({ AwsAccountId, ProductArn }) => AwsAccountId !== world.account || ProductArn !== own,
  );
  // As AWS says it of another account's findings as well.
  if (foreign)
    return refuse(
      'AccessDeniedException',
      403,
      `User: ${context.caller} is not authorized to perform: securityhub:BatchImportFindings on resource: ${foreign.ProductArn}`,
      `${documentation}${page}`,
    );
  const kept = new Map(hub.Findings.map((one) => [`${one.ProductArn} ${one.Id}`, one]));
  const FailedFindings: object[] = [];
  for (const finding of Findings) {
    const fault = faultOf(finding);
    const key = `${finding.ProductArn} ${finding.Id}`;
    const before = kept.get(key);
    if (fault !== undefined)
      FailedFindings.push({
        Id: finding.Id,
        ErrorCode: 'InvalidInput',
        ErrorMessage: `Finding does not adhere to Amazon Finding Format. ${fault}.`,
      });
    // An older one is passed over, and counts as taken.
    else if (!before || Date.parse(finding.UpdatedAt) > Date.parse(before.UpdatedAt))
      kept.set(key, laid(finding, before, context.region));
  }
  return {
    world: { ...world, securityhub: { ...hub, Findings: [...kept.values()] } },
    output: {
      FailedCount: FailedFindings.length,
      SuccessCount: Findings.length - FailedFindings.length,
      FailedFindings,
    },
  };
};

/** Limits: https://docs.aws.amazon.com/securityhub/latest/partnerguide/guidelines-batchimportfindings.html */
export const securityHub: Operations = {
  BatchImportFindings: importFindings,
  GetFindings: getFindings,
};
