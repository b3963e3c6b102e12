import { APIGatewayClient, GetDomainNameCommand } from '@aws-sdk/client-api-gateway';
import { ApiGatewayV2Client, GetApiCommand, GetApiMappingsCommand } from '@aws-sdk/client-apigatewayv2';
import { unless } from '../../../../aws/error-names.ts';
import { everyPage } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** `undefined`: it is gone. */
export const domainNameOf = ({ id: domainName }: Target, aws: Aws) =>
  unless(
    'NotFoundException',
    undefined,
    aws.use(APIGatewayClient).send(new GetDomainNameCommand({ domainName })),
  );

const isAnyForHttp = async ({ id: DomainName }: Target, aws: Aws): Promise<boolean> => {
  const client = aws.use(ApiGatewayV2Client);
  const pages = everyPage(async (NextToken) => {
    const answer = await client.send(new GetApiMappingsCommand({ DomainName, NextToken }));
    return { items: answer.Items, next: answer.NextToken };
  });
  const ids = new Set<string>();
  for await (const { ApiId } of pages) if (ApiId !== undefined) ids.add(ApiId);
  for (const ApiId of [...ids].toSorted())
    if (await unless('NotFoundException', undefined, client.send(new GetApiCommand({ ApiId })))) return true;
  return false;
};

/**
 * Whether it leads to an API that is no REST API: those alone are known to the second version of the API. That version refuses
 * names at the edge and of TLS 1.0 (BadRequestException), and says with it that to such names only REST APIs can be attached.
 */
export const isForHttpApis = (
  target: Target,
  { isOfRestAlone }: { readonly isOfRestAlone: boolean },
  aws: Aws,
) =>
  isOfRestAlone ? unless('BadRequestException', false, isAnyForHttp(target, aws)) : isAnyForHttp(target, aws);
