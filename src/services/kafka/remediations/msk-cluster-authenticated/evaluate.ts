import { saying } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Evaluated } from '../../../../families/advice.ts';
import type { Authentication } from '../../facts/authentication.ts';
import type { MessageId } from './messages.ts';

export interface State extends Authentication {
  readonly name: string;
  readonly isServerless: boolean;
  /** While MSK makes, changes or deletes it, what it shows may be about to change. */
  readonly status: string;
  readonly clientBroker: string;
  /** `null`: MSK does not show it. */
  readonly inCluster: boolean | null;
  /** Of client certificates. */
  readonly authorities: readonly string[];
}

const atWork: ReadonlySet<string> = new Set(['CREATING', 'DELETING', 'UPDATING']);

/** All that MSK is told of it, so that nothing rests on what it makes of what is left out. */
const told = (ways: readonly string[], { authorities }: State, isOpen: boolean) => ({
  Sasl: { Iam: { Enabled: ways.includes('IAM') }, Scram: { Enabled: ways.includes('SASL/SCRAM') } },
  ...(ways.includes('client certificates') && {
    Tls: { Enabled: true, CertificateAuthorityArnList: authorities },
  }),
  Unauthenticated: { Enabled: isOpen },
});

/** Pure. Who gets in without proving anything. */
export const adviceOf = (state: State, { arn, region }: Target): Evaluated<MessageId> => {
  const { name, isServerless, status, unauthenticated, ways, clientBroker, inCluster } = state;
  const data = { name, ways: ways.join(', '), clientBroker };
  if (isServerless) return { is: 'not-applicable', message: 'serverless', data: { name } };
  if (atWork.has(status)) return { is: 'pending', message: 'at-work', data: { name, status } };
  const isPlaintext = clientBroker.includes('PLAINTEXT');
  if (unauthenticated !== true) {
    if (isPlaintext)
      return { is: 'advised', message: 'anyone-in-plaintext', data: { name, clientBroker }, advises: [] };
    return unauthenticated === null
      ? { is: 'unknown', message: 'not-shown', data: { name } }
      : { is: 'good' };
  }
  return {
    is: 'advised',
    ...(ways.length === 0
      ? { message: 'anyone-gets-in', data: { name } }
      : { message: 'anyone-beside', data: { name, ways: data.ways } }),
    // What MSK would refuse is no command.
    advises:
      inCluster === false
        ? []
        : [
            {
              set: 'clientAuthentication',
              on: arn,
              before: told(ways, state, true),
              // IAM needs no secrets or authorities of the cluster's own.
              after: told(ways.length === 0 ? ['IAM'] : ways, state, false),
            },
          ],
    notes: [
      ...saying<MessageId>('triggers-take-iam', ways.length === 0 && inCluster !== false, {
        name,
        arn,
        region,
      }),
      ...saying<MessageId>('new-cluster-first', inCluster === false, { name }),
      ...saying<MessageId>('plaintext-first', isPlaintext, {
        ...data,
        ways: data.ways || 'IAM',
      }),
      ...saying<MessageId>('brokers-restart', true, { name }),
    ],
  };
};
