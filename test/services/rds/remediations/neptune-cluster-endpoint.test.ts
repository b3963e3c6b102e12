import unit from '../../../../src/services/rds/remediations/neptune-cluster-endpoint.ts';
import resource from '../../../../src/services/rds/resources/aws-rds-dbcluster.ts';
import { testRemediation } from '../../../kit/tester.ts';

const DbClusterResourceId = `cluster-${'GRAPH'.padEnd(26, '0')}`;
const held = (EngineVersion: string | null, Engine = 'neptune') => ({
  rds: { DBClusters: [{ DBClusterIdentifier: 'graph', DbClusterResourceId, Engine, EngineVersion }] },
});
const enforced = { is: 'compliant', notes: ['enforced', 'caveat'] } as const;
const tooOld = { is: 'non-compliant', message: 'engine-too-old', changes: 0 } as const;

testRemediation(unit, resource, {
  'an engine of today': {
    account: held('1.4.5.1'),
    target: 'graph',
    expect: {
      ...enforced,
      says: [
        `AWS enforces it for Neptune cluster ${DbClusterResourceId}: since engine version 1.0.4.0 clients connect by HTTPS with TLS 1.2 or newer and by nothing else. (https://docs.aws.amazon.com/neptune/latest/userguide/security-ssl.html) Seen: EngineVersion 1.4.5.1.`,
      ],
    },
  },
  'the first one that takes HTTPS alone, by the id of an event': {
    account: held('1.0.4.0'),
    target: DbClusterResourceId,
    expect: enforced,
  },
  'one that takes plain HTTP, too': {
    account: held('1.0.3.0'),
    target: 'arn:aws:rds:eu-west-1:111122223333:cluster:graph',
    expect: {
      ...tooOld,
      says: [
        'Neptune cluster graph runs engine version 1.0.3.0. Before 1.0.4.0 Neptune takes TLS 1.1, and plain HTTP too where neptune_enforce_ssl is 0 in its cluster parameter group. Have all clients use HTTPS with TLS 1.2, then upgrade it, one major version after another, to one that Neptune still supports, at least 1.0.4.0: see aws neptune describe-db-engine-versions --region eu-west-1 --engine neptune --engine-version 1.0.3.0, and aws neptune modify-db-cluster --region eu-west-1 --db-cluster-identifier graph --allow-major-version-upgrade --no-apply-immediately --engine-version with one of its ValidUpgradeTarget. If the cluster or its instances have parameter groups of their own, make such of the DBParameterGroupFamily of that version first, and name them with --db-cluster-parameter-group-name and --db-instance-parameter-group-name. Neptune restarts the cluster in its next maintenance window, and coming from before 1.1.0.0 upgrades the operating system too: nothing may be written meanwhile, and each subnet needs a free address for each of its instances.',
      ],
    },
  },
  'a patch of the last one that does': { account: held('1.0.3.0.R3'), target: 'graph', expect: tooOld },
  'a version that is not told': {
    account: held(null),
    target: 'graph',
    expect: { is: 'unknown', message: 'proof-missing' },
  },
  'a version that is written otherwise': {
    account: held('newest'),
    target: 'graph',
    expect: { is: 'non-compliant', message: 'not-as-documented', changes: 0 },
  },
  'an engine that is not told': {
    account: held('1.4.5.1', ''),
    target: 'graph',
    expect: { is: 'unknown', message: 'engine-unnamed' },
  },
  Aurora: {
    account: held('16.4', 'aurora-postgresql'),
    target: 'graph',
    expect: { is: 'not-applicable', message: 'other-engine' },
  },
  DocumentDB: {
    account: held('5.0.0', 'docdb'),
    target: 'graph',
    expect: {
      is: 'not-applicable',
      message: 'other-engine',
      says: ['Cluster graph runs docdb; this is about Amazon Neptune.'],
    },
  },
  'a cluster that is gone': {
    account: {},
    target: 'arn:aws:rds:eu-west-1:111122223333:cluster:gone',
    gone: { id: DbClusterResourceId },
  },
});
