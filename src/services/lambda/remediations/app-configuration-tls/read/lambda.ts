import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListAliasesCommand,
  type FunctionConfiguration,
} from '@aws-sdk/client-lambda';
import { orUnseen, unless } from '../../../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../../core/model/remediation.ts';
import type { Target } from '../../../../../core/model/target.ts';
import { inText, inVariables } from '../fields.ts';
import { together, type Seen } from '../seen.ts';

const configurationOf = (FunctionName: string, Qualifier: string | undefined, aws: Aws) => {
  const asking = new GetFunctionConfigurationCommand({ FunctionName, Qualifier });
  return unless('ResourceNotFoundException', undefined, aws.use(LambdaClient).send(asking));
};

/** The versions that aliases lead to: what is called in production, though it is edited no more. */
const versionsOf = async (
  FunctionName: string,
  aws: Aws,
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const pages = everyPage(async (Marker) => {
    const asking = aws.use(LambdaClient).send(new ListAliasesCommand({ FunctionName, Marker }));
    const answer = await unless('ResourceNotFoundException', undefined, asking);
    return { items: answer?.Aliases, next: answer?.NextMarker };
  });
  const led = (await allOf(pages)).flatMap(({ Name = '', FunctionVersion, RoutingConfig }) =>
    [FunctionVersion, ...Object.keys(RoutingConfig?.AdditionalVersionWeights ?? {})].flatMap((version) =>
      version === undefined || version === '$LATEST' ? [] : { version, alias: Name },
    ),
  );
  const byVersion = Map.groupBy(led, ({ version }) => version);
  return new Map(
    [...byVersion]
      .map(([version, its]) => [version, its.map(({ alias }) => alias).toSorted()] as const)
      .toSorted(([a], [b]) => Number(a) - Number(b)),
  );
};

const seenIn = ({ Environment, ImageConfigResponse: image }: FunctionConfiguration, of: string): Seen => ({
  found: [
    ...inVariables(`${of}Environment.Variables`, Environment?.Variables ?? {}),
    ...inText(`${of}ImageConfig.EntryPoint`, image?.ImageConfig?.EntryPoint),
    ...inText(`${of}ImageConfig.Command`, image?.ImageConfig?.Command),
  ],
  unread: [
    // Lambda could not decrypt it for whoever asks.
    ...(Environment?.Error ? [`${of}Environment (${Environment.Error.ErrorCode ?? 'an error'})`] : []),
    ...(image?.Error ? [`${of}ImageConfig (${image.Error.ErrorCode ?? 'an error'})`] : []),
  ],
  secrets: [],
});

/** A function as it is, and what its aliases lead to. */
export const read = async ({ id }: Target, aws: Aws): Promise<Seen | undefined> => {
  const latest = await configurationOf(id, undefined, aws);
  if (!latest) return undefined;
  const all = [seenIn(latest, '')];
  const versions = await orUnseen(versionsOf(id, aws));
  if (versions === 'unseen') all.push({ found: [], unread: ['what its aliases lead to'], secrets: [] });
  for (const [version, aliases] of versions === 'unseen' ? [] : versions) {
    const published = await configurationOf(id, version, aws);
    if (published) all.push(seenIn(published, `version ${version} (alias ${aliases.join(', ')}): `));
  }
  return together(all);
};
