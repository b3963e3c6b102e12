import resource from '../../../../src/services/kinesis/resources/aws-kinesis-stream.ts';
import unit from '../../../../src/services/kinesis/remediations/kinesis-stream-endpoint.ts';
import { testRemediation } from '../../../kit/tester.ts';

const stream = (over: object = {}) => ({ kinesis: { Streams: [{ StreamName: 'orders', ...over }] } });
const arn = 'arn:aws:kinesis:eu-west-1:111122223333:stream/orders';
const enforced = { is: 'compliant', notes: ['enforced', 'caveat'] } as const;

testRemediation(unit, resource, {
  'by its name': { account: stream(), target: 'orders', expect: enforced },
  'by its ARN': { account: stream(), target: arn, expect: enforced },
  'not encrypted at rest, which is another matter': {
    account: stream({ EncryptionType: 'NONE' }),
    target: 'orders',
    expect: enforced,
  },
  'still being made': { account: stream({ StreamStatus: 'CREATING' }), target: 'orders', expect: enforced },
  'China has its own partition': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...stream() },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    target: 'arn:aws-cn:kinesis:cn-north-1:111122223333:stream/orders',
    expect: enforced,
  },
  'a stream that is gone': { account: {}, target: `${arn}-gone`, gone: true },
  'of another Region': { account: stream({ Region: 'us-east-1' }), target: arn, gone: true },
});
