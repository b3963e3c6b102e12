import { refuse, type Refusal } from '../../../sandbox/world.ts';

/** As EC2 refuses, whatever it is. */
export const refused = (name: string, message: string): Refusal =>
  refuse(name, 400, message, 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html');
