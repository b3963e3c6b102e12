import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';

const arn = 'arn:aws:ecs:eu-west-1:111122223333:service/shop/orders';

/** What the tests must know of each service. Every member: `test/kit/contract.ts`. */
export const ecsServiceConnectTls: Contract = {
  ...evaluatedContract({
    type: 'AWS::ECS::Service',
    remediation: 'ecs-service-connect-tls',
    arn,
    isRemediated: ({ id }, account) =>
      [...account.keys()]
        .filter((path) => path.startsWith(`ecs.Services[${id}]`) && path.endsWith('.portName'))
        .every((path) =>
          account.has(path.replace('.portName', '.tls.issuerCertificateAuthority.awsPcaAuthorityArn')),
        ),
    scene: {
      target: arn,
      account: {
        ecs: {
          Services: [
            {
              serviceArn: arn,
              serviceName: 'orders',
              clusterArn: 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop',
              taskDefinition: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/orders:1',
              deployments: [
                {
                  id: 'ecs-svc/1',
                  status: 'PRIMARY',
                  taskDefinition: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/orders:1',
                  rolloutState: 'COMPLETED',
                  serviceConnectConfiguration: {
                    enabled: true,
                    namespace: 'shop',
                    services: [
                      { portName: 'api', clientAliases: [{ port: 80, dnsName: 'orders' }] },
                      { portName: 'metrics' },
                    ],
                  },
                },
              ],
              Tags: { team: 'shop' },
            },
          ],
        },
      },
    },
  }),
  withoutEvidence: {
    'ecs-service-connect-tls': {
      not: 'The access log of the proxy does not tell who came without Service Connect, and those are whom TLS shuts out.',
    },
  },
};
