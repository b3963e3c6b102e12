import type { Question } from '../../core/model/evidence.ts';
import type { Target } from '../../core/model/target.ts';
import { formatOf } from './coverage.ts';
import { namedIn } from './servers.ts';

/** What the reader looks at, and nothing more: no flow log can be changed once it is there. */
const fields = [
  'interface-id',
  'start',
  'end',
  'srcaddr',
  'pkt-srcaddr',
  'dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'bytes',
  'tcp-flags',
  'action',
  'log-status',
];

/** One each five minutes, and sometimes more. https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-path.html */
const filesPerDay = 288;

/** How somebody switches on what records the connections that a question is about, for windows of so many days. */
export const flowLogToCreate = (question: Question, { partition, region }: Target, days: number): string => {
  const { interfaces, vpc } = namedIn(question);
  const of =
    interfaces.length > 0
      ? `--resource-type NetworkInterface --resource-ids ${interfaces.join(' ')}`
      : `--resource-type VPC --resource-ids ${vpc.join(' ') || 'VPC'}`;
  return `Create a flow log, of which Waxseal reads the connections to these ports; BUCKET is a bucket for logs that lets delivery.logs.amazonaws.com write: aws ec2 create-flow-logs --region ${region} ${of} --traffic-type ALL --log-destination-type s3 --log-destination arn:${partition}:s3:::BUCKET/flow-logs/ --log-format '${formatOf(fields)}'. About 0.25 dollars for each GB that is delivered; taken back with aws ec2 delete-flow-logs. It writes a file each five minutes at least, ${filesPerDay} a day; see that evidence.budget of the policy has room for them: objects: ${filesPerDay * (days + 1)} at least, and seconds to read as many.`;
};
