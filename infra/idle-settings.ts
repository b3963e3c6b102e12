import type { Settings } from './settings.ts';

type Asked = Pick<Settings, 'mode' | 'aggregator' | 'locations' | 'evaluates' | 'conformancePack' | 'notify'>;

/** Settings that change nothing as the others stand, each in a sentence: somebody may count on them. */
export const idleSettings = ({
  mode,
  aggregator,
  locations,
  evaluates,
  conformancePack,
  notify,
}: Asked): readonly string[] => [
  ...(evaluates.length > 0 && !conformancePack
    ? ['evaluates has no effect without conformancePack: only the pack has custom rules.']
    : []),
  ...(aggregator !== undefined && locations.length > 0
    ? ['locations has no effect beside aggregator: the sweep asks the aggregator.']
    : []),
  ...(mode === 'dry-run'
    ? notify
        .filter((name) => name === 'security-hub' || name === 'reevaluate')
        .map((name) => `notify ${name} has no effect in mode dry-run: it writes to that service.`)
    : []),
];
