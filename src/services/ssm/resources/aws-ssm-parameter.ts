import {
  DescribeParametersCommand,
  GetParametersCommand,
  ListTagsForResourceCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { parameterArn, parameterNamed, parameterNameIn } from '../facts/parameter.ts';

const type = 'AWS::SSM::Parameter';
const targetOf = targetsOf(type, parameterArn);

/** What is encrypted is not looked at. */
const ParameterFilters = [{ Key: 'Type', Values: ['String', 'StringList'] }];

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const asking = new DescribeParametersCommand({ ParameterFilters, MaxResults: 50, NextToken });
    const answer = await aws.use(SSMClient).send(asking);
    return { items: answer.Parameters, next: answer.NextToken };
  });
  for await (const { Name: name } of pages) if (name !== undefined) yield targetOf(name, place);
}

/** Without its value, which stays with whoever looks at it. Several looks are one question (`gathered`). */
const isThere = async (name: string, aws: Aws): Promise<boolean> => {
  const answer = await aws.use(SSMClient).send(new GetParametersCommand({ Names: [name] }));
  return (answer.Parameters ?? []).some(({ Name }) => Name === name);
};

/** Parameters of Parameter Store, by name. AWS Config records none; one at the root may be called `x` or `/x`. */
const parameter: Resource = {
  type,
  arn: 'arn:{partition}:ssm:{region}:{account}:parameter/{rest}',
  permissions: ['ssm:DescribeParameters', 'ssm:GetParameters', 'ssm:ListTagsForResource'],
  idOf: parameterNameIn,
  resolve: async (id, place, aws) => {
    const name = parameterNamed(id);
    const target = name === undefined ? undefined : targetOf(name, place);
    if (name === undefined || !target || !canMean(id, target)) return undefined;
    if (await isThere(name, aws)) return target;
    const other = `/${name}`;
    return id.startsWith('arn:') && !name.startsWith('/') && (await isThere(other, aws))
      ? targetOf(other, place)
      : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id: ResourceId }, aws) => {
    const asking = aws
      .use(SSMClient)
      .send(new ListTagsForResourceCommand({ ResourceType: 'Parameter', ResourceId }));
    return tagsByKey((await unless('InvalidResourceId', undefined, asking))?.TagList ?? []);
  },
};

export default parameter;
