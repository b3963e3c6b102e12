import { parseArn, type Arn } from '../../../aws/arn.ts';

/** What an ARN of AWS::VpcLattice::Listener names. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonvpclattice.html */
interface Named extends Arn {
  readonly serviceId: string;
  readonly listenerId: string;
}

/** `undefined`: the ARN is of something else, of a rule of a listener too. */
export const listenerIn = (text: string): Named | undefined => {
  const arn = parseArn(text);
  if (arn?.service !== 'vpc-lattice') return undefined;
  const [, serviceId, listenerId] = /^service\/([^:/]+)\/listener\/([^:/]+)$/.exec(arn.resource) ?? [];
  return serviceId === undefined || listenerId === undefined ? undefined : { ...arn, serviceId, listenerId };
};
