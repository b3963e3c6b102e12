import type { Contract } from '../../../kit/contract.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { shop, behind } from '../integrations.ts';

const type = 'AWS::ApiGatewayV2::Integration';
const remediation = 'apigateway-integration-private-tls';
const good = ['shop.example.com', 'orders.example.com'];
const isGood = (value: string | undefined): boolean => good.some((name) => JSON.stringify(name) === value);

const valued = valueContract({
  type,
  remediation,
  at: 'apigatewayv2.Integrations',
  value: /^\.TlsConfig\.ServerNameToVerify$/,
  good: ['shop.example.com', 'orders.example.com'],
  field: 'serverNameToVerify',
  shows: () => '.TlsConfig.ServerNameToVerify',
  others: ['theirs.example.com', 'others.example.com'],
  writes: 'apigatewayv2:UpdateIntegration',
  reads: 'apigatewayv2:GetIntegration',
  beside: ({ apigatewayv2: { Integrations } }, IntegrationId) => ({
    write: {
      operation: 'apigatewayv2:UpdateIntegration',
      input: {
        ApiId: Integrations.find((one) => one.IntegrationId === IntegrationId)?.ApiId,
        IntegrationId,
        Description: 'theirs',
      },
    },
    path: `apigatewayv2.Integrations[${IntegrationId}].Description`,
    shows: 'theirs',
  }),
  scene: { target: 'a1b2c3d4e5/f6g7h8i', account: shop({}, behind(), { team: 'shop' }) },
});

/** What the tests must know of the TLS configuration of private integrations. */
export const apigatewayIntegrationPrivateTls: Contract = {
  ...valued,
  // Where there is none, the integration is called in the clear.
  neverAbsent: [],
  promises: Object.fromEntries(
    Object.entries(valued.promises ?? {}).map(([id, promised]) => [
      id,
      {
        ...promised,
        isRemediated: ({ arn }, account) => {
          const at = `apigatewayv2.Integrations[${arn.split('/').at(-1)}]`;
          return (
            !account.has(`${at}.IntegrationId`) || isGood(account.get(`${at}.TlsConfig.ServerNameToVerify`))
          );
        },
      } satisfies typeof promised,
    ]),
  ),
  sets: {
    'apigatewayv2:GetIntegrations': 'Items',
    'apigatewayv2:GetStages': 'Items',
  },
  unpaged: ['apigatewayv2:GetIntegration'],
  named: {
    ApiId: (id, { partition, region }, { IntegrationId }) =>
      `arn:${partition}:apigateway:${region}::/apis/${id}/integrations/${String(IntegrationId)}`,
  },
  withoutEvidence: {
    'apigateway-integration-private-tls': {
      not: 'The only client of a private integration is API Gateway itself: nobody else can be shut out, and no log tells whether servers behind it speak TLS.',
    },
  },
  aims: {
    [type]: [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: 'arn:aws:apigateway:eu-west-1::/apis/a1b2c3d4e5/integrations/f6g7h8i',
        changes: [],
      },
    ],
  },
};
