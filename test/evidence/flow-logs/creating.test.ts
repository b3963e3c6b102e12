import { expect, test } from 'vitest';
import { enablingOf } from '../../../src/evidence/enabling.ts';
import { answering } from '../../kit/answering.ts';
import { cluster, ports } from './kit.ts';

const says = async (given: object, partition = 'aws') => {
  const question = { ...ports, given: { plaintextPorts: ['9092'], ...given } };
  const enabling = await enablingOf(question, { ...cluster, partition }, 14, answering({}).aws);
  return enabling.is === 'by-hand' ? enabling.says : '';
};

test('what records connections is created by people, with the whole command', async () => {
  expect(await says({ interfaces: ['eni-a', 'eni-b'] })).toContain(
    "aws ec2 create-flow-logs --region eu-west-1 --resource-type NetworkInterface --resource-ids eni-a eni-b --traffic-type ALL --log-destination-type s3 --log-destination arn:aws:s3:::BUCKET/flow-logs/ --log-format '${interface-id} ${start} ${end} ${srcaddr} ${pkt-srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${bytes} ${tcp-flags} ${action} ${log-status}'.",
  );
  expect(await says({ interfaces: ['eni-a'] })).toMatch(
    /288 a day.* evidence\.budget of the policy has room for them: objects: 4320 at least/,
  );
  expect(await says({ description: 'ELB net/edge/*', vpc: 'vpc-1' }, 'aws-cn')).toMatch(
    /--resource-type VPC --resource-ids vpc-1 .* arn:aws-cn:s3:::BUCKET/,
  );
});
