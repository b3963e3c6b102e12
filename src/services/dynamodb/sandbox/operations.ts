import { lists } from '../../../sandbox/kit/pages.ts';
import { policyRefusal, storedPolicy, type PolicyRules } from '../../../sandbox/kit/policy.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { revisionOf } from '../../../sandbox/kit/revision.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import type { Table } from './records.ts';

const api = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/';

const invalid = (message: string): Refusal =>
  refuse('ValidationException', 400, message, `${api}CommonErrors.html`);

const rules = (partition: string): PolicyRules => ({
  partition,
  largest: 20_480,
  isAction: (action) => /^dynamodb:[\w*?]+$/i.test(action),
  isResource: (resource) => resource.startsWith(`arn:${partition}:dynamodb:`),
  conditionKeys: ['dynamodb'],
  malformed: invalid,
});

const all = {
  all: (world: World) => world.dynamodb.Tables,
  with: (world: World, Tables: Table[]): World => ({ ...world, dynamodb: { ...world.dynamodb, Tables } }),
  missing: () =>
    refuse(
      'ResourceNotFoundException',
      400,
      'Requested resource not found',
      `${api}API_DescribeTable.html#API_DescribeTable_Errors`,
    ),
};
const byName = recordsOf<Table, { readonly TableName: string }>({
  ...all,
  is: ({ TableName, Region }, input, { region }) => TableName === input.TableName && Region === region,
});

interface ByArn {
  readonly ResourceArn: string;
}
const byArn = recordsOf<Table, ByArn>({
  ...all,
  is: ({ TableArn, Region }, { ResourceArn }, { region }) => TableArn === ResourceArn && Region === region,
});

/** None has a revision that stands for it. */
const revision = ({ Policy }: Table): string => (Policy === undefined ? 'NO_POLICY' : revisionOf({ Policy }));
const absent = (): Refusal =>
  refuse(
    'PolicyNotFoundException',
    400,
    'Resource-based policy not found, or of another revision.',
    `${api}API_PutResourcePolicy.html#API_PutResourcePolicy_Errors`,
  );

interface Expecting extends ByArn {
  readonly ExpectedRevisionId?: string;
}
interface Put extends Expecting {
  readonly Policy: string;
}

/** Why its policy is not changed now. */
const untouchable = (table: Table, { ExpectedRevisionId }: Expecting): Refusal | undefined => {
  if (table.TableStatus !== 'ACTIVE')
    return refuse(
      'ResourceInUseException',
      400,
      `Table is ${table.TableStatus}.`,
      `${api}API_PutResourcePolicy.html#API_PutResourcePolicy_Errors`,
    );
  if (table.GlobalTableVersion === '2017.11.29')
    return invalid('Resource-based policies are not supported for replicas of version 2017.11.29.');
  return (ExpectedRevisionId ?? revision(table)) === revision(table) ? undefined : absent();
};

/** What the sandbox plays of it: nothing of items, which the journal's emulator has. */
export const dynamodb: Operations = {
  // API_ListTables.html
  ListTables: lists({
    as: 'TableNames',
    token: 'ExclusiveStartTableName',
    next: 'LastEvaluatedTableName',
    wrong: invalid,
    items: (world, _input: object, { region }) =>
      world.dynamodb.Tables.filter(({ Region }) => Region === region).map(({ TableName }) => TableName),
  }),
  // API_DescribeTable.html
  DescribeTable: byName.reads(({ Region: _region, Tags: _tags, Policy: _policy, ...Table }) => ({ Table })),
  // API_GetResourcePolicy.html
  GetResourcePolicy: byArn.reads((table) =>
    table.Policy === undefined ? absent() : { Policy: table.Policy, RevisionId: revision(table) },
  ),
  // API_PutResourcePolicy.html
  PutResourcePolicy: byArn.changes((table, input: Put, _context, { partition }) => {
    const refusal = untouchable(table, input) ?? policyRefusal(input.Policy, rules(partition));
    if (refusal) return refusal;
    const item = { ...table, Policy: storedPolicy(input.Policy, partition) };
    return { item, output: { RevisionId: revision(item) } };
  }),
  // API_DeleteResourcePolicy.html
  DeleteResourcePolicy: byArn.changes((table, input: Expecting) => {
    const { Policy: _gone, ...item } = table;
    return untouchable(table, input) ?? { item };
  }),
  // API_ListTagsOfResource.html
  ListTagsOfResource: lists({
    as: 'Tags',
    token: 'NextToken',
    wrong: invalid,
    items: (world, { ResourceArn }: ByArn, { region }) => {
      const found = world.dynamodb.Tables.find(
        ({ TableArn, Region }) => TableArn === ResourceArn && Region === region,
      );
      return found ? tagList(found.Tags) : all.missing();
    },
  }),
};
