import { GetJobCommand, GlueClient } from '@aws-sdk/client-glue';
import { unless } from '../../../../../aws/error-names.ts';
import type { Aws } from '../../../../../core/model/remediation.ts';
import type { Target } from '../../../../../core/model/target.ts';
import { inVariables } from '../fields.ts';
import type { Found, Seen } from '../seen.ts';

/** Arguments are written `--REDIS_URL`; what they are about is told by the name alone. */
const inArguments = (place: string, all: Readonly<Record<string, string>>): readonly Found[] => {
  const names = new Map(Object.keys(all).map((name) => [name.replace(/^-+/, ''), name]));
  const bare = Object.fromEntries([...names].map(([name, written]) => [name, all[written] ?? '']));
  return inVariables(place, bare).map(({ field, ...rest }) => {
    const [, name = ''] = new RegExp(`^${place}\\.([^ ]*)`).exec(field) ?? [];
    return { ...rest, field: field.replace(`${place}.${name}`, `${place}.${names.get(name) ?? name}`) };
  });
};

/** A job, by its arguments. A run may be given others, and nobody sees those before it starts. */
export const read = async ({ id: JobName }: Target, aws: Aws): Promise<Seen | undefined> => {
  const asking = aws.use(GlueClient).send(new GetJobCommand({ JobName }));
  const job = (await unless('EntityNotFoundException', undefined, asking))?.Job;
  return (
    job && {
      found: [
        ...inArguments('DefaultArguments', job.DefaultArguments ?? {}),
        ...inArguments('NonOverridableArguments', job.NonOverridableArguments ?? {}),
      ],
      unread: [],
      secrets: [],
    }
  );
};
