import { BatchGetProjectsCommand, CodeBuildClient, type ProjectSource } from '@aws-sdk/client-codebuild';
import type { Aws } from '../../../../../core/model/remediation.ts';
import type { Target } from '../../../../../core/model/target.ts';
import { projectNameIn } from '../../../../codebuild/facts/project.ts';
import { inEnvironment, inText } from '../fields.ts';
import type { Found, Seen } from '../seen.ts';

/** A buildspec in the project is text of many lines; one that is only named lies in the source. */
const isInline = (buildspec: string): boolean => buildspec.includes('\n');

/** Others name where the value comes from. */
const isPlain = ({ type = 'PLAINTEXT' }: { readonly type?: string | undefined }): boolean =>
  type === 'PLAINTEXT';

const foundIn = (
  place: string,
  { location, buildspec = '', insecureSsl }: ProjectSource,
): readonly Found[] => [
  ...inText(`${place}.location`, location),
  ...(insecureSsl === true
    ? [{ field: `${place}.insecureSsl`, rule: 'verification-off', severity: 'high' } as const]
    : []),
  ...(isInline(buildspec) ? inText(`${place}.buildspec`, buildspec) : []),
];

/** A build: its variables, its commands as far as they stand in the project, and how its source is fetched. */
export const read = async ({ arn }: Target, aws: Aws): Promise<Seen | undefined> => {
  const name = projectNameIn(arn) ?? '';
  const asking = new BatchGetProjectsCommand({ names: [name] });
  const { projects = [] } = await aws.use(CodeBuildClient).send(asking);
  const project = projects.find((one) => one.name === name);
  if (!project) return undefined;
  const { environmentVariables = [] } = project.environment ?? {};
  const variables = environmentVariables.filter(isPlain);
  const others = environmentVariables.filter((one) => !isPlain(one));
  return {
    found: [
      ...inEnvironment(
        'environment.environmentVariables',
        variables.map((one) => ({ name: one.name ?? '', value: one.value ?? '' })),
      ),
      ...(project.source ? foundIn('source', project.source) : []),
      ...(project.secondarySources ?? []).flatMap((source) =>
        foundIn(`secondarySources[${source.sourceIdentifier ?? ''}]`, source),
      ),
    ],
    unread: [],
    secrets: others.map((one) => `environment.environmentVariables.${one.name ?? ''}`),
  };
};
