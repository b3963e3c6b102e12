import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/batch/resources/aws-batch-jobdefinition.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') =>
  `arn:aws:batch:${region}:111122223333:job-definition/${name}`;
const named = (arn: string) => ({ ...location, type: 'AWS::Batch::JobDefinition', id: arn, arn });

const JobDefinitions = [
  // As text the ninth is behind the tenth; more than a page of them.
  ...[9, 10, 8].map((revision) => ({
    jobDefinitionName: 'orders',
    revision,
    Tags: { team: `t${revision}` },
  })),
  { jobDefinitionName: 'orders', revision: 11, status: 'INACTIVE' as const },
  ...['bills', 'mails'].map((jobDefinitionName) => ({ jobDefinitionName })),
  { jobDefinitionName: 'old', status: 'INACTIVE' as const },
  { jobDefinitionName: 'elsewhere', Region: 'us-east-1' },
];
const world = () => sandboxClouds(startHost(loadAccount({ batch: { JobDefinitions } }))).look(location);

testResource(resource, {
  world,
  named,
  resolves: [
    ['a revision', arnOf('orders:10'), arnOf('orders:10')],
    ['an older one', arnOf('orders:9'), arnOf('orders:9')],
  ],
  gone: arnOf('orders:12'),
  others: [
    ['another Region', arnOf('orders:10', 'us-east-1')],
    ['another account', arnOf('orders:10').replace('111122223333', '444455556666')],
    ['another partition', arnOf('orders:10').replace('arn:aws:', 'arn:aws-cn:')],
    ['no revision', arnOf('orders')],
    ['a queue', 'arn:aws:batch:eu-west-1:111122223333:job-queue/orders'],
    ['a name', 'orders'],
  ],
  answer: { jobDefinitions: [] },
  failing: arnOf('orders:10'),
  listed: ['orders:10', 'bills:1', 'mails:1'].map((name) => arnOf(name)),
  tags: { [arnOf('orders:10')]: { team: 't10' }, [arnOf('bills:1')]: {} },
});
