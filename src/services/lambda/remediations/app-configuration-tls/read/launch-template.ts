import { gunzipSync } from 'node:zlib';
import {
  DescribeLaunchTemplatesCommand,
  DescribeLaunchTemplateVersionsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { unless } from '../../../../../aws/error-names.ts';
import { tagsByKey } from '../../../../../aws/tags.ts';
import type { Aws } from '../../../../../core/model/remediation.ts';
import type { Target } from '../../../../../core/model/target.ts';
import { isOptedIn } from '../../../../ec2/facts/launch-template.ts';
import { inText } from '../fields.ts';
import { together, type Seen } from '../seen.ts';

/** More than EC2 takes, unpacked: it takes 16 KB. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html */
const maxOutputLength = 1_048_576;

/** Text, maybe packed. `undefined`: neither. */
const unpacked = (data: string): string | undefined => {
  const bytes = Buffer.from(data, 'base64');
  try {
    const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength }) : bytes;
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    return undefined;
  }
};

/** Parts of a MIME message may be encoded once more. */
const hasEncodedPart = (text: string): boolean =>
  /^content-transfer-encoding:\s*(?:base64|quoted-printable)/im.test(text);

const seenIn = (version: number | undefined, data: string | undefined): Seen => {
  const field = `UserData of version ${version ?? '?'}`;
  const text = data === undefined ? '' : unpacked(data);
  if (text === undefined) return { found: [], unread: [`${field} (not text)`], secrets: [] };
  return {
    found: inText(field, text),
    unread: hasEncodedPart(text) ? [`encoded parts of ${field}`] : [],
    secrets: [],
  };
};

/** The default version and the latest, which is what instances are launched from; only where the owner's tag lets us. */
export const read = async ({ id }: Target, aws: Aws): Promise<Seen | undefined> => {
  const client = aws.use(EC2Client);
  const gone = 'InvalidLaunchTemplateId.NotFound';
  const described = client.send(new DescribeLaunchTemplatesCommand({ LaunchTemplateIds: [id] }));
  const template = (await unless(gone, undefined, described))?.LaunchTemplates?.find(
    ({ LaunchTemplateId }) => LaunchTemplateId === id,
  );
  if (!template) return undefined;
  if (!isOptedIn(tagsByKey(template.Tags ?? [])))
    return { found: [], unread: [], secrets: [], isClosed: true };
  const Versions = ['$Default', '$Latest'];
  const asking = client.send(new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId: id, Versions }));
  const answer = await unless(gone, undefined, asking);
  if (!answer) return undefined;
  const { LaunchTemplateVersions: versions = [] } = answer;
  const known = new Set(versions.map(({ VersionNumber }) => VersionNumber));
  const lost = [template.DefaultVersionNumber, template.LatestVersionNumber].filter((one) => !known.has(one));
  return together([
    ...versions
      .toSorted((a, b) => (a.VersionNumber ?? 0) - (b.VersionNumber ?? 0))
      .map(({ VersionNumber, LaunchTemplateData }) => seenIn(VersionNumber, LaunchTemplateData?.UserData)),
    // Named and not answered: nobody has read it.
    { found: [], unread: [...new Set(lost)].map((one) => `UserData of version ${one ?? '?'}`), secrets: [] },
  ]);
};
