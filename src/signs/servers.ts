/** What AWS runs at a host, by the name that AWS gave it, and which remediations of the server stand before and after the client's move. */
export interface Server {
  /** `orders (DB instance of Amazon RDS)`. */
  readonly is: string;
  /** It has to offer TLS first; left out: it always does. */
  readonly offers?: readonly string[];
  /** Refuses plaintext, once its clients have moved; left out: it does so already, or cannot. */
  readonly enforces?: readonly string[];
  /** It never speaks TLS: what is to be used instead. */
  readonly instead?: string;
}

const end = String.raw`\.amazonaws\.com(?:\.cn)?$`;
const at = (pattern: string): RegExp => new RegExp(pattern + end);

interface Known extends Omit<Server, 'is'> {
  readonly host: RegExp;
  readonly of: string;
}

/** By how AWS writes the names: `?<name>` is the owner's part of it. The first that fits. */
const known: readonly Known[] = [
  {
    host: at(String.raw`^(?<name>[\w-]+)\.(?:endpoint\.)?proxy-[\da-z]+\.[\w-]+\.rds`),
    of: 'proxy of Amazon RDS',
    enforces: ['rds-proxy-require-tls'],
  },
  {
    host: at(String.raw`^(?<name>[\w-]+)\.cluster-[\w-]+\.[\w-]+\.docdb`),
    of: 'cluster of Amazon DocumentDB',
    enforces: ['docdb-cluster-force-tls'],
  },
  {
    host: at(String.raw`^(?<name>[\w-]+)\.[\w-]+\.[\w-]+\.docdb`),
    of: 'instance of Amazon DocumentDB',
    enforces: ['docdb-cluster-force-tls'],
  },
  {
    host: at(String.raw`^(?<name>[\w-]+)\.[\w-]+\.[\w-]+\.neptune`),
    of: 'Amazon Neptune',
  },
  {
    host: at(String.raw`^(?<name>[\w-]+)\.cluster-[\w-]+\.(?:[\w-]+\.rds|rds\.[\w-]+)`),
    of: 'cluster of Amazon RDS or Aurora',
    enforces: ['rds-cluster-force-tls'],
  },
  {
    host: at(String.raw`^(?<name>[\w-]+)\.[\da-z]+\.(?:[\w-]+\.rds|rds\.[\w-]+)`),
    of: 'DB instance of Amazon RDS',
    enforces: ['rds-instance-force-tls', 'rds-cluster-force-tls'],
  },
  {
    host: at(String.raw`^(?<name>[\w-]+)-[\da-z]+\.serverless\.[\w-]+\.cache`),
    of: 'serverless cache of Amazon ElastiCache',
  },
  {
    host: at(String.raw`^(?:(?:master|replica|clustercfg)\.)?(?<name>[\w-]+)(?:\.[\w-]+)+\.cache`),
    of: 'cache of Amazon ElastiCache',
    offers: ['elasticache-group-tls', 'elasticache-memcached-tls'],
    enforces: ['elasticache-group-tls'],
  },
  {
    host: at(String.raw`^(?:[\w-]+\.)?(?<name>[\w-]+)\.[\da-z]+\.memorydb\.[\w-]+`),
    of: 'cluster of Amazon MemoryDB',
    offers: ['memorydb-cluster-tls'],
  },
  {
    host: at(String.raw`^(?<name>[\w-]+)\.[\da-z]+\.dax-clusters\.[\w-]+`),
    of: 'cluster of DynamoDB Accelerator',
    offers: ['dax-cluster-tls'],
  },
  {
    host: at(String.raw`^(?:search|vpc)-(?<name>[\da-z-]+)-[\da-z]+\.[\w-]+\.es`),
    of: 'domain of Amazon OpenSearch Service',
    enforces: ['opensearch-domain-https'],
  },
  {
    host: at(String.raw`^[bz]-\d+\.(?<name>[\w-]+)\.[\da-z]+\.c\d+\.kafka\.[\w-]+`),
    of: 'cluster of Amazon MSK',
    offers: ['msk-cluster-client-tls'],
    enforces: ['msk-cluster-client-tls'],
  },
  { host: at(String.raw`^(?<name>b-[\da-f-]+)\.mq\.[\w-]+`), of: 'broker of Amazon MQ' },
  {
    host: at(String.raw`^(?<name>[\w-]+)\.[\da-z]+\.[\w-]+\.redshift`),
    of: 'cluster of Amazon Redshift',
    enforces: ['redshift-cluster-require-tls'],
  },
  {
    host: at(String.raw`^(?<name>[\w-]+)\.\d{12}\.[\w-]+\.redshift-serverless`),
    of: 'workgroup of Amazon Redshift Serverless',
    enforces: ['redshift-serverless-require-tls'],
  },
  {
    // Of a Network Load Balancer, and then of an Application or Classic Load Balancer.
    host: at(String.raw`^(?:internal-)?(?<name>[\w-]+)-[\da-z]+\.elb\.[\w-]+`),
    of: 'Network Load Balancer',
    offers: ['elb-listener-encrypted'],
    enforces: ['elb-listener-encrypted'],
  },
  {
    host: at(String.raw`^(?:internal-)?(?<name>[\w-]+)-\d+\.[\w-]+\.elb`),
    of: 'load balancer',
    offers: ['elb-listener-encrypted'],
    enforces: ['alb-listener-https-redirect'],
  },
  {
    host: at(String.raw`^(?<name>[\w-]+)\.execute-api\.[\w-]+`),
    of: 'API of Amazon API Gateway',
  },
  {
    host: at(String.raw`^(?<name>[\w.-]+)\.s3-website[.-][\w-]+`),
    of: 'website of Amazon S3',
    instead: 'a distribution of Amazon CloudFront in front of it',
  },
  {
    host: at(String.raw`^(?<name>[\w.-]+)\.s3(?:[.-][\w-]+)?`),
    of: 'bucket of Amazon S3',
    enforces: ['s3-bucket-tls-only'],
  },
  {
    host: at(String.raw`^(?:[\w-]+\.)?(?<name>fs-[\da-f]+)\.efs\.[\w-]+`),
    of: 'file system of Amazon EFS',
    enforces: ['efs-file-system-tls-only'],
  },
  {
    host: at(String.raw`^(?<name>s-[\da-f]+)\.server\.transfer\.[\w-]+`),
    of: 'server of AWS Transfer Family',
    offers: ['transfer-server-no-ftp'],
    enforces: ['transfer-server-no-ftp'],
  },
  {
    host: /^(?<name>[\w-]+)(?:\.[\w-]+)*\.elasticbeanstalk\.com(?:\.cn)?$/,
    of: 'environment of Elastic Beanstalk',
    offers: ['beanstalk-environment-https'],
    enforces: ['alb-listener-https-redirect'],
  },
  {
    host: /^(?<name>d[\da-z]+)\.cloudfront\.(?:net|cn)$/,
    of: 'distribution of Amazon CloudFront',
    enforces: ['cloudfront-viewer-https'],
  },
  // What is left of them are APIs of AWS itself.
  { host: at(String.raw`^(?<name>[\w-]+)(?:\.[\w-]+)*`), of: 'API of AWS' },
];

/** Every remediation that is named of a server: a test sees that there are such. */
export const named: readonly string[] = [
  ...new Set(known.flatMap(({ offers = [], enforces = [] }) => [...offers, ...enforces])),
];

/** By its host name alone: that it is of the same account nobody knows. `undefined`: AWS gave no such name. */
export const serverOf = (host: string): Server | undefined => {
  for (const { host: pattern, of, offers, enforces, instead } of known) {
    const name = pattern.exec(host.toLowerCase().replace(/\.$/, ''))?.groups?.['name'];
    if (name !== undefined)
      return {
        is: `${name} (${of})`,
        ...(offers && { offers }),
        ...(enforces && { enforces }),
        ...(instead !== undefined && { instead }),
      };
  }
  return undefined;
};
