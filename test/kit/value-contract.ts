import type { Write } from '../../src/sandbox/faults.ts';
import type { World } from '../../src/sandbox/world.ts';
import type { Target } from '../../src/core/model/target.ts';
import { flat } from '../simulation/flat.ts';
import type { Contract } from './contract.ts';
import type { Promises } from './promises.ts';

/** What a contract says of resources of which one value is wanted, in one place or in several. */
type Valued = ValuedPlace & (TwoValued | ManyValued);

/** It is on or off, or AWS has no value for it: what else somebody could set follows from what is there and what is wanted. */
interface TwoValued {
  readonly good: readonly [boolean, ...boolean[]];
  readonly others?: never;
}
interface ManyValued {
  /** What it may be set to, and the only values that are good. */
  readonly good: readonly [unknown, ...unknown[]];
  /**
   * What somebody else sets it to: of these the first that is neither there nor wanted. A table that begins with each value
   * needs two of them.
   */
  readonly others: readonly [unknown, ...unknown[]];
}

interface ValuedPlace {
  readonly type: string;
  readonly remediation: string;
  /** Where the records stand in an account, each by its name: `cloudfront.Distributions`. */
  readonly at: string;
  /** Its name in the account, where that is not what its ARN ends with. */
  readonly nameOf?: (arn: string) => string;
  /** Where such a value stands in a record, from its name on: `/^\.RequireTLS$/`. */
  readonly value: RegExp;
  /** The field, and how its changes name the place: the path from the record's name on. */
  readonly field: string;
  readonly shows: (on: string) => string;
  /** The operation that writes it, and the one that shows it before. */
  readonly writes: string;
  readonly reads: string;
  /** Somebody writes something beside it: the call, from the account as it stands, and the path that shows it afterwards. */
  readonly beside: (
    world: World,
    name: string,
  ) => { readonly write: Write; readonly path: string; readonly shows: unknown };
  /** How somebody deletes the resource, where the sandbox has that. */
  readonly deletes?: (name: string) => Write;
  /** What AWS itself changes when it is written: from the record's name on. Left out: nothing. */
  readonly follows?: RegExp;
  /**
   * Of a document: what the value is called wherever it stands in the whole. What AWS answers is put back with it, so that
   * the whole is good if each of these is. Left out: only a value of its own is written.
   */
  readonly inWhole?: string;
  readonly scene: Promises['scene'];
}

/** Every member of this name, at every depth. */
const allNamed = (name: string, value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]): readonly unknown[] =>
        key === name ? [inner] : allNamed(name, inner),
      )
    : [];

const textOf = (value: unknown): string => JSON.stringify(value);
const lastOf = (arn: string): string => arn.split(/[:/]/).at(-1) ?? '';

/** The contract of a setting, a part of a document, or a TLS policy. */
export const valueContract = (facts: Valued): Contract => {
  const {
    type,
    remediation,
    at,
    nameOf = lastOf,
    value,
    good,
    field,
    shows,
    others,
    writes,
    reads,
    beside,
    deletes,
    follows,
    inWhole,
    scene,
  } = facts;
  /** What stands behind the record's name, and that name. */
  const inRecord = (path: string): { readonly name: string; readonly rest: string } | undefined => {
    if (!path.startsWith(`${at}[`)) return undefined;
    const end = path.indexOf(']', at.length);
    return { name: path.slice(at.length + 1, end), rest: path.slice(end + 1) };
  };
  const wanted = new Set(good.map((one) => JSON.stringify(one)));
  const isConsequence = (path: string): boolean => follows?.test(inRecord(path)?.rest ?? '') === true;
  const nameIn = (world: World): string | undefined =>
    [...flat(world).keys()].flatMap((path) => inRecord(path)?.name ?? [])[0];
  const meddlers = ['writes beside it', ...(deletes ? ['deletes the resource'] : [])];
  return {
    ...(inWhole !== undefined && {
      asGood: ({ operation, input }) => {
        const values = allNamed(inWhole, input).map((one) => JSON.stringify(one));
        return operation === writes && values.length > 0 && values.every((one) => wanted.has(one));
      },
    }),
    neighbours: {
      [type]: (host, target: Target) => {
        const theirs = () => beside(host.world(), nameOf(target.arn));
        return {
          work: () => host.write({ ...theirs().write, region: target.region }),
          kept: () => {
            const { path, shows: text } = theirs();
            return flat(host.world()).get(path) === JSON.stringify(text);
          },
        };
      },
    },
    otherValues: {
      [field]: ({ before, after }) => {
        const known = others ?? [true, false];
        const other = known.map(textOf).findIndex((one) => one !== textOf(before) && one !== textOf(after));
        if (other >= 0) return known[other];
        // Of two values somebody else's is ours.
        if (others === undefined) return undefined;
        throw new Error(
          `others of ${remediation}: ${textOf(before)} is there and ${textOf(after)} is wanted, so name one more than ${others.map(textOf).join(', ')}`,
        );
      },
    },
    neverAbsent: [field],
    // Units of one type are asked in turn: each answers for its own field only.
    attempted: ({ set, on }) =>
      set === field ? { path: `${at}[${nameOf(on.split('#')[0] ?? '')}]${shows(on)}` } : undefined,
    writers: {
      'writes beside it': (world) => {
        const name = nameIn(world);
        return name === undefined ? undefined : beside(world, name).write;
      },
      ...(deletes && {
        'deletes the resource': (world: World) => {
          const name = nameIn(world);
          return name === undefined ? undefined : deletes(name);
        },
      }),
    },
    promises: {
      [remediation]: {
        readBefore: { [writes]: reads },
        mayFix: (operation, { path, after }) =>
          operation === writes &&
          ((value.test(inRecord(path)?.rest ?? '') && after !== undefined && wanted.has(after)) ||
            isConsequence(path)),
        isRemediated: ({ arn }, account) =>
          [...account].every(([path, now]) => {
            const place = inRecord(path);
            return place?.name !== nameOf(arn) || !value.test(place.rest) || wanted.has(now);
          }),
        disaster: {
          not: 'What a fix may change is said whole, and nobody who speaks TLS is shut out by it.',
        },
        isConsequence,
        goesWithIt: () => false,
        longLook: false,
        meddlers,
        scene,
      },
    },
  };
};
