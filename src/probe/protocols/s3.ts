import { accepted, refused, unknown, type Protocol } from '../protocol.ts';
import { get } from './http.ts';

/**
 * The endpoint of a bucket answers HTTP for all buckets; its policy refuses with the same 403 that strangers get anyway.
 * Only where a stranger may read over TLS does 403 over HTTP prove anything.
 */
export const s3: Protocol = {
  title: 'Amazon S3',
  ports: [],
  tlsPorts: [],
  sends: 'One `GET /` without credentials over HTTP, and one over HTTPS to compare with.',
  alpn: ['http/1.1'],
  plain: async (talk, about) => {
    const head = await get(talk, about);
    if (!('status' in head)) return head;
    const { status } = head;
    if (status >= 500) return unknown(`S3 answered with ${status}.`);
    if (status < 300) return accepted(`A stranger may read over HTTP (${status}).`);
    if (status !== 403) return unknown(`S3 answered with ${status}, which its policy has no part in.`);
    const secure = await get(await about.overTls(443), { ...about, port: 443 });
    if (!('status' in secure)) return unknown('S3 did not answer over HTTPS.');
    return secure.status < 300
      ? refused(`A stranger may read over HTTPS (${secure.status}) and not over HTTP (403).`)
      : unknown('Without credentials S3 answers 403 over HTTP and HTTPS alike; the policy does not show.');
  },
};
