import { isDenied } from '../../aws/error-names.ts';
import type { Recording } from '../cloudtrail-events/trails.ts';
import { listed, regionOf, withSlash, type LogObject } from '../objects.ts';
import type { Asking } from '../source.ts';

/** Where a trail keeps the files of one account and Region. */

export interface FilePlace {
  readonly prefix: string;
  readonly shelf: {
    readonly bucket: string;
    readonly owner?: string;
    readonly location: Recording['location'];
  };
  /** Whether the bucket is this account's: what others keep, others can take away. */
  readonly isOwn: boolean;
  /** Since when files are there: whoever lets them expire has no older ones. `null`: there are none. */
  readonly oldest: string | null;
}

/** The moment of delivery that a name carries: `111122223333_CloudTrail_eu-west-1_20261110T0805Z_Mu0KsOhtH1ar15ZZ.json.gz`. */
const momentIn = ({ key }: LogObject): string | null => {
  const found = /_(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})Z_[^/]+$/.exec(key);
  return found ? `${found[1]}-${found[2]}-${found[3]}T${found[4]}:${found[5]}:00.000Z` : null;
};

/** More organizations than share one bucket. */
const mostOrganizations = 5;

/** The folders of organizations in a bucket: their ids are nowhere else to be read. */
const organizationsIn = async (shelf: FilePlace['shelf'], folder: string, asking: Asking) => {
  const ids: string[] = [];
  let after: string | undefined;
  while (ids.length < mostOrganizations) {
    const { objects } = await listed(
      shelf,
      { prefix: `${folder}o-`, ...(after !== undefined && { after }) },
      asking,
      1,
    );
    const id = objects[0]?.key.slice(folder.length).split('/')[0];
    if (id === undefined) break;
    ids.push(id);
    // Behind all of its files: the next character after a slash.
    after = `${folder}${id}0`;
  }
  return ids;
};

/** `undefined`: there is no file of this account and Region. Throws what AWS throws. */
export const placeOf = async ({ trail }: Recording, asking: Asking): Promise<FilePlace | undefined> => {
  const { target } = asking;
  const bucket = trail.S3BucketName ?? '';
  const location = { ...target, region: await regionOf(bucket, asking) };
  const root = `${withSlash(trail.S3KeyPrefix ?? '')}AWSLogs/`;
  const own = { bucket, owner: target.account, location };
  const under = (id?: string): string =>
    `${root}${id === undefined ? '' : `${id}/`}${target.account}/CloudTrail/${target.region}/`;
  const oldestIn = async (shelf: FilePlace['shelf'], prefix: string) =>
    (await listed(shelf, { prefix }, asking, 1)).objects[0];

  // Refused: of another account, or not ours to list. Asked without an owner, only the second is.
  let shelf: FilePlace['shelf'] = own;
  const first = await oldestIn(own, under()).catch(async (error: unknown) => {
    if (!isDenied(error)) throw error;
    shelf = { bucket, location };
    return oldestIn(shelf, under());
  });
  const isOwn = shelf === own;
  const placed = (prefix: string, object: LogObject): FilePlace => ({
    prefix,
    shelf,
    isOwn,
    oldest: momentIn(object),
  });
  if (trail.IsOrganizationTrail !== true) return first && placed(under(), first);
  for (const id of await organizationsIn(shelf, root, asking)) {
    const object = await oldestIn(shelf, under(id));
    if (object) return placed(under(id), object);
  }
  return undefined;
};

/** The trail's own files, and nothing else that somebody put there. */
export const isFileOf =
  ({ account, region }: Asking['target']) =>
  ({ key }: LogObject): boolean =>
    new RegExp(`/${account}_CloudTrail_${region}_\\d{8}T\\d{4}Z_[^/]+\\.json(?:\\.gz)?$`).test(key);
