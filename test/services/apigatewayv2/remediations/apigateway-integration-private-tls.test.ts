import unit from '../../../../src/services/apigatewayv2/remediations/apigateway-integration-private-tls.ts';
import resource from '../../../../src/services/apigatewayv2/resources/aws-apigatewayv2-integration.ts';
import { testRemediation } from '../../../kit/tester.ts';
import {
  ApiId,
  IntegrationId,
  behind,
  integrationArn,
  listenerArn,
  networkListenerArn,
  otherListenerArn,
  shop,
} from '../integrations.ts';

const target = `${ApiId}|${IntegrationId}`;
const asked = {
  is: 'non-compliant',
  message: 'not-as-wanted',
  changes: [
    {
      set: 'serverNameToVerify',
      on: integrationArn,
      before: null,
      after: 'shop.example.com',
      impact: ['interrupts'],
    },
  ],
  hazards: ['at-once', 'to-deploy', 'undo-unsure'],
  notes: ['refuses-plain'],
} as const;
const byServers = { ...asked, hazards: [...asked.hazards, 'servers-unseen'], notes: [] } as const;
const obstacle = <Message extends string>(message: Message) =>
  ({ is: 'non-compliant', message, changes: 0 }) as const;
const cloudMap = 'arn:aws:servicediscovery:eu-west-1:111122223333:service/srv-abc?stage=live';
const chosen = { serverName: 'shop.example.com' };
const noneOfVpc = { is: 'not-applicable', message: 'not-private' } as const;

