import { parseArn } from '../../src/aws/arn.ts';
import type { Contract } from './contract.ts';
import type { Promises } from './promises.ts';

/** What a contract says of a type that is only looked at: by advice, or because AWS enforces it. */
interface Evaluated {
  readonly type: string;
  readonly remediation: string;
  /** Of a resource of the type. */
  readonly arn: string;
  /** Whether the account shows that it is as it should be; one that is gone is. */
  readonly isRemediated: Promises['isRemediated'];
  readonly scene: Promises['scene'];
}

/** Nothing is written, so nothing can be lost, taken back, or be in somebody's way. */
export const evaluatedContract = ({ type, remediation, arn, isRemediated, scene }: Evaluated): Contract => {
  const { partition = '', account = '', region = '' } = parseArn(arn) ?? {};
  return {
    aims: { [type]: [{ partition, account, region, arn, changes: [] }] },
    neighbours: { [type]: () => ({ work: () => {}, kept: () => true }) },
    resolvedBy: [],
    attempted: () => undefined,
    promises: {
      [remediation]: {
        readBefore: {},
        mayFix: () => false,
        isRemediated,
        disaster: { not: 'Nothing is written.' },
        isConsequence: () => false,
        goesWithIt: () => false,
        longLook: false,
        meddlers: [],
        scene,
      },
    },
  };
};
