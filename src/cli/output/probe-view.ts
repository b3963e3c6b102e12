import type { Plaintext } from '../../core/model/endpoint.ts';
import { cipherClasses, classOf } from '../../probe/ciphers.ts';
import type { Probed, TlsSeen } from '../../probe/probe.ts';
import { spoken } from '../../probe/protocols/index.ts';
import type { Chain } from '../../probe/redirects.ts';
import {
  bold,
  dim,
  gap,
  green,
  item,
  red,
  table,
  text,
  title,
  yellow,
  type Block,
  type Span,
  type Words,
} from '../../report/blocks.ts';

const mostNames = 10;
const mostFaults = 8;

type Row = readonly [what: string, is: Words];

const plaintextWords: Readonly<Record<Plaintext['is'], Span>> = {
  accepted: red('accepted'),
  refused: green('refused'),
  unknown: yellow('unknown'),
};

const more = (all: readonly unknown[], shown: number): string =>
  all.length > shown ? `, and ${all.length - shown} more` : '';

const plaintextRows = ({ plaintext, addresses, unasked }: Probed): readonly Row[] => [
  ['plaintext', [plaintextWords[plaintext.is], ' ', dim(plaintext.says)]],
  ...(addresses.length < 2
    ? []
    : addresses.map(({ address, plaintext: at }): Row => [
        `  at ${address}`,
        [plaintextWords[at.is], ' ', dim(at.says)],
      ])),
  ...(unasked === undefined
    ? []
    : [['', [yellow(`and ${unasked} more addresses, which were not asked`)]] as const]),
];

/** How many suites of each class are taken, the best class first. */
const classesOf = ({ versions }: TlsSeen): string => {
  const all = [...new Set(versions.flatMap(({ ciphers }) => ciphers))];
  return cipherClasses
    .map((name) => ({ name, count: all.filter((cipher) => classOf(cipher) === name).length }))
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${count} ${name}`)
    .join('; ');
};

const versionWords = ({ versions }: TlsSeen): Words => {
  const of = (is: string): string =>
    versions
      .filter((seen) => seen.is === is)
      .map(({ version }) => version)
      .join(', ');
  const unknown = of('unknown');
  return [
    of('accepted') || 'none accepted',
    dim(of('refused') === '' ? '' : `; refused: ${of('refused')}`),
    ...(unknown === '' ? [] : [yellow(`; unknown: ${unknown}`)]),
  ];
};

const gradeWords = ({ grade: { profile, s3 } }: TlsSeen): Words => [
  profile === 'none' ? red("none of Mozilla's profiles") : `Mozilla: ${profile}`,
  s3 ? '; as S3 asks of its clients' : '; less than S3 asks of its clients',
];

const tlsRows = (tls: Probed['tls']): readonly Row[] => {
  if (tls.is !== 'spoken')
    return [['TLS', [tls.is === 'unknown' ? yellow('unknown') : red('not spoken'), ' ', dim(tls.says)]]];
  const [leaf] = tls.chain;
  const how = [
    tls.version,
    tls.cipher,
    tls.group,
    tls.alpn && `ALPN ${tls.alpn}`,
    tls.begun === 'within' && 'STARTTLS',
  ];
  return [
    ['TLS', how.filter((part) => typeof part === 'string').join(', ')],
    ['versions', versionWords(tls)],
    ['ciphers', classesOf(tls)],
    ...(leaf
      ? [
          [
            'certificate',
            `${leaf.subject || 'no subject'}; until ${leaf.until.slice(0, 10)}; ${leaf.key}, ${leaf.signature}`,
          ] as const,
          [
            'names',
            `${leaf.names.slice(0, mostNames).join(', ')}${more(leaf.names, mostNames)}` || 'none',
          ] as const,
          ['issuer', leaf.issuer] as const,
        ]
      : []),
    ...tls.problems.map(({ says, weighs, check }): Row => [
      `  ${check}`,
      weighs === 'note' ? [dim(`note: ${says}`)] : [red('problem: '), says],
    ]),
    ['grade', gradeWords(tls)],
  ];
};

const httpRows = ({ hops, hsts, problems, notes }: Chain): readonly Row[] => [
  ...hops.map(({ url, status, says }, at): Row => [
    at === 0 ? 'page' : '  sent on to',
    `${url} ${status ?? says ?? ''}`,
  ]),
  ...(hsts
    ? [
        [
          'HSTS',
          `${hsts.maxAge} s${hsts.includeSubDomains ? ', subdomains' : ''}${hsts.preload ? ', preload' : ''}`,
        ] as const,
      ]
    : []),
  ...problems.map((says): Row => ['', [yellow('problem: '), says]]),
  ...notes.map((says): Row => ['', [dim(`note: ${says}`)]]),
];

/** Whether it is good, and what keeps it from that: this is what `--exit-code` ends with. */
const verdict = (faults: readonly string[], wanted: string): readonly Block[] => [
  gap,
  text(
    faults.length === 0
      ? [green('Good'), `, by the profile ${wanted}.`]
      : [red('Not good'), `, by the profile ${wanted}; --exit-code ends with 3:`],
  ),
  ...faults.slice(0, mostFaults).map((says) => item(says)),
  ...(faults.length > mostFaults
    ? [item(`and ${faults.length - mostFaults} more; --format json has all`)]
    : []),
];

/** One endpoint for people. */
export const probedView = (
  probed: Probed & { readonly faults: readonly string[] },
  wanted: string,
): readonly Block[] => {
  const { endpoint, tls, http, faults } = probed;
  return [
    title([bold(`${endpoint.host}:${endpoint.port}`), dim(`  ${spoken[endpoint.protocol].title}`)]),
    table(
      [{ head: '', keep: true }, { head: '' }],
      [...plaintextRows(probed), ...tlsRows(tls), ...(http ? httpRows(http) : [])].map(([what, is]) => [
        what,
        is,
      ]),
    ),
    ...verdict(faults, wanted),
    gap,
  ];
};
