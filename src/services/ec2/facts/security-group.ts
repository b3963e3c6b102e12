import { namedById } from '../../../aws/arn.ts';
import { makingOf } from '../../../aws/ownership.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
export const {
  arnOf: securityGroupArn,
  idIn: securityGroupIdIn,
  idMeant: securityGroupIn,
} = namedById('ec2', 'security-group', /^sg-[\w-]+$/);

/**
 * Groups that services of AWS make in the account and keep as they want them, by the beginnings of their names.
 * https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-man-sec-groups.html
 * https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
 * https://docs.aws.amazon.com/global-accelerator/latest/dg/best-practices-aga.html
 * https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ms_ad_getting_started.html
 */
const ofServices = [
  'ElasticMapReduce-',
  'eks-cluster-sg-',
  'CloudFront-VPCOrigins-Service-SG',
  'GlobalAccelerator',
];
const ofDirectory = /^d-[0-9a-f]+_controllers$/;

/** Tags of AWS itself that tell of a template, whose owner changes it there, and of nobody who puts it back by himself. */
const ofTemplates = ['aws:cloudformation:', 'aws:servicecatalog:'];

/** Who puts rules of a group back that somebody else changes, by its name and tags. `undefined`: nothing tells of such a one. */
export const keeperOf = (name: string, tags: Readonly<Record<string, string>>): string | undefined => {
  if (ofServices.some((start) => name.startsWith(start)) || ofDirectory.test(name))
    return `the AWS service that made it (its name is ${name})`;
  const making = makingOf(tags);
  if (making?.by === 'kubernetes') return `a Kubernetes controller (tag ${making.tag})`;
  if (making?.by === 'elastic-beanstalk') return `Elastic Beanstalk (tag ${making.tag})`;
  const tag = Object.keys(tags)
    .toSorted()
    .find((key) => key.startsWith('aws:') && !ofTemplates.some((start) => key.startsWith(start)));
  return tag === undefined ? undefined : `the AWS service that made it (tag ${tag})`;
};
