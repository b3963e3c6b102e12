import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { advice, type Evaluated } from '../../../families/advice.ts';
import { listed } from '../../../families/parameter/plan.ts';
import { goesWith, keepsSecret } from '../facts/oracle-options.ts';
import { messages as all } from './rds-oracle-tls/messages.ts';
import { readOracle, type Oracle } from './rds-oracle-tls/read.ts';
import { optionIn, required, sslFor, sslOnly12, strong, type Wanted } from './rds-oracle-tls/write.ts';

type Id = keyof typeof all;

/** Statuses in which RDS has not come to what the group says. */
const isBusy = (status: string): boolean => /^(?:pending-|applying$|removing$)/.test(status);

const evaluate = (
  { name: instance, engine, version, authority, port, memberships, options }: Oracle,
  { arn, region }: Target,
): Evaluated<Id> => {
  if (!engine.startsWith('oracle-'))
    return engine.startsWith('custom-oracle-')
      ? { is: 'unknown', message: 'custom', data: { instance, engine } }
      : { is: 'not-applicable', message: 'other-engine', data: { instance, engine: engine || '(nothing)' } };
  const busy = memberships.find(({ status }) => isBusy(status));
  if (busy) return { is: 'pending', message: 'options-busy', data: { instance, status: busy.status } };
  const groups = listed(memberships.map(({ name, status }) => `${name} (${status})`)) || '(none)';
  if (!options) return { is: 'unknown', message: 'options-unclear', data: { instance, groups } };
  const group = memberships[0]?.name ?? '';
  const data = { instance, group, region, port: port ?? '(unknown)' };
  const advised = (
    message: Id,
    wanted: Wanted,
    before: string | null,
    more: Readonly<Record<string, string>> = {},
  ): Evaluated<Id> => ({
    is: 'advised',
    message,
    data: { ...data, ...more },
    advises: [
      {
        set: 'options',
        on: arn,
        before,
        after: { ...wanted, group, engine, version, securityGroups: options.groups },
      },
    ],
  });
  const { encryption, sources } = options;
  switch (encryption.is) {
    case 'none':
      return advised('nothing-encrypts', sslFor(authority), null);
    case 'native': {
      const { server, weak } = encryption;
      if (server !== 'REQUIRED') return advised('native-not-required', required, server, { server });
      if (weak.length > 0) return advised('weak-ciphers', strong, listed(weak), { ciphers: listed(weak) });
      return { is: 'good', notes: [{ message: 'native-encryption', data }] };
    }
    case 'ssl': {
      const { versions, isOld, suites } = encryption;
      const suited = sslFor(authority, encryption.port);
      const wanted = suited.settings['SQLNET.CIPHER_SUITE'] ?? '';
      const held = listed(suites);
      // Before the version: with these nobody has TLS of any.
      if (!suites.some((suite) => goesWith(suite, authority)))
        return advised('suites-unfit', suited, held, { suites: held, authority: authority ?? '' });
      if (isOld) return advised('old-tls', sslOnly12(encryption.port), versions, { versions });
      const weak = listed(suites.filter((suite) => !keepsSecret(suite)));
      if (weak !== '') return advised('weak-suites', suited, held, { suites: weak, wanted });
      const reached = {
        ...data,
        tlsPort: encryption.port ?? '(unknown)',
        groups: listed(options.groups) || '(none)',
        list: options.groups.join(','),
      };
      if (sources === null || port === null)
        return { is: 'unknown', message: 'groups-unseen', data: reached };
      if (sources.length === 0) return { is: 'good', notes: [{ message: 'plaintext-port-closed', data }] };
      const from = { ...reached, sources: listed(sources) };
      return { is: 'advised', message: 'plaintext-port-open', data: from, advises: [] };
    }
  }
};

const { messages, ...parts } = advice({
  messages: all,
  read: readOracle,
  evaluate,
  write: optionIn,
});

/** Says of RDS for Oracle whether anything gets in that is not encrypted, and what its owner has to do. */
export default remediation({
  meta: {
    id: 'rds-oracle-tls',
    version: 1,
    family: 'advice',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'RDS for Oracle takes nothing that is not encrypted',
    summary:
      'Evaluates the option group of an Oracle instance. Oracle’s own network encryption counts where it is required with AES alone; TLS (the option SSL) where it is 1.2 with cipher suites of TLS_ECDHE and no security group lets anybody reach the port in the clear, which RDS cannot close. Everything else is told with the option as people would add it. Waxseal writes nothing.',
    resourceType: 'AWS::RDS::DBInstance',
    configRules: [],
    controls: [],
    services: ['rds', 'ec2'],
    reversible: true,
    permissions: {
      read: ['ec2:DescribeSecurityGroups', 'rds:DescribeDBInstances', 'rds:DescribeOptionGroups'],
      write: [],
      undo: [],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.Oracle.Options.SSL.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Oracle.Options.NNE.Options.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_OptionGroup.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_OptionGroupMembership.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
