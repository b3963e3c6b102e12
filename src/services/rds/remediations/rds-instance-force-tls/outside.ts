import type { Verdict } from '../../../../core/model/remediation.ts';
import { worksOtherwise } from '../../facts/engines.ts';
import type { OwnId } from './messages.ts';
import type { Instance } from '../../parameters/instance-reading.ts';

/** Oracle, Db2, RDS Custom and members of clusters; or an engine that nobody knows here. */
export const outside = ({ name, engine, cluster }: Instance): Verdict<OwnId, never> => {
  const of = { instance: name };
  if (cluster !== null) return { is: 'not-applicable', message: 'cluster-member', data: { ...of, cluster } };
  const data = { ...of, engine: engine || '(nothing)' };
  return worksOtherwise(engine)
    ? { is: 'not-applicable', message: 'engine-not-covered', data }
    : { is: 'unknown', message: 'engine-unknown', data };
};
