import * as z from 'zod/mini';
import { remediation, type Aws, type Verdict } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { enforced, type Shown } from '../../../families/enforced.ts';
import { isBefore } from '../../../families/parameter/groups.ts';
import { clusterById } from '../parameters/cluster-pages.ts';

const page = 'https://docs.aws.amazon.com/neptune/latest/userguide/security-ssl.html';
/** The first one that takes HTTPS alone, with TLS 1.2 or newer. */
const since = '1.0.4.0';

const isVersion = (text: string): boolean => /^\d+(?:\.\d+)+/.test(text);

/** A cluster with its engine: RDS answers those of other services, too. */
interface Seen extends Shown {
  readonly name: string;
  /** Empty: RDS did not say. */
  readonly engine: string;
}

const read = async ({ id }: Target, aws: Aws): Promise<Seen | undefined> => {
  const found = await clusterById(id, aws);
  return (
    found && {
      value: found.EngineVersion ?? null,
      name: found.DBClusterIdentifier ?? id,
      engine: found.Engine ?? '',
    }
  );
};

const { messages, ...parts } = enforced({
  thing: 'Neptune cluster',
  page,
  says: `since engine version ${since} clients connect by HTTPS with TLS 1.2 or newer and by nothing else.`,
  caveat:
    'It is about what Neptune itself listens for. A load balancer or proxy that people put in front of it takes what they let it take, and ciphers cannot be chosen.',
  field: { name: 'EngineVersion', holds: isVersion },
  read,
});

const own = {
  'other-engine': { says: 'Cluster {cluster} runs {engine}; this is about Amazon Neptune.' },
  'engine-unnamed': {
    says: 'RDS does not say which engine cluster {cluster} runs, so nothing was evaluated.',
    todo: 'Look at the cluster in the RDS console. It is evaluated again with the next event or sweep.',
  },
  'engine-too-old': {
    says: `Neptune cluster {cluster} runs engine version {version}. Before ${since} Neptune takes TLS 1.1, and plain HTTP too where neptune_enforce_ssl is 0 in its cluster parameter group.`,
    todo: `Have all clients use HTTPS with TLS 1.2, then upgrade it, one major version after another, to one that Neptune still supports, at least ${since}: see aws neptune describe-db-engine-versions --region {region} --engine neptune --engine-version {version}, and aws neptune modify-db-cluster --region {region} --db-cluster-identifier {cluster} --allow-major-version-upgrade --no-apply-immediately --engine-version with one of its ValidUpgradeTarget. If the cluster or its instances have parameter groups of their own, make such of the DBParameterGroupFamily of that version first, and name them with --db-cluster-parameter-group-name and --db-instance-parameter-group-name. Neptune restarts the cluster in its next maintenance window, and coming from before 1.1.0.0 upgrades the operating system too: nothing may be written meanwhile, and each subnet needs a free address for each of its instances.`,
  },
} as const;

const plan = (
  { value, name: cluster, engine }: Seen,
  target: Target,
): Verdict<keyof typeof own | keyof typeof messages, never> => {
  if (engine === '') return { is: 'unknown', message: 'engine-unnamed', data: { cluster } };
  if (engine !== 'neptune')
    return { is: 'not-applicable', message: 'other-engine', data: { cluster, engine } };
  if (value !== null && isVersion(value) && isBefore(value, since)) {
    const data = { cluster, version: value, region: target.region };
    return { is: 'non-compliant', message: 'engine-too-old', data, changes: [] };
  }
  return parts.plan({ value }, target);
};

/** Shows that AWS lets nobody reach a Neptune cluster without TLS. */
export default remediation({
  meta: {
    id: 'neptune-cluster-endpoint',
    version: 1,
    family: 'enforced',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Neptune clusters are reached over HTTPS only',
    summary: `Reads the engine version of a Neptune cluster and compares it with what AWS documents: since ${since} nothing but HTTPS with TLS 1.2 or newer is taken. Older ones are told to upgrade. Nothing is written.`,
    resourceType: 'AWS::RDS::DBCluster',
    configRules: [],
    controls: [],
    services: ['rds'],
    reversible: true,
    permissions: { read: ['rds:DescribeDBClusters'], write: [], undo: [] },
    messages: { ...messages, ...own },
    docs: [
      page,
      'https://docs.aws.amazon.com/neptune/latest/userguide/engine-releases-1.0.4.0.html',
      'https://docs.aws.amazon.com/neptune/latest/userguide/engine-releases-1.1.1.0.R5.html',
      'https://docs.aws.amazon.com/neptune/latest/userguide/engine-updates-manually.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBClusters.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
  read,
  plan,
});
