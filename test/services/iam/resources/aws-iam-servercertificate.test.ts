import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/iam/resources/aws-iam-servercertificate.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const paths: Readonly<Record<string, string>> = { shop: '/cloudfront/shop/' };
const arnOf = (name: string) => `arn:aws:iam::111122223333:server-certificate${paths[name] ?? '/'}${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::IAM::ServerCertificate', id, arn: arnOf(id) });

const names = ['bills', 'of+the=shop', 'orders', 'shop', 'stock'];
const world = () => {
  const ServerCertificates = names.map((ServerCertificateName) => ({
    ServerCertificateName,
    Path: paths[ServerCertificateName],
    ServerCertificateId: `ASCA0123456789${ServerCertificateName.toUpperCase().replaceAll(/\W/g, 'X')}`,
    Tags: { team: ServerCertificateName },
  }));
  return sandboxClouds(startHost(loadAccount({ iam: { ServerCertificates } }))).look(location);
};

testResource(resource, {
  world,
  named,
  resolves: [
    ['by its name', 'orders', 'orders'],
    ['by a name with signs', 'of+the=shop', 'of+the=shop'],
    ['by the id that IAM gave it', 'ASCA0123456789STOCK', 'stock'],
    ['by its ARN', arnOf('bills'), 'bills'],
    ['by its ARN, behind its path', arnOf('shop'), 'shop'],
  ],
  gone: 'arn:aws:iam::111122223333:server-certificate/elsewhere/orders',
  others: [
    ["another account's", 'arn:aws:iam::444455556666:server-certificate/orders'],
    ['of another partition', 'arn:aws-cn:iam::111122223333:server-certificate/orders'],
    ['a role', 'arn:aws:iam::111122223333:role/orders'],
    ['of ACM', 'arn:aws:acm:eu-west-1:111122223333:certificate/orders'],
    ['a name with spaces', 'of the shop'],
    ['nothing', ''],
  ],
  answer: { ServerCertificate: {} },
  failing: 'orders',
  listed: names,
  tags: { orders: { team: 'orders' } },
});
