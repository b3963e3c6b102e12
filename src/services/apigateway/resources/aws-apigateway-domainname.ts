import { APIGatewayClient, GetDomainNameCommand, GetDomainNamesCommand } from '@aws-sdk/client-api-gateway';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { domainNameArn, domainNameIn, isDomainName } from '../facts/domain-name.ts';
import { termsOf } from '../facts/security-policies.ts';

const type = 'AWS::ApiGateway::DomainName';

const targetOf = targetsOf(type, domainNameArn);

const asked = (domainName: string, aws: Aws) =>
  unless(
    'NotFoundException',
    undefined,
    aws.use(APIGatewayClient).send(new GetDomainNameCommand({ domainName })),
  );

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (position) => {
    const answer = await aws.use(APIGatewayClient).send(new GetDomainNamesCommand({ limit: 500, position }));
    return { items: answer.items, next: answer.position };
  });
  // A private one has an id besides, and no client meets it outside of the VPC endpoints that are let in.
  for await (const { domainName: name, domainNameId: privateId } of pages)
    if (name !== undefined && privateId === undefined) yield targetOf(name, place);
}

/**
 * Public custom domain names of the Region, for REST, HTTP and WebSocket APIs alike: both versions of the API show the same
 * ones. AWS Config names one by its name; people also by its ARN.
 */
const domainName: Resource = {
  type,
  arn: 'arn:{partition}:apigateway:{region}::/domainnames/{domainname}',
  permissions: ['apigateway:GET'],
  idOf: domainNameIn,
  resolve: async (id, place, aws) => {
    const target = targetOf(domainNameIn(id) ?? id, place);
    // An ARN of another Region is that of another one.
    if (!canMean(id, target)) return undefined;
    return isDomainName(target.id) && (await asked(target.id, aws)) ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => (await asked(id, aws))?.tags ?? {},
  terms: async ({ id }, aws) => {
    const found = await asked(id, aws);
    return found ? [termsOf(found)] : [];
  },
};

export default domainName;
