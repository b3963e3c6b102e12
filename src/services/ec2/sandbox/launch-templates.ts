import * as z from 'zod/mini';
import { lists } from '../../../sandbox/kit/pages.ts';
import { tagList, tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Operations, Where } from '../../../sandbox/world.ts';
import { refused } from './refused.ts';

/** As account files carry them. */
export const launchTemplateRecord = z.strictObject({
  LaunchTemplateId: z.string().check(z.regex(/^lt-[0-9a-f]{8,17}$/)),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  /** The one that whoever names none gets. */
  DefaultVersionNumber: z._default(z.number(), 1),
  /** User data by version, as plain text or as it is kept, which is base64. The last one is the latest. */
  Versions: z._default(
    z.array(z.strictObject({ UserData: z.optional(z.string()), Base64: z.optional(z.string()) })),
    [{}],
  ),
  Tags: tagRecords,
});
type Recorded = z.output<typeof launchTemplateRecord>;

export interface LaunchTemplate extends Recorded {
  readonly Region: string;
}

export const loadLaunchTemplates = (
  records: readonly Recorded[],
  { region }: Where,
): readonly LaunchTemplate[] => records.map((one) => ({ ...one, Region: one.Region ?? region }));

const invalid = (message: string) => refused('InvalidParameterValue', message);
const lost = (id: string) =>
  refused('InvalidLaunchTemplateId.NotFound', `The launch template ${id} does not exist`);

export const launchTemplates: Operations = {
  // API_DescribeLaunchTemplates.html
  DescribeLaunchTemplates: lists({
    as: 'LaunchTemplates',
    token: 'NextToken',
    most: { as: 'MaxResults', least: 1, largest: 200 },
    wrong: invalid,
    items: (
      { ec2 },
      { LaunchTemplateIds: ids = [] }: { readonly LaunchTemplateIds?: readonly string[] },
      { region },
    ) => {
      const here = ec2.LaunchTemplates.filter(({ Region }) => Region === region);
      const missing = ids.find((id) => !here.some(({ LaunchTemplateId }) => LaunchTemplateId === id));
      if (missing !== undefined) return lost(missing);
      return here
        .filter(({ LaunchTemplateId: id }) => ids.length === 0 || ids.includes(id))
        .map(({ LaunchTemplateId, DefaultVersionNumber, Versions, Tags }) => ({
          LaunchTemplateId,
          DefaultVersionNumber,
          LatestVersionNumber: Versions.length,
          Tags: tagList(Tags),
        }));
    },
  }),
  // API_DescribeLaunchTemplateVersions.html
  DescribeLaunchTemplateVersions: lists({
    as: 'LaunchTemplateVersions',
    token: 'NextToken',
    wrong: invalid,
    items: (
      { ec2 },
      {
        LaunchTemplateId: id,
        Versions: asked = [],
      }: { readonly LaunchTemplateId: string; readonly Versions?: readonly string[] },
      { region },
    ) => {
      const found = ec2.LaunchTemplates.find(
        ({ LaunchTemplateId, Region }) => LaunchTemplateId === id && Region === region,
      );
      if (!found) return lost(id);
      const wanted = new Set(
        asked.map((one) =>
          one === '$Default'
            ? found.DefaultVersionNumber
            : one === '$Latest'
              ? found.Versions.length
              : Number(one),
        ),
      );
      return found.Versions.flatMap(({ UserData, Base64 }, index) =>
        wanted.has(index + 1)
          ? [
              {
                LaunchTemplateId: id,
                VersionNumber: index + 1,
                LaunchTemplateData: {
                  ...(UserData !== undefined && { UserData: Buffer.from(UserData).toString('base64') }),
                  ...(Base64 !== undefined && { UserData: Base64 }),
                },
              },
            ]
          : [],
      );
    },
  }),
};
