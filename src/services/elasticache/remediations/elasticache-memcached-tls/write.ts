import { hclText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** What the new cluster takes over. */
interface Kept {
  readonly nodeType: string;
  readonly nodes: number;
  readonly version: string;
  readonly parameterGroup: string;
  readonly subnetGroup: string;
  readonly securityGroups: readonly string[];
}

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'nodeType' in value && 'nodes' in value;

/** Ids have 50 letters at most: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html */
const newName = (name: string): string => `${name.slice(0, 46).replace(/-$/, '')}-tls`;

/** The same cluster anew in every language that people describe clusters in, and as a command. */
export const newCluster = ({ after }: Pick<Change, 'after'>, { id, region }: Target): Required<Source> => {
  if (!isKept(after)) throw new TypeError('what a new cluster takes over');
  const name = newName(id);
  const { nodeType, nodes, version, parameterGroup, subnetGroup, securityGroups } = after;
  const beside = `beside ${id}: changing it there would replace ${id} while clients use it.`;
  return {
    cloudformation: `# A new AWS::ElastiCache::CacheCluster, ${beside}\nClusterName: ${name}\nEngine: memcached\nEngineVersion: "${version}"\nTransitEncryptionEnabled: true\nCacheNodeType: ${nodeType}\nNumCacheNodes: ${nodes}\nVpcSecurityGroupIds: ${yamlValue(securityGroups)}`,
    cdk: `// A new elasticache.CfnCacheCluster, ${beside}\nclusterName: '${name}', engine: 'memcached', transitEncryptionEnabled: true, cacheNodeType: '${nodeType}', numCacheNodes: ${nodes},`,
    terraform: `# A new aws_elasticache_cluster, ${beside}\ncluster_id                 = ${hclText(name)}\nengine                     = "memcached"\ntransit_encryption_enabled = true\nnode_type                  = ${hclText(nodeType)}\nnum_cache_nodes            = ${nodes}`,
    cli: [
      `aws elasticache create-cache-cluster --region ${region} --cache-cluster-id ${name} --engine memcached --engine-version ${version} --transit-encryption-enabled`,
      `--cache-node-type ${nodeType} --num-cache-nodes ${nodes} --cache-parameter-group-name ${parameterGroup} --cache-subnet-group-name ${subnetGroup}`,
      ...(securityGroups.length > 0 ? [`--security-group-ids ${securityGroups.join(' ')}`] : []),
    ].join(' '),
  };
};
