import type { Contract } from '../../kit/contract.ts';
import { evaluatedContract } from '../../kit/evaluated-contract.ts';

const type = 'AWS::::Account';
const arn = 'arn:aws:iam::111122223333:root';

/** What the tests must know of the account as a whole. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  ...evaluatedContract({
    type,
    remediation: 'aws-api-endpoint',
    arn,
    // AWS does it for every account.
    isRemediated: () => true,
    scene: {
      target: '111122223333',
      account: {
        region: 'us-east-1',
        cloudtrail: {
          Earlier: [{ EventName: 'GetUser', CloudTrailEvent: '{"tlsDetails":{"tlsVersion":"TLSv1.3"}}' }],
        },
      },
    },
  }),
  aims: { [type]: [{ partition: 'aws', account: '111122223333', region: 'us-east-1', arn, changes: [] }] },
  sets: { 'cloudtrail:LookupEvents': 'Events' },
};
