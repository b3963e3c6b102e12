import { sharedLooks } from '../../adapters/aws/shared-looks.ts';
import { atOnce, pooled } from '../../core/model/pooled.ts';
import type { Aws } from '../../core/model/remediation.ts';
import type { Resource } from '../../core/model/resource.ts';
import type { Target } from '../../core/model/target.ts';
import { nameOf } from '../../report/name.ts';
import type { Station } from './station.ts';
import type { Sight } from './sweep.ts';

interface Met {
  readonly resource: Resource;
  readonly target: Target;
  readonly aws: Aws;
}

/** Asks each resource of a look once, whichever remediations looked at it; answers in the order of the look. Writes nothing. */
export const eachResource = async <Out>(
  {
    sights,
    what,
    isAsked = () => true,
  }: {
    readonly sights: readonly Pick<Sight, 'job'>[];
    /** What is asked for, for people who wait. */
    readonly what: string;
    readonly isAsked?: (resource: Resource) => boolean;
  },
  { ports }: Pick<Station, 'ports'>,
  progress: (words: string | undefined) => void,
  ask: (met: Met) => Promise<Out>,
): Promise<readonly Out[]> => {
  const once = new Map(
    sights.flatMap(({ job: { resource, target } }) =>
      isAsked(resource)
        ? [[`${target.account} ${target.region} ${target.arn}`, { resource, target }] as const]
        : [],
    ),
  );
  const { clouds } = sharedLooks(ports.clouds, () => ports.now())();
  const all = (async function* () {
    yield* once.values();
  })();
  let count = 0;
  const answers = await pooled(all, atOnce, async ({ resource, target }) => {
    count += 1;
    progress(`${what} ${count} of ${once.size}: ${nameOf(target)}`);
    return ask({ resource, target, aws: clouds.look(target) });
  });
  progress(undefined);
  return answers;
};
