import type { Plan } from '../model/plan.ts';
import type { Aws, Change, Remediation, Seen } from '../model/remediation.ts';
import type { Target } from '../model/target.ts';

/** What one put replaces: a document, or a field that is a whole by itself. */
export interface Whole {
  /** The same for everything that shares it, whichever remediation names it. */
  readonly key: string;
  /** The name that AWS's own log gives it. */
  readonly name: string;
  /** One field alone: a put carries nothing that somebody else may have written. */
  readonly isAlone: boolean;
  get(aws: Aws): Promise<Seen<unknown>>;
  put(value: unknown, seen: Seen<unknown>, aws: Aws): Promise<void>;
  /** What tells one state of it from another. */
  content(whole: unknown): unknown;
  /** The value of one field within it. */
  from(whole: unknown, on: string): unknown;
  into(whole: unknown, on: string, value: unknown): unknown;
  /** The same as `from`, as people see it in AWS. */
  shown(whole: unknown, on: string): unknown;
}

type Named = Pick<Change, 'set' | 'on'>;

/** `undefined`: this build has no such field. */
export const wholeOf = (
  { fields, meta }: Remediation,
  { set, on }: Named,
  target: Target,
): Whole | undefined => {
  const field = fields[set];
  if (!field) return undefined;
  const place = `${target.account} ${target.region}`;
  if (!field.part)
    return {
      key: `${place} ${meta.id}/${set} ${on}`,
      name: on,
      isAlone: true,
      get: (aws) => field.get(on, target, aws),
      put: (value, seen, aws) => field.put(on, value, seen, target, aws),
      content: (whole) => whole,
      from: (whole) => whole,
      into: (_whole, _on, value) => value,
      shown: (whole) => whole,
    };
  const { part } = field;
  const { document } = part;
  const name = document.name(on, target);
  return {
    key: `${place} ${document.type} ${name}`,
    name,
    isAlone: false,
    get: (aws) => document.get(name, target, aws),
    put: (value, seen, aws) => document.put(name, value, seen, target, aws),
    content: (whole) => (whole === null ? [] : (document.content?.(whole) ?? whole)),
    from: (whole, within) => part.from(whole, within, target),
    into: (whole, within, value) => part.into(whole, within, value, target),
    shown: (whole, within) =>
      part.shown ? part.shown(whole, within, target) : part.from(whole, within, target),
  };
};

/** A change with its number in the plan, by which the journal knows it. */
export interface NumberedChange {
  readonly index: number;
  readonly change: Change;
  readonly on: string;
  readonly after: unknown;
  /** What the field holds in this whole. */
  from(whole: unknown): unknown;
  into(whole: unknown): unknown;
}

/** Changes that go out in one put. `whole` is absent where this build no longer has the field. */
export interface Group {
  readonly whole?: Whole;
  readonly parts: readonly NumberedChange[];
}

const numbered = (index: number, change: Change, whole: Whole | undefined): NumberedChange => ({
  index,
  change,
  on: change.on,
  after: change.after,
  from: (value) => whole?.from(value, change.on) ?? null,
  into: (value) => whole?.into(value, change.on, change.after),
});

/**
 * The puts of a plan, in its order; changes that share a document are put where the first of them stands. A unit that
 * needs something else in between plans it in two steps, one after the other.
 */
export const groupsOf = (unit: Remediation, { changes, target }: Plan): readonly Group[] => {
  const together = new Map<string, { readonly whole?: Whole; readonly parts: NumberedChange[] }>();
  for (const [index, change] of changes.entries()) {
    const whole = wholeOf(unit, change, target);
    const key = whole?.key ?? `${index}`;
    const group = together.get(key) ?? { ...(whole && { whole }), parts: [] };
    together.set(key, group);
    group.parts.push(numbered(index, change, whole));
  }
  return [...together.values()].flatMap(({ whole, parts }): readonly Group[] => {
    const [first] = parts;
    const batches = first && unit.fields[first.change.set]?.part?.document.batches?.(parts);
    return (batches ?? [parts]).map((some) => ({ ...(whole && { whole }), parts: some }));
  });
};
