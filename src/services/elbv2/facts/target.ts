import type { Arn } from '../../../aws/arn.ts';
import type { Location, Target } from '../../../core/model/target.ts';

/**
 * Targets of a type that AWS Config names by its ARN. What it stands for lives where its ARN says, whatever Region the event came
 * from; one of another account or partition is not ours.
 */
export const targetsByArn =
  (type: string, parse: (arn: string) => Pick<Arn, 'account' | 'region' | 'partition'> | undefined) =>
  (arn: string, location: Location): Target | undefined => {
    const { account, region, partition } = parse(arn) ?? {};
    if (account !== location.account || partition !== location.partition || !region) return undefined;
    return { account, region, partition, type, id: arn, arn };
  };
