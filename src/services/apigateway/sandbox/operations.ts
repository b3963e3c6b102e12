import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import type { DomainName, RestApi } from './records.ts';
import { bad, patched, type Patches } from './security-policy.ts';
import { exports } from './exports.ts';
import { stages } from './stages.ts';

const api = 'https://docs.aws.amazon.com/apigateway/latest/api/';
const gone = (what: string, page: string): Refusal =>
  refuse('NotFoundException', 404, `Invalid ${what} identifier specified`, `${api}${page}.html#Errors`);
const busy = (page: string): Refusal =>
  refuse('ConflictException', 409, 'It is being updated', `${api}${page}.html#Errors`);
const wrong = (message: string): Refusal =>
  refuse('BadRequestException', 400, message, `${api}API_GetRestApis.html#Errors`);

/** "It takes about 15 minutes for the update to complete." */
const quarter = 15 * 60;

type ByName = { readonly domainName?: string };
const domainNames = recordsOf<DomainName, ByName>({
  all: (world) => world.apigateway.DomainNames,
  with: (world, DomainNames): World => ({ ...world, apigateway: { ...world.apigateway, DomainNames } }),
  is: (item, input, { region }) =>
    item.domainName === input.domainName && item.domainNameId === undefined && item.Region === region,
  missing: () => gone('domain name', 'API_GetDomainName'),
});
type ById = { readonly restApiId?: string };
const restApis = recordsOf<RestApi, ById>({
  all: (world) => world.apigateway.RestApis,
  with: (world, RestApis): World => ({ ...world, apigateway: { ...world.apigateway, RestApis } }),
  is: (item, input, { region }) => item.id === input.restApiId && item.Region === region,
  missing: () => gone('API', 'API_GetRestApi'),
});

const answered = <Item extends { readonly Region: string; readonly Tags: object }>({
  Region: _region,
  Tags: tags,
  ...item
}: Item) => ({ ...item, tags });

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html */
const domainRefusal = (
  now: DomainName,
  { apigatewayv2: { ApiMappings, Apis } }: World,
): Refusal | undefined => {
  const leadsTo = ApiMappings.filter(({ DomainName: name }) => name === now.domainName);
  const isForHttp = leadsTo.some(({ ApiId }) => Apis.some((one) => one.ApiId === ApiId));
  if (!now.securityPolicy.startsWith('SecurityPolicy_')) return undefined;
  if (now.mutualTlsAuthentication) return bad('Mutual TLS goes with no such security policy');
  return isForHttp ? bad('HTTP APIs go with no such security policy') : undefined;
};

/** What the sandbox plays of it. */
export const apigateway: Operations = {
  ...stages,
  ...exports,
  // API_GetDomainNames.html
  GetDomainNames: lists({
    as: 'items',
    token: 'position',
    wrong,
    items: (world, _input: object, { region }) =>
      world.apigateway.DomainNames.filter(({ Region }) => Region === region).map((one) => answered(one)),
  }),
  // API_GetDomainName.html
  GetDomainName: domainNames.reads((item) => answered(item)),
  // API_UpdateDomainName.html
  UpdateDomainName: domainNames.changes((item, input: ByName & Patches, _context, world) => {
    if (item.domainNameStatus !== 'AVAILABLE') return busy('API_UpdateDomainName');
    const now = patched(item, input, ['certificateName']);
    if ('refusal' in now) return now;
    const isChanged = now.securityPolicy !== item.securityPolicy;
    if (isChanged && item.endpointConfiguration.types.length > 1)
      return bad('The name has several endpoint types');
    const refusal = domainRefusal(now, world);
    if (refusal) return refusal;
    return isChanged
      ? {
          item: { ...now, domainNameStatus: 'UPDATING' },
          later: [{ seconds: quarter, becomes: (one) => ({ ...one, domainNameStatus: 'AVAILABLE' }) }],
        }
      : { item: now };
  }),
  // API_GetRestApis.html
  GetRestApis: lists({
    as: 'items',
    token: 'position',
    wrong,
    items: (world, _input: object, { region }) =>
      world.apigateway.RestApis.filter(({ Region }) => Region === region).map((one) => answered(one)),
  }),
  // API_GetRestApi.html
  GetRestApi: restApis.reads(({ apiStatus, ...item }) => ({
    ...answered(item),
    ...(apiStatus !== '' && { apiStatus }),
  })),
  // API_UpdateRestApi.html
  UpdateRestApi: restApis.changes((item, input: ById & Patches) => {
    if (item.apiStatus !== 'AVAILABLE') return busy('API_UpdateRestApi');
    const now = patched(item, input, ['description']);
    if ('refusal' in now) return now;
    if (now.securityPolicy === item.securityPolicy) return { item: now };
    if (item.securityPolicy === 'TLS_1_0' && now.securityPolicy === 'TLS_1_2')
      return bad('An API cannot go from TLS_1_0 to TLS_1_2');
    return {
      item: { ...now, apiStatus: 'UPDATING' },
      later: [{ seconds: quarter, becomes: (one) => ({ ...one, apiStatus: 'AVAILABLE' }) }],
    };
  }),
};
