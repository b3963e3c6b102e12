import { namedById } from '../../../aws/arn.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
export const {
  arnOf: launchTemplateArn,
  idIn: launchTemplateIdIn,
  idMeant: launchTemplateIn,
} = namedById('ec2', 'launch-template', /^lt-[0-9a-f]{8,17}$/);

/** User data often holds secrets: its owner says by this tag that it may be read. */
const optInTag = 'waxseal:read-user-data';
export const isOptedIn = (tags: Readonly<Record<string, string>>): boolean =>
  /^(?:yes|true|on)$/i.test(tags[optInTag] ?? '');
