import { CloudFrontClient, ListResponseHeadersPoliciesCommand } from '@aws-sdk/client-cloudfront';
import { everyPage } from '../../../aws/marked-pages.ts';
import { WaxsealError } from '../../../core/model/errors.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import { headersPolicy, type HeadersPolicies, type HeadersPolicy } from '../facts/response-headers.ts';

/**
 * All response headers policies that there are: those of AWS and those of the account, at most a few dozen.
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListResponseHeadersPolicies.html
 */
export const headersPolicies = async (aws: Aws): Promise<HeadersPolicies> => {
  const pages = everyPage(async (Marker) => {
    const answer = await aws
      .use(CloudFrontClient)
      .send(new ListResponseHeadersPoliciesCommand({ MaxItems: 100, Marker }));
    const { ResponseHeadersPolicyList: list } = answer;
    if (list) return { items: list.Items, next: list.NextMarker };
    throw new WaxsealError({
      code: 'answer-incomplete',
      says: 'CloudFront answered without a list of response headers policies, and AWS itself always has some.',
      todo: 'Nothing was decided by it. Try again; if it stays so, look at the endpoint that is used.',
      retry: true,
    });
  });
  const known: Record<string, HeadersPolicy> = {};
  for await (const { ResponseHeadersPolicy: found } of pages)
    if (found?.Id !== undefined && found.ResponseHeadersPolicyConfig)
      known[found.Id] = headersPolicy(found.ResponseHeadersPolicyConfig);
  return known;
};