testRemediation(unit, resource, {
  'TLS, with the name of the server': {
    account: shop({ TlsConfig: { ServerNameToVerify: 'shop.example.com' } }),
    target,
    expect: { is: 'compliant' },
  },
  'TLS without a name, which AWS Config takes': {
    account: shop({ TlsConfig: {} }),
    target,
    expect: { is: 'compliant', notes: ['unchecked'] },
  },
  'none, and the listener has a certificate for one name': {
    account: shop(),
    target,
    expect: {
      ...asked,
      says: [
        `Stages of the API that deploy by themselves take it at once: $default. Choose a time at which somebody watches their 5xx metric.`,
        `Stages of the API that do not deploy by themselves go on as they are, also after an undo: live. Waxseal does not deploy: that would take with it whatever else was changed in the API. Deploy the API to them afterwards: aws apigatewayv2 create-deployment --region eu-west-1 --api-id ${ApiId} --stage-name (each).`,
        `A listener that speaks TLS refuses plain HTTP, which integration ${target} sends it now: its calls fail already, or nobody makes any.`,
      ],
    },
  },
  'a Network Load Balancer that ends TLS': {
    account: shop({ IntegrationUri: networkListenerArn }, behind({ Protocol: 'TLS' })),
    target: integrationArn,
    expect: asked,
  },
  'one name, and another for all below it': {
    account: shop({}, behind({}, { SubjectAlternativeNames: ['*.example.com'] })),
    target,
    expect: asked,
  },
  'the same name in two certificates, one of which has ended': {
    account: shop(
      {},
      behind(
        {},
        { DomainName: 'SHOP.example.com' },
        { DomainName: 'old.example.com', NotAfter: '2025-12-31T00:00:00Z' },
        {},
      ),
    ),
    target,
    expect: asked,
  },
  'a certificate that is not issued is for nobody': {
    account: shop(
      {},
      behind(
        {},
        {},
        { DomainName: 'old.example.com', Status: 'REVOKED' },
        { DomainName: 'new.example.com', NotBefore: '2026-02-01T00:00:00Z' },
      ),
    ),
    target,
    expect: asked,
  },
  'one that others issued': {
    account: shop({}, behind({}, { Type: 'PRIVATE' })),
    target,
    expect: { ...asked, hazards: [...asked.hazards, 'trust-unseen'] },
  },
  'several names': {
    account: shop({}, behind({}, { SubjectAlternativeNames: ['orders.example.com'] })),
    target,
    expect: {
      ...obstacle('several-names'),
      says: [
        `The certificates of ${listenerArn} are for several names: orders.example.com, shop.example.com. Choose the one that is meant, and name it in the setting serverName of apigateway-integration-private-tls.`,
      ],
    },
  },
  'several names, and somebody chose': {
    account: shop({}, behind({}, { SubjectAlternativeNames: ['orders.example.com'] })),
    target,
    settings: chosen,
    expect: asked,
  },
  'no whole name': {
    account: shop({}, behind({}, { DomainName: '*.example.com' })),
    target,
    expect: {
      ...obstacle('no-name'),
      says: [
        `No certificate of ${listenerArn} that could be read is for one whole name (*.example.com). A certificate for *.example.com is for orders.example.com too: where the name is known, name it in the setting serverName of apigateway-integration-private-tls.`,
      ],
    },
  },
  'no whole name, and somebody chose one that it serves': {
    account: shop({}, behind({}, { DomainName: '*.example.com' })),
    target,
    settings: chosen,
    expect: asked,
  },
  'somebody chose a name that it does not serve': {
    account: shop({}, behind({}, { DomainName: '*.example.com' })),
    target,
    settings: { serverName: 'a.b.example.com' },
    expect: {
      ...obstacle('name-not-covered'),
      says: [
        `The settings say a.b.example.com, and no certificate of ${listenerArn} is for that name (*.example.com). Correct the setting, or give the listener such a certificate.`,
      ],
    },
  },
  'every certificate has ended, and somebody chose': {
    account: shop({}, behind({}, { Status: 'EXPIRED' })),
    target,
    settings: chosen,
    expect: { ...obstacle('name-not-covered') },
  },
  'a certificate that may not be read, and nobody chose': {
    account: { ...shop(), denied: ['acm:DescribeCertificate'] },
    target,
    expect: obstacle('no-name'),
  },
  'a certificate that is not of Certificate Manager, and somebody chose': {
    account: shop({}, behind({}, { CertificateArn: 'arn:aws:iam::111122223333:server-certificate/shop' })),
    target,
    settings: chosen,
    expect: { ...asked, hazards: [...asked.hazards, 'name-unread'] },
  },
  'a listener that speaks plain HTTP': {
    account: shop(
      { IntegrationUri: otherListenerArn },
      {
        ...behind(),
        elbv2: {
          ...behind().elbv2,
          Listeners: [
            ...(behind().elbv2.Listeners ?? []),
            ...(behind({ ListenerArn: otherListenerArn, Protocol: 'HTTP', Port: 80 }).elbv2.Listeners ?? []),
          ],
        },
      },
    ),
    target,
    settings: chosen,
    expect: {
      ...obstacle('listener-not-tls'),
      says: [
        `Integration ${target} leads to a listener that speaks HTTP (${otherListenerArn}): with TLS every call would fail. Listeners of the same load balancer that speak TLS: ${listenerArn}. Where one of them answers as this one does, change both at once: aws apigatewayv2 update-integration --region eu-west-1 --api-id ${ApiId} --integration-id ${IntegrationId} --integration-uri (its ARN) --tls-config ServerNameToVerify=(a name on its certificate). Else give the load balancer one first.`,
      ],
    },
  },
  'one that is alone': {
    account: shop({}, behind({ Protocol: 'HTTP', Port: 80 })),
    target,
    expect: obstacle('listener-not-tls'),
  },
  'a listener that passes on what it gets, and nobody says what listens': {
    account: shop({ IntegrationUri: networkListenerArn }, behind({ Protocol: 'TCP' })),
    target,
    expect: obstacle('name-needed'),
  },
  'a listener that passes on what it gets, and somebody says': {
    account: shop({ IntegrationUri: networkListenerArn }, behind({ Protocol: 'TCP' })),
    target,
    settings: chosen,
    expect: byServers,
  },
  'Cloud Map, and nobody says what listens': {
    account: shop({ IntegrationUri: cloudMap }),
    target,
    expect: obstacle('name-needed'),
  },
  'Cloud Map, and somebody says': {
    account: shop({ IntegrationUri: cloudMap }),
    target,
    settings: chosen,
    expect: {
      ...byServers,
      says: [
        `Behind arn:aws:servicediscovery:eu-west-1:111122223333:service/srv-abc servers themselves would have to speak TLS with a certificate for shop.example.com. Nothing that AWS shows tells whether they do: if not, every call by integration ${target} fails. Try it from within the VPC: openssl s_client -connect (address and port of each) -servername shop.example.com -verify_return_error.`,
      ],
    },
  },
  'a listener that verifies client certificates': {
    account: shop({}, behind({ MutualAuthentication: { Mode: 'verify' } })),
    target,
    expect: obstacle('listener-verifies'),
  },
  'a listener that only passes client certificates on': {
    account: shop({}, behind({ MutualAuthentication: { Mode: 'passthrough' } })),
    target,
    expect: asked,
  },
  'no such listener': { account: shop({}, {}), target, expect: obstacle('listener-gone') },
  'a listener, and no VPC link to it': {
    account: shop({ ConnectionType: 'INTERNET' }),
    target,
    expect: noneOfVpc,
  },
  'a public server': {
    account: shop({ ConnectionType: 'INTERNET', IntegrationUri: 'http://shop.example.com' }),
    target,
    expect: noneOfVpc,
  },
  'a function': {
    account: shop({ ConnectionType: 'INTERNET', IntegrationUri: undefined }),
    target,
    expect: noneOfVpc,
  },
  'a VPC link of a WebSocket API': {
    account: shop({ IntegrationUri: 'http://nlb.example.com' }),
    target,
    expect: noneOfVpc,
  },
  'an integration that is gone': { account: {}, target: integrationArn, gone: { id: target } },
});
