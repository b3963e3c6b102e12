import type { Probed } from '../../../sandbox/probe.ts';

const met: Readonly<Record<string, string>> = {
  'allow-all': 'answered',
  'redirect-to-https': 'sent to HTTPS',
  'https-only': 'refused',
};

/** Somebody opens a page over HTTP: of several behaviors the one that lets most in counts. */
export const distribution: Probed = {
  ids: ({ cloudfront }) => cloudfront.Distributions.map(({ Id }) => Id),
  probe: (id, { cloudfront }) => {
    const found = cloudfront.Distributions.find(({ Id }) => Id === id);
    const behaviors = found ? [found.DefaultCacheBehavior, ...(found.CacheBehaviors?.Items ?? [])] : [];
    const policies = behaviors.map(({ ViewerProtocolPolicy }) => ViewerProtocolPolicy);
    const most = Object.keys(met).find((one) => policies.some((policy) => policy === one)) ?? 'https-only';
    return { asks: 'GET over HTTP', gets: met[most] ?? '–', refused: most !== 'allow-all' };
  },
};
