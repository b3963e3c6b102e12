import type { Contract } from '../../kit/contract.ts';
import { joined } from '../../kit/joined.ts';
import { glueConnectionTls } from './contract/glue-connection-tls.ts';

const own: Contract = {
  sets: {
    'glue:GetConnection': [
      'Connection.CompatibleComputeEnvironments',
      'Connection.MatchCriteria',
      'Connection.PhysicalConnectionRequirements.SecurityGroupIdList',
      // What the SDK would have dropped.
      'waxsealDropped',
    ],
    'glue:GetConnections': [
      'ConnectionList',
      'ConnectionList.CompatibleComputeEnvironments',
      'ConnectionList.MatchCriteria',
      'ConnectionList.PhysicalConnectionRequirements.SecurityGroupIdList',
    ],
    'glue:GetCrawlers': ['Crawlers', 'Crawlers.Targets.JdbcTargets', 'Crawlers.Targets.S3Targets'],
    'glue:GetJob': 'Job.Connections.Connections',
    'glue:GetJobs': ['Jobs', 'Jobs.Connections.Connections'],
  },
  unpaged: ['glue:GetConnection', 'glue:GetJob'],
};

export const contract = joined(own, glueConnectionTls);
