import unit from '../../../../src/services/kafka/remediations/msk-serverless-endpoint.ts';
import resource from '../../../../src/services/kafka/resources/aws-msk-serverlesscluster.ts';
import { testRemediation } from '../../../kit/tester.ts';

const arn = 'arn:aws:kafka:eu-west-1:111122223333:cluster/clicks/0a1b2c3d-4e5f-6789-abcd-ef0123456789-s1';
const demanding = (Enabled?: boolean, over: object = {}) => ({
  kafka: {
    Clusters: [
      {
        ClusterName: 'clicks',
        Serverless: {
          ...(Enabled !== undefined && { ClientAuthentication: { Sasl: { Iam: { Enabled } } } }),
        },
        ...over,
      },
    ],
  },
});
const enforced = { is: 'compliant', notes: ['enforced', 'caveat'] } as const;

testRemediation(unit, resource, {
  'IAM is demanded': {
    account: demanding(true),
    target: arn,
    expect: {
      ...enforced,
      says: [
        `AWS enforces it for serverless cluster ${arn}: it lets in only clients that authenticate with IAM, and they come over TLS (SASL_SSL, port 9098) and no other way. (https://docs.aws.amazon.com/msk/latest/developerguide/serverless.html) Seen: ClientAuthentication.Sasl.Iam.Enabled true.`,
      ],
    },
  },
  'still being made': { account: demanding(true, { State: 'CREATING' }), expect: enforced },
  'MSK does not show it': { account: demanding(), expect: { is: 'unknown', message: 'proof-missing' } },
  'MSK shows that it is not so': {
    account: demanding(false),
    expect: { is: 'non-compliant', message: 'not-as-documented' },
  },
  'China has its own partition': {
    account: demanding(true),
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    expect: enforced,
  },
  'a cluster that is gone': { account: {}, target: arn.replace('/clicks/', '/gone/'), gone: true },
});
