import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/acm/resources/aws-acm-certificate.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') =>
  `arn:aws:acm:${region}:111122223333:certificate/${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::ACM::Certificate', id, arn: id });

// ListCertificates answers only the first two kinds of keys unless it is asked for the others.
const keys = {
  bills: 'RSA_1024',
  orders: 'RSA_2048',
  shop: 'RSA_3072',
  stock: 'RSA_4096',
  trucks: 'EC_prime256v1',
  vans: 'EC_secp384r1',
  yards: 'EC_secp521r1',
};
const world = () => {
  const DomainName = 'example.com';
  const Certificates = [
    ...Object.entries(keys).map(([name, KeyAlgorithm]) => ({
      CertificateArn: arnOf(name),
      DomainName,
      KeyAlgorithm,
      Tags: { team: name },
    })),
    { CertificateArn: arnOf('elsewhere', 'us-east-1'), DomainName },
    {
      CertificateArn: arnOf('of-a-client'),
      DomainName,
      AcmeEndpointArn: 'arn:aws:acm:eu-west-1:111122223333:acme-endpoint/a',
    },
  ];
  return sandboxClouds(startHost(loadAccount({ acm: { Certificates } }))).look(location);
};

testResource(resource, {
  world,
  named,
  resolves: [
    ['as AWS Config has it', arnOf('orders'), arnOf('orders')],
    ['by its id', 'stock', arnOf('stock')],
    ['one that is not listed', arnOf('of-a-client'), arnOf('of-a-client')],
  ],
  gone: arnOf('gone'),
  others: [
    ['of another Region', arnOf('orders', 'us-east-1')],
    ["another account's", 'arn:aws:acm:eu-west-1:444455556666:certificate/orders'],
    ['of IAM', 'arn:aws:iam::111122223333:server-certificate/orders'],
    ['a name', 'orders.example.com'],
    ['nothing', ''],
  ],
  answer: { Certificate: {} },
  failing: arnOf('orders'),
  listed: Object.keys(keys).map((name) => arnOf(name)),
  tags: { [arnOf('orders')]: { team: 'orders' } },
});
