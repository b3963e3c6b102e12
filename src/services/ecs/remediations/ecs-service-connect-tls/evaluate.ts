import { saying } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Evaluated } from '../../../../families/advice.ts';
import type { messages } from './messages.ts';
import type { DeploymentSeen, State } from './read.ts';

type Id = keyof typeof messages;

/** What people are to change: the ports, and where. */
export interface Wanted {
  readonly cluster: string;
  readonly name: string;
  readonly ports: readonly string[];
  /** A program that `UpdateService` may not deploy beside; `ECS` where it may. */
  readonly controller: string;
}

/** `null`: what it offers is not told whole. */
const plainIn = ({ connect }: DeploymentSeen): readonly string[] | null => {
  if (connect === null || connect.enabled === false) return [];
  if (connect.enabled === null || connect.services.some(({ authority }) => authority === '')) return null;
  return connect.services.filter(({ authority }) => authority === null).map(({ port }) => port);
};

/** Tasks that offer what the primary deployment offers with TLS, and do so without. */
const isBehind = (one: DeploymentSeen): boolean => {
  const { connect } = one;
  // Without Service Connect it is met by nobody through it: what calls it by its address never had TLS.
  if (connect === null || connect.enabled === false) return false;
  return plainIn(one)?.length !== 0;
};

/** Pure. What is wanted is the primary deployment; tasks of others may still run. */
export const adviceOf = (state: State, { arn, region }: Target): Evaluated<Id> => {
  const { name, cluster, status, controller, isBalanced, deployments } = state;
  const data = { name, cluster, region };
  if (status === 'INACTIVE' || status === 'DRAINING')
    return { is: 'not-applicable', message: 'ending', data: { name } };
  const primary = deployments.find(({ isPrimary }) => isPrimary);
  if (!primary) return { is: 'unknown', message: 'no-deployment', data: { ...data, controller } };
  const { connect, rollout } = primary;
  const isOpenStill = deployments.some((one) => one !== primary && isBehind(one));
  if ((connect === null || connect.enabled === false) && isOpenStill)
    return { is: 'pending', message: 'leaving', data };
  if (connect === null || connect.enabled === false)
    return { is: 'not-applicable', message: 'not-connected', data: { name } };
  const open = connect.services.filter(({ authority }) => authority === null).map(({ port }) => port);
  // A port that is plainly without TLS is one, whatever is not told of others.
  if (connect.enabled !== null && open.length > 0) {
    const wanted: Wanted = { cluster, name, ports: open, controller };
    return {
      is: 'advised',
      message: 'no-tls',
      data: { ...data, ports: open.join(', '), namespace: connect.namespace ?? 'the default one' },
      advises: [{ set: 'tls', on: arn, before: null, after: wanted }],
      notes: [
        { message: 'costs', data: { name } },
        ...saying<Id>('balanced', isBalanced, { name }),
        ...saying<Id>('deployed-by', controller !== 'ECS', { name, controller }),
      ],
    };
  }
  if (plainIn(primary) === null) return { is: 'unknown', message: 'not-told', data };
  if (connect.services.length === 0) return { is: 'not-applicable', message: 'client-only', data: { name } };
  if (rollout === 'FAILED')
    return isOpenStill
      ? { is: 'advised', message: 'failed-open', data, advises: [] }
      : { is: 'unknown', message: 'failed', data };
  if (rollout === 'IN_PROGRESS' || isOpenStill) return { is: 'pending', message: 'under-way', data };
  return { is: 'good', notes: saying<Id>('others', true, { name }) };
};
