import {
  ApiGatewayV2Client,
  GetApiMappingsCommand,
  GetStagesCommand,
  ListRoutingRulesCommand,
} from '@aws-sdk/client-apigatewayv2';
import { unless } from '../../aws/error-names.ts';
import type { Aws } from '../../core/model/remediation.ts';
import { allPages } from '../pages.ts';
import { restMappingsOf, restStagesOf } from './rest.ts';
import { stageOf, type Stage } from './stage.ts';

/** Names of stages by API, as a domain leads to them. `undefined`: to all of them, whoever calls names one in the path. */
interface Led {
  readonly api: string;
  readonly stage: string | undefined;
}

/** An id does not say of which kind its API is. */
export const stagesOfApi = async (api: string, aws: Aws): Promise<readonly Stage[]> => {
  const rest = await restStagesOf(api, aws);
  if (rest) return rest;
  const stages = await allPages(async (NextToken) => {
    const answer = await aws.use(ApiGatewayV2Client).send(new GetStagesCommand({ ApiId: api, NextToken }));
    return { items: answer.Items, next: answer.NextToken };
  });
  return stages.map(({ StageName = '', AccessLogSettings: log }) =>
    stageOf(api, StageName, false, { destination: log?.DestinationArn, format: log?.Format }),
  );
};

/** By mappings, by rules, or by both, as the second version of the API tells. */
const ledByBoth = async (DomainName: string, aws: Aws): Promise<readonly Led[]> => {
  const client = aws.use(ApiGatewayV2Client);
  const mappings = await allPages(async (NextToken) => {
    const answer = await client.send(new GetApiMappingsCommand({ DomainName, NextToken }));
    return { items: answer.Items, next: answer.NextToken };
  });
  const rules = await allPages(async (NextToken) => {
    const answer = await client.send(new ListRoutingRulesCommand({ DomainName, NextToken }));
    return { items: answer.RoutingRules, next: answer.NextToken };
  });
  const invoked = rules.flatMap(({ Actions = [] }) => Actions.flatMap(({ InvokeApi }) => InvokeApi ?? []));
  return [...mappings, ...invoked].map(({ ApiId: api = '', Stage: stage = '' }) => ({ api, stage }));
};

/** Where a domain leads. Of names at the edge and of TLS 1.0 only the first version of the API tells. */
const ledBy = async (domain: string, aws: Aws): Promise<readonly Led[]> =>
  (await unless('BadRequestException', undefined, ledByBoth(domain, aws))) ?? restMappingsOf(domain, aws);

/** All stages that clients of a domain can reach; one that is gone writes nothing. */
export const stagesOfDomain = async (domain: string, aws: Aws): Promise<readonly Stage[]> => {
  const led = await ledBy(domain, aws);
  const stages: Stage[] = [];
  for (const api of new Set(led.map((one) => one.api))) {
    const names = new Set(led.flatMap((one) => (one.api === api ? [one.stage] : [])));
    const all = await stagesOfApi(api, aws);
    stages.push(...all.filter(({ name }) => names.has(undefined) || names.has(name)));
  }
  return stages;
};
