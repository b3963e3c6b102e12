import { isDenied, isNamed, statusOf } from '../../aws/error-names.ts';
import { WaxsealError } from '../../core/model/errors.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { PolicySource } from './source.ts';

/** One version of the object; `undefined`: it is still the one with this ETag. */
export type GetObject = (unless: string | undefined) => Promise<{ text: string; etag: string } | undefined>;

export interface S3PolicySource extends Omit<PolicySource, 'path'> {
  /** `s3://BUCKET/KEY`: for sentences. */
  readonly url: string;
  readonly get: GetObject;
}

/**
 * A missing key is refused to whom may not list the bucket, as our functions may not: a grant of `s3:ListBucket` that is
 * held to one `s3:prefix` would not help, for GetObject has no prefix.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
const refused = (url: string): string =>
  `S3 refuses the policy file ${url} (AccessDenied): it is not there, or the function may not read it. To a role that may not list the bucket, S3 says the same of both.`;

const unreadable = (url: string, cause: unknown): WaxsealError => {
  const missing = isNamed(cause, 'NoSuchKey', 'NoSuchBucket');
  return new WaxsealError(
    {
      code: missing ? 'policy-missing' : 'policy-unreadable',
      says: missing
        ? `There is no policy file at ${url}.`
        : isDenied(cause)
          ? refused(url)
          : `The policy file ${url} cannot be read.`,
      todo: 'Upload waxseal.yaml there, and let the functions read it. Nothing is written without a policy.',
    },
    { cause },
  );
};

/**
 * The policy from an object in S3, fetched and parsed again only when it is another. As with a file, a failure is never
 * remembered and an earlier policy never stands in for one that cannot be read.
 */
export const policyFromS3 = ({ url, get, now, parse, trustedFor = 60_000 }: S3PolicySource) => {
  let kept: { readonly policy: Policy; readonly etag: string; readonly until: number } | undefined;
  return async (): Promise<Policy> => {
    const at = now().getTime();
    if (kept && at < kept.until) return kept.policy;
    const last = kept;
    kept = undefined;
    const found = await get(last?.etag).catch((cause: unknown) => Promise.reject(unreadable(url, cause)));
    if (!found && !last) throw unreadable(url, undefined);
    const until = at + trustedFor;
    if (!found && last) kept = { ...last, until };
    else if (found) kept = { policy: await parse(found.text, url), etag: found.etag, until };
    return kept?.policy ?? Promise.reject(unreadable(url, undefined));
  };
};

/** Splits `s3://BUCKET/KEY`; `undefined` for anything else. */
export const parseS3Url = (url: string): { readonly bucket: string; readonly key: string } | undefined => {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(url) ?? [];
  return bucket && key ? { bucket, key } : undefined;
};

/** Reads the object with the SDK, which is loaded with the first look. */
export const getFromS3 = ({ bucket, key }: { bucket: string; key: string }): GetObject => {
  const load = async () => {
    const { GetObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
    const client = new S3Client({});
    return async (etag: string | undefined) => {
      const asked = new GetObjectCommand({ Bucket: bucket, Key: key, ...(etag && { IfNoneMatch: etag }) });
      const { Body, ETag = '' } = await client.send(asked);
      return { text: (await Body?.transformToString()) ?? '', etag: ETag };
    };
  };
  let loaded: ReturnType<typeof load> | undefined;
  return async (etag) => {
    const get = await (loaded ??= load());
    return get(etag).catch((error: unknown) => {
      // An unchanged object is answered with status 304 and no body: for the SDK an error without a name.
      if (statusOf(error) === 304) return undefined;
      throw error;
    });
  };
};
