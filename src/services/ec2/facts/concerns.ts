import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Aim, Service } from '../../../aws/iam/service.ts';

const isOf = ({ arn }: Aim, kind: string): boolean => {
  const { service, resource = '' } = parseArn(arn) ?? {};
  return service === 'ec2' && resource.startsWith(`${kind}/`);
};

const arnOf = ({ partition, region, account }: Aim, resource: string): string =>
  formatArn({ partition, service: 'ec2', region, account, resource });

/** What a write to an aim is checked against besides the aim, by the kinds of the service authorization reference. */
export const concerns: NonNullable<Service['concerns']> = {
  // Rules that are changed in place are named by their ids.
  'security-group-rule': (aim) =>
    isOf(aim, 'security-group')
      ? aim.changes.flatMap(({ on }) => {
          const [, rule] = /#(sgr-[\w-]+)$/.exec(on) ?? [];
          return rule === undefined ? [] : [arnOf(aim, `security-group-rule/${rule}`)];
        })
      : [],
  // The control of a VPC has an id that is not in the ARN of the VPC, and none before it is made.
  'vpc-encryption-control': (aim) => (isOf(aim, 'vpc') ? [arnOf(aim, 'vpc-encryption-control/*')] : []),
};
