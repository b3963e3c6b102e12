import type { Job } from '../../src/core/model/catalog.ts';
import { partOf, type Change, type Document, type Remediation } from '../../src/core/model/remediation.ts';
import { Crash, type Toy } from './toy.ts';

/**
 * Documents for the toy: a cabinet whose drawers are taken whole. Two fields are parts of a drawer, `low` and `high`
 * ones; `on` is `drawer/name`. AWS may go on showing a drawer as it was.
 */
type Drawer = Readonly<Record<string, number>>;

export interface Cabinet {
  readonly drawers: Record<string, Drawer | null>;
  /** Each put, as it left the drawer. */
  readonly puts: string[];
  /** So many reads to come show the drawer as it was before the last put. */
  late: number;
  readonly document: Document<Drawer>;
  readonly job: Job;
  readonly unit: Remediation;
}

const named = (on: string): readonly [drawer: string, name: string] => {
  const [drawer = '', name = ''] = on.split('/');
  return [drawer, name];
};

export const cabinetOf = (
  toy: Toy,
  drawers: Record<string, Drawer | null>,
  {
    id = 'toy-drawers-on',
    more = {},
    wants = () => true,
    in: shared,
  }: {
    readonly id?: string;
    readonly more?: Partial<Document<Drawer>>;
    /** Which names this remediation minds. */
    readonly wants?: (name: string) => boolean;
    /** Another remediation of the same cabinet. */
    readonly in?: Cabinet;
  } = {},
): Cabinet => {
  const before: Record<string, Drawer | null> = {};
  const document: Document<Drawer> = shared?.document ?? {
    type: 'drawer',
    name: (on) => named(on)[0],
    get: async (name) => {
      toy.at(`get ${name}`);
      const isLate = cabinet.late > 0 && name in before;
      if (isLate) cabinet.late -= 1;
      return { value: (isLate ? before[name] : drawers[name]) ?? null };
    },
    put: async (name, drawer) => {
      toy.at(`put ${name}`);
      before[name] = drawers[name] ?? null;
      drawers[name] = drawer;
      cabinet.puts.push(`${name} ${JSON.stringify(drawer)}`);
      toy.at(`put ${name} done`);
    },
    ...more,
  };
  const part = () =>
    partOf<number, Drawer>({
      document,
      from: (drawer, on) => drawer?.[named(on)[1]] ?? null,
      into: (drawer, on, value) => {
        const { [named(on)[1]]: _old, ...rest } = drawer ?? {};
        const next = value === null ? rest : { ...rest, [named(on)[1]]: value };
        return Object.keys(next).length === 0 ? null : next;
      },
    });
  const { unit: dials, ...job } = toy.job;
  const changesIn = (all: Readonly<Record<string, Drawer | null>>): readonly Change[] =>
    Object.entries(all).flatMap(([drawer, held]) =>
      Object.entries(held ?? {})
        .filter(([name, value]) => !name.startsWith('their') && value !== 1 && wants(name))
        .map(([name, value]) => drawerChange(`${drawer}/${name}`, value)),
    );
  const unit: Remediation = {
    ...dials,
    meta: { ...dials.meta, id },
    fields: { ...dials.fields, low: part(), high: part() },
    read: async () => {
      toy.at('read');
      return structuredClone(drawers);
    },
    plan: (state) => {
      const changes = changesIn(state);
      return changes.length === 0 ? { is: 'compliant' } : { is: 'non-compliant', message: 'off', changes };
    },
  };
  const cabinet: Cabinet = {
    drawers,
    puts: shared?.puts ?? [],
    late: 0,
    document,
    unit,
    job: { ...job, unit },
  };
  return cabinet;
};

/** Names that begin with `h` are `high`. */
export const drawerChange = (on: string, before: number | null, after: number | null = 1): Change => ({
  set: (named(on)[1] ?? '').startsWith('h') ? 'high' : 'low',
  on,
  before,
  after,
  impact: ['none'],
});

/** Throws at the n-th call that leaves the engine, and at all that follow; answers how many there were. */
export const dieAtCall = (toy: Toy, nth: number): { readonly calls: () => number } => {
  let calls = 0;
  toy.at = () => {
    calls += 1;
    if (calls >= nth) throw new Crash(`call ${calls}`);
  };
  return { calls: () => calls };
};
