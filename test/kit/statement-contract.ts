import type { Host } from '../../src/sandbox/host.ts';
import type { Write } from '../../src/sandbox/faults.ts';
import type { World } from '../../src/sandbox/world.ts';
import type { Target } from '../../src/core/model/target.ts';
import { statementText, type Flat } from '../simulation/flat.ts';
import { isObject } from '../simulation/timeline.ts';
import type { Contract, Writer } from './contract.ts';
import type { Promises } from './promises.ts';
import { denialAt, statementsIn } from './statements.ts';

/** One resource of the account with a policy. */
interface Holder {
  readonly name: string;
  readonly arn: string;
  readonly policy: string | undefined;
}

/** What a contract says of resources with a policy, where nothing is special about them. */
interface Holding {
  readonly type: string;
  readonly remediation: string;
  /** Where they stand in an account: `sqs.Queues`. */
  readonly at: string;
  readonly holders: (world: World) => readonly Holder[];
  /** Its name in the account, where that is not what its ARN ends with. */
  readonly nameOf?: (arn: string) => string;
  /** What the Deny must cover. */
  readonly actions: readonly [string, ...string[]];
  /** Something that people are allowed to do: `sqs:SendMessage`. */
  readonly allowed: string;
  /** Its statements name nothing that they are about. */
  readonly resourceless?: true;
  /** The operation that shows the policy before a write. */
  readonly reads: string;
  /** How somebody else puts a policy, and takes it away; left out: there always is one (`absent: 'never'`). */
  readonly put: (holder: Holder, policy: string) => Write;
  readonly remove?: (holder: Holder) => Write;
  /** How somebody deletes the resource, where the sandbox has that. */
  readonly deletes?: (holder: Holder) => Write;
  /**
   * Where the first policy takes away what AWS lets in without one: how the statement shows that a fix writes beside its Deny to say
   * the same. A policy without any Allow then shuts everybody out.
   */
  readonly standing?: RegExp;
  /** Where another resource's policy stands that refuses for it too: the bucket of an access point. Left out: nowhere. */
  readonly behind?: (arn: string, account: Flat) => string;
  readonly scene: Promises['scene'];
}

const lastOf = (arn: string): string => arn.split(/[:/]/).at(-1) ?? '';
const sidOf = (statement: unknown): string => (isObject(statement) ? String(statement['Sid']) : '');
const isOurs = (statement: unknown): boolean => sidOf(statement).startsWith('Waxseal');
const holderIn = (world: World, { arn }: Target, { holders }: Holding): Holder | undefined =>
  holders(world).find((holder) => holder.arn === arn);

/** No longer than ours: it must fit where ours does. */
const otherStatement = ({ after }: { readonly after: unknown }): unknown => ({
  ...Object(after),
  Condition: { Bool: { 'aws:ViaAWSService': 'false' } },
});

