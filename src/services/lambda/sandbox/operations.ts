import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { refuse, type Operations, type Refusal } from '../../../sandbox/world.ts';
import type { Fn } from './records.ts';

const api = 'https://docs.aws.amazon.com/lambda/latest/api/';
const notFound = (page: string, what: string): Refusal =>
  refuse('ResourceNotFoundException', 404, `Function not found: ${what}`, `${api}${page}.html`);

const wrong = (message: string): Refusal =>
  refuse('InvalidParameterValueException', 400, message, `${api}API_ListFunctions.html`);

interface Named {
  readonly FunctionName: string;
}
const byName = (page: string) =>
  recordsOf<Fn, Named>({
    all: ({ lambda }) => lambda.Functions,
    with: (world, Functions) => ({ ...world, lambda: { ...world.lambda, Functions } }),
    is: (one, { FunctionName }, { region }) =>
      one.Region === region && [one.FunctionName, one.FunctionArn].includes(FunctionName),
    missing: ({ FunctionName }) => notFound(page, FunctionName),
  });
const byArn = recordsOf<Fn, { readonly Resource: string }>({
  all: ({ lambda }) => lambda.Functions,
  with: (world, Functions) => ({ ...world, lambda: { ...world.lambda, Functions } }),
  is: (one, { Resource }, { region }) => one.Region === region && one.FunctionArn === Resource,
  missing: ({ Resource }) => notFound('API_ListTags', Resource),
});

const shown = ({ Region: _region, Versions: _versions, Aliases: _aliases, Tags: _tags, ...one }: Fn) => ({
  ...one,
  Version: '$LATEST',
});

interface Update extends Named {
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
}

export const lambda: Operations = {
  // API_ListFunctions.html
  ListFunctions: lists({
    as: 'Functions',
    token: 'Marker',
    next: 'NextMarker',
    wrong,
    items: ({ lambda: { Functions } }, _input: object, { region }) =>
      Functions.filter(({ Region }) => Region === region).map(shown),
  }),
  // API_GetFunctionConfiguration.html: of a version, or as it is without one.
  GetFunctionConfiguration: byName('API_GetFunctionConfiguration').reads(
    (one, { Qualifier = '$LATEST' }: Named & { readonly Qualifier?: string }) => {
      if (Qualifier === '$LATEST') return shown(one);
      const version = one.Versions.find(({ Version }) => Version === Qualifier);
      if (!version) return notFound('API_GetFunctionConfiguration', `${one.FunctionArn}:${Qualifier}`);
      const { FunctionName, FunctionArn } = one;
      return { FunctionName, FunctionArn: `${FunctionArn}:${Qualifier}`, ...version };
    },
  ),
  // API_ListAliases.html
  ListAliases: lists({
    as: 'Aliases',
    token: 'Marker',
    next: 'NextMarker',
    wrong,
    items: ({ lambda: { Functions } }, { FunctionName }: Named, { region }) => {
      const found = Functions.find((one) => one.Region === region && one.FunctionName === FunctionName);
      return found ? found.Aliases : notFound('API_ListAliases', FunctionName);
    },
  }),
  // API_ListTags.html
  ListTags: byArn.reads(({ Tags }) => ({ Tags })),
  // API_UpdateFunctionConfiguration.html: variables that are given take the place of all that were there.
  UpdateFunctionConfiguration: byName('API_UpdateFunctionConfiguration').changes(
    (one, { Environment }: Update) => {
      const variables = Environment?.Variables;
      const becomes = variables ? { ...one, Environment: { Variables: { ...variables } } } : one;
      return { item: becomes, output: shown(becomes) };
    },
  ),
};
