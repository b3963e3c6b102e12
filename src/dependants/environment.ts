import { tlsIn } from '../services/glue/facts/url.ts';

type Variables = readonly (readonly [name: string, value: string])[];

/** Schemes of URLs that stand for TLS, whatever else the URL says. */
const ofTls = /^(?:https|rediss|amqps|mqtts|ldaps|wss):/i;
/** What drivers read besides: https://www.postgresql.org/docs/current/libpq-envars.html */
const demanding: Readonly<Record<string, ReadonlySet<string>>> = {
  PGSSLMODE: new Set(['require', 'verify-ca', 'verify-full']),
};

const demands = (value: string): boolean => ofTls.test(value.trim()) || tlsIn(value) === 'demands';

/**
 * Whether variables of an environment give the way to a resource without demanding TLS. What they hold is looked at here and goes no
 * further: there are secrets among it.
 */
export const leadsWithoutTls = (isMeant: (text: string) => boolean, variables: Variables): boolean =>
  !variables.some(([name, value]) => demanding[name]?.has(value.trim().toLowerCase()) === true) &&
  variables.some(([, value]) => isMeant(value) && !demands(value));