/** The contract of resources of which one statement is wanted in their policy. */
export const statementContract = (facts: Holding): Contract => {
  const {
    type,
    remediation,
    at,
    holders,
    nameOf = lastOf,
    actions,
    allowed,
    reads,
    put,
    remove,
    deletes,
  } = facts;
  const { scene, standing } = facts;
  const isStanding = (path: string): boolean => standing?.test(path) === true;
  const foreign = ({ arn }: Pick<Holder, 'arn'>, account: string): object => ({
    Sid: 'ForeignEdit',
    Effect: 'Allow',
    Principal: { AWS: `arn:${arn.split(':')[1]}:iam::${account}:root` },
    Action: allowed,
    ...(!facts.resourceless && { Resource: arn }),
  });
  const policyOf = (Statement: readonly unknown[]): string =>
    JSON.stringify({ Version: '2012-10-17', Statement });
  /** Nothing is meddled with where the last statement would go and the policy cannot. */
  const written = (holder: Holder, all: readonly unknown[]): Write | undefined =>
    all.length === 0 ? remove?.(holder) : put(holder, policyOf(all));
  const first =
    (change: (holder: Holder, all: readonly unknown[]) => readonly unknown[]): Writer =>
    (world) => {
      const [holder] = holders(world);
      return holder && written(holder, change(holder, statementsIn(holder.policy)));
    };

  const nameIn = (path: string): string | undefined =>
    path.startsWith(`${at}[`) ? path.slice(at.length + 1, path.indexOf(']', at.length)) : undefined;
  /** A statement that refuses something to everyone, whatever they do with the resource. */
  const refuses = (path: string, only: RegExp): boolean => {
    const denial = denialAt(path);
    if (!denial || !only.test(denial.only)) return false;
    return actions.every((action) => denial.actions.includes(action) || denial.actions.includes('*'));
  };
  const refusesPlaintext = (path: string): boolean => refuses(path, /^Bool aws:SecureTransport false$/i);
  const refusesTls = (path: string): boolean =>
    /^Bool aws:SecureTransport true$/i.test(denialAt(path)?.only ?? '');

  /** Whether a policy has no Allow at all. */
  const shutsOut = (account: Flat): boolean => {
    const effects = new Map<string, Set<string>>();
    for (const path of account.keys()) {
      const name = nameIn(path);
      const effect = /\]\.Policy .*"Effect":"(\w+)"/.exec(path)?.[1];
      if (name !== undefined && effect !== undefined)
        effects.set(name, (effects.get(name) ?? new Set()).add(effect));
    }
    return [...effects.values()].some((all) => !all.has('Allow'));
  };

  const nobody: Holder = { name: '', arn: '', policy: undefined };
  const putting = put(nobody, '').operation;
  const removing = remove?.(nobody).operation;
  const writers: Readonly<Record<string, Writer>> = {
    'adds a statement': first((holder, all) => [
      ...all.filter((one) => sidOf(one) !== 'ForeignEdit'),
      foreign(holder, '111122223333'),
    ]),
    'takes ours away': first((_holder, all) => all.filter((one) => !isOurs(one))),
    ...(remove && { 'removes the policy': first(() => []) }),
    ...(deletes && {
      'deletes the resource': (world: World) => {
        const [holder] = holders(world);
        return holder && deletes(holder);
      },
    }),
  };

  return {
    neighbours: {
      [type]: (host: Host, target: Target) => {
        const statement = foreign(target, target.account);
        return {
          work: () => {
            const holder = holderIn(host.world(), target, facts);
            if (!holder) throw new Error(`${target.arn} is not in ${at}`);
            const all = [...statementsIn(holder.policy), statement];
            host.write({ ...put(holder, policyOf(all)), region: target.region });
          },
          kept: () =>
            statementsIn(holderIn(host.world(), target, facts)?.policy).some(
              (one) => statementText(one) === statementText(statement),
            ),
        };
      },
    },
    otherValues: { statement: otherStatement },
    writers,
    attempted: ({ on }, value) => {
      const name = nameOf(on.slice(0, on.indexOf('#')));
      return { path: `${at}[${name}].Policy ${statementText(value)}` };
    },
    promises: {
      [remediation]: {
        readBefore: { [putting]: reads, ...(removing !== undefined && { [removing]: reads }) },
        mayFix: (operation, { path, before }) =>
          operation === putting && before === undefined && (refusesPlaintext(path) || isStanding(path)),
        isRemediated: ({ arn }, account) => {
          const paths = [...account.keys()];
          const own = paths.filter((path) => nameIn(path) === nameOf(arn));
          const behind = facts.behind?.(arn, account);
          const others = behind === undefined ? [] : paths.filter((path) => path.startsWith(behind));
          return own.length === 0 || [...own, ...others].some(refusesPlaintext);
        },
        // One statement refuses plain HTTP and another refuses TLS: everybody is shut out.
        disaster: (account) => {
          const paths = [...account.keys()];
          const isRefused = paths.some(
            (path) =>
              refusesPlaintext(path) &&
              paths.some((other) => refusesTls(other) && nameIn(other) === nameIn(path)),
          );
          return isRefused || (standing !== undefined && shutsOut(account));
        },
        // It goes with the policy, as it came with it.
        isConsequence: isStanding,
        goesWithIt: () => false,
        longLook: false,
        meddlers: Object.keys(writers),
        scene,
      },
    },
  };
};
