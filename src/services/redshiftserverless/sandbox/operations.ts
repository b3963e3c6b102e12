import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import { usual, type Workgroup } from './records.ts';

const api = 'https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/';

const invalid = (why: string, page = 'API_UpdateWorkgroup.html'): Refusal =>
  refuse('ValidationException', 400, why, `${api}${page}`);

interface Named {
  readonly workgroupName?: string;
  readonly resourceArn?: string;
}
const workgroups = recordsOf<Workgroup, Named>({
  all: (world) => world.redshiftserverless.Workgroups,
  with: (world, Workgroups): World => ({
    ...world,
    redshiftserverless: { ...world.redshiftserverless, Workgroups },
  }),
  is: ({ workgroupName, workgroupArn, Region }, input, { region }) =>
    Region === region &&
    (input.resourceArn === undefined
      ? workgroupName === input.workgroupName
      : workgroupArn === input.resourceArn),
  missing: () =>
    refuse(
      'ResourceNotFoundException',
      404,
      'There is no such workgroup.',
      `${api}API_GetWorkgroup.html#Errors`,
    ),
});

/** As AWS tells of it: its tags are another question. */
const told = ({ Tags: _tags, Region: _region, configParameters, ...rest }: Workgroup) => ({
  ...rest,
  configParameters: Object.entries(configParameters).flatMap(([parameterKey, parameterValue]) =>
    parameterValue === '' ? [] : [{ parameterKey, parameterValue }],
  ),
});

const booleans: ReadonlySet<string> = new Set([
  'auto_mv',
  'enable_case_sensitive_identifier',
  'enable_user_activity_logging',
  'require_ssl',
  'use_fips_ssl',
]);
const texts: ReadonlySet<string> = new Set([
  'datestyle',
  'query_group',
  'search_path',
  'wlm_json_configuration',
]);

interface Update extends Named {
  readonly configParameters?: readonly { readonly parameterKey: string; readonly parameterValue: string }[];
  readonly maxCapacity?: number;
}

/** What the page of UpdateWorkgroup says of parameters. */
const refusalOf = ({ configParameters = [] }: Update): Refusal | undefined => {
  const keys = configParameters.map(({ parameterKey }) => parameterKey);
  for (const { parameterKey: key, parameterValue: value } of configParameters) {
    if (!booleans.has(key) && !texts.has(key) && !key.startsWith('max_'))
      return invalid(`There is no parameter ${key}.`);
    if (booleans.has(key) && value !== 'true' && value !== 'false')
      return invalid(`${key} is true or false.`);
  }
  return keys.includes('wlm_json_configuration') && keys.some((key) => key.startsWith('max_'))
    ? invalid('Specify either wlm_json_configuration or query monitoring metrics.')
    : undefined;
};

/** Whether a parameter that is left out stays is not said: here it becomes what it usually is, which is the worse of both. */
const parametersBy = ({ configParameters }: Update, { configParameters: before }: Workgroup) =>
  configParameters === undefined
    ? before
    : {
        ...usual,
        ...Object.fromEntries(
          configParameters.map(({ parameterKey, parameterValue }) => [parameterKey, parameterValue]),
        ),
      };

/** What the sandbox plays of it. */
export const redshiftserverless: Operations = {
  // API_ListWorkgroups.html
  ListWorkgroups: lists({
    as: 'workgroups',
    token: 'nextToken',
    most: { as: 'maxResults', largest: 100 },
    wrong: (message) => invalid(message, 'API_ListWorkgroups.html'),
    items: (world, _input: object, { region }) =>
      world.redshiftserverless.Workgroups.filter(({ Region }) => Region === region).map(told),
  }),
  // API_GetWorkgroup.html
  GetWorkgroup: workgroups.reads((item) => ({ workgroup: told(item) })),
  // API_UpdateWorkgroup.html: one kind of change in a call, and none while another is under way.
  UpdateWorkgroup: workgroups.changes((before, input: Update) => {
    const { configParameters, maxCapacity } = input;
    if (configParameters && maxCapacity !== undefined)
      return invalid(`Can't update multiple configurations at the same time for ${before.workgroupName}.`);
    const refusal = refusalOf(input);
    if (refusal) return refusal;
    if (before.status !== 'AVAILABLE')
      return refuse(
        'ConflictException',
        400,
        'There is an operation running on the workgroup.',
        `${api}API_UpdateWorkgroup.html#Errors`,
      );
    const item = {
      ...before,
      status: 'MODIFYING',
      configParameters: parametersBy(input, before),
      ...(maxCapacity !== undefined && { maxCapacity }),
    };
    return {
      item,
      output: { workgroup: told(item) },
      later: [{ seconds: 120, becomes: (one) => ({ ...one, status: 'AVAILABLE' }) }],
    };
  }),
  // API_ListTagsForResource.html
  ListTagsForResource: workgroups.reads(({ Tags }) => ({
    tags: tagList(Tags, { key: 'key', value: 'value' }),
  })),
};
