import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListFunctionsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-lambda';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { waysIn } from '../../../signs/onward.ts';
import { functionArn, functionNamed, functionNameIn } from '../facts/function.ts';

const type = 'AWS::Lambda::Function';
const targetOf = targetsOf(type, functionArn);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (Marker) => {
    // It answers 50 of them at most, whatever is asked for.
    const answer = await aws.use(LambdaClient).send(new ListFunctionsCommand({ Marker }));
    return { items: answer.Functions, next: answer.NextMarker };
  });
  for await (const { FunctionName: name } of pages) if (name !== undefined) yield targetOf(name, place);
}

const configurationOf = (FunctionName: string, aws: Aws) => {
  const asking = aws.use(LambdaClient).send(new GetFunctionConfigurationCommand({ FunctionName }));
  return unless('ResourceNotFoundException', undefined, asking);
};

/** Functions without their versions. AWS Config names them by name. */
const lambdaFunction: Resource = {
  type,
  arn: 'arn:{partition}:lambda:{region}:{account}:function:{function}',
  configRecords: true,
  permissions: ['lambda:GetFunctionConfiguration', 'lambda:ListFunctions', 'lambda:ListTags'],
  idOf: functionNameIn,
  resolve: async (id, place, aws) => {
    const FunctionName = functionNamed(id);
    const target = FunctionName === undefined ? undefined : targetOf(FunctionName, place);
    if (!target || !canMean(id, target)) return undefined;
    return (await configurationOf(target.id, aws)) && target;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn: Resource }, aws) => {
    const asking = aws.use(LambdaClient).send(new ListTagsCommand({ Resource }));
    return (await unless('ResourceNotFoundException', undefined, asking))?.Tags ?? {};
  },
  onward: async ({ id }, aws) =>
    Object.values((await configurationOf(id, aws))?.Environment?.Variables ?? {}).flatMap(waysIn),
};

export default lambdaFunction;
