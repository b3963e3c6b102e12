import { quoted } from '../../../../core/say/shell.ts';
import type { Change, Verdict } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { saying, type Said } from '../../../../core/say/said.ts';
import type { Meaning, Sayings, Stepping } from '../../../../families/steps.ts';
import { canInsist, hiddenIn, insists, isOfAws, places, serverOf, urlTlsOf } from '../../facts/tls.ts';
import type { OwnId } from './messages.ts';
import type { Seen } from './read.ts';

export const meaning = (value: string | null, at: string): Meaning<string> => {
  const isOn = insists(at, value);
  if (isOn === undefined) return undefined;
  return isOn ? 'good' : { to: 'true', impact: ['breaks-plaintext'] };
};

const withoutServer: ReadonlySet<string> = new Set([
  'NETWORK',
  'VIEW_VALIDATION_ATHENA',
  'VIEW_VALIDATION_REDSHIFT',
]);

/** What is decided without a property of its own; `undefined`: it has one. */
export const otherwise = (
  { whole, isClosed }: Seen,
  { id: name, region }: Target,
): Verdict<OwnId, never> | undefined => {
  if (isClosed) return { is: 'unknown', message: 'catalog-closed', data: { name } };
  const type = whole.ConnectionType ?? '(nothing)';
  const data = { name, type };
  const url = urlTlsOf(whole);
  if (withoutServer.has(type)) return { is: 'not-applicable', message: 'network-only', data };
  if (type === 'MONGODB') {
    if (url === 'demands') return { is: 'compliant' };
    return url === 'refuses'
      ? { is: 'non-compliant', message: 'mongodb-refuses', data, changes: [] }
      : { is: 'unknown', message: 'mongodb-open', data };
  }
  if (type === 'CUSTOM' || type === 'MARKETPLACE')
    return { is: 'unknown', message: 'connector-decides', data };
  const all = places(whole);
  if (all.length === 0) return { is: 'unknown', message: 'type-unknown', data };
  return url === 'refuses' && all.every(({ at, value }) => insists(at, value) === true)
    ? { is: 'unknown', message: 'url-contradicts', data: { name, region, word: quoted(name) } }
    : undefined;
};

const obstacles = ({ whole }: Seen, { id: name }: Target): readonly Said<OwnId>[] => {
  const server = serverOf(whole);
  const url = urlTlsOf(whole);
  const hidden = hiddenIn(whole);
  if (whole.ConnectionType === 'KAFKA') return [{ message: 'brokers-change-too', data: { name } }];
  return [
    ...saying<OwnId>('name-unfit', name.includes('#'), { name }),
    ...saying<OwnId>('engine-without-tls', !canInsist(server), {
      name,
      engine: server.engine || '(nothing)',
    }),
    ...saying<OwnId>('oracle-port', server.engine === 'oracle' && url !== 'demands', { name }),
    ...saying<OwnId>('url-refuses', url === 'refuses', { name }),
    ...saying<OwnId>('not-put-back', hidden !== undefined, { name, why: hidden ?? '' }),
  ];
};

const unchecked = ['SKIP_CUSTOM_JDBC_CERT_VALIDATION', 'KAFKA_SKIP_CUSTOM_CERT_VALIDATION'] as const;

export const sayings = (seen: Seen, stepping: Stepping<string>, target: Target): Sayings<OwnId> => {
  const { whole, users, unseen } = seen;
  const { id: name, region } = target;
  const isDue = stepping.length > 0;
  const isJdbc = isDue && whole.ConnectionType === 'JDBC';
  const properties = whole.ConnectionProperties ?? {};
  const lacksCa = !isOfAws(serverOf(whole).host) && (properties.CUSTOM_JDBC_CERT ?? '') === '';
  return {
    obstacles: isDue ? obstacles(seen, target) : [],
    hazards: [
      ...saying<OwnId>('server-must-fit', isJdbc, { name, region, word: quoted(name) }),
      ...saying<OwnId>('certificate-needed', isJdbc && lacksCa, { name }),
      ...saying<OwnId>('used-by', isDue && users.length > 0, { name, users: users.join(', ') }),
      ...saying<OwnId>('users-unseen', isDue && unseen.length > 0, { name, what: unseen.join(', ') }),
    ],
    notes: [
      ...saying<OwnId>('url-demands', isJdbc && urlTlsOf(whole) === 'demands', { name }),
      ...unchecked.flatMap((property) =>
        saying<OwnId>('certificate-unchecked', properties[property]?.toLowerCase() === 'true', {
          name,
          property,
        }),
      ),
    ],
  };
};

/** What an owner sets where Waxseal does not, for the reasons that a command of theirs answers. */
export const advised = ({ whole }: Seen, { arn }: Target): readonly Change[] =>
  places(whole)
    .filter(({ at, value }) => insists(at, value) === false)
    .map(({ at, value }) => ({
      set: 'enforceTls',
      on: `${arn}#${at}`,
      before: value,
      after: 'true',
      impact: ['none'],
    }));
