import type { Contract } from '../../kit/contract.ts';
import { joined } from '../../kit/joined.ts';
import { dmsEndpointTls } from './contract/dms-endpoint-tls.ts';

const own: Contract = {
  sets: {
    'dms:DescribeConnections': 'Connections',
    'dms:DescribeEndpoints': 'Endpoints',
    'dms:DescribeReplicationTasks': 'ReplicationTasks',
    'dms:DescribeReplications': 'Replications',
    'dms:ListTagsForResource': 'TagList',
  },
  unpaged: ['dms:ListTagsForResource'],
};

export const contract = joined(own, dmsEndpointTls);
