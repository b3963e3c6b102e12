import { expect, test } from 'vitest';
import { named, serverOf } from '../../src/signs/servers.ts';
import { remediations } from '../../src/services/index.ts';

test.each([
  ['orders.abc123.eu-west-1.rds.amazonaws.com', 'orders (DB instance of Amazon RDS)'],
  ['Orders.abc123.eu-west-1.rds.amazonaws.com.', 'orders (DB instance of Amazon RDS)'],
  ['orders.abc123.rds.cn-north-1.amazonaws.com.cn', 'orders (DB instance of Amazon RDS)'],
  ['orders.cluster-abc123.eu-west-1.rds.amazonaws.com', 'orders (cluster of Amazon RDS or Aurora)'],
  ['orders.cluster-ro-abc123.eu-west-1.rds.amazonaws.com', 'orders (cluster of Amazon RDS or Aurora)'],
  ['orders.proxy-abc123.eu-west-1.rds.amazonaws.com', 'orders (proxy of Amazon RDS)'],
  ['reads.endpoint.proxy-abc123.eu-west-1.rds.amazonaws.com', 'reads (proxy of Amazon RDS)'],
  ['docs.cluster-abc123.eu-west-1.docdb.amazonaws.com', 'docs (cluster of Amazon DocumentDB)'],
  ['docs1.abc123.eu-west-1.docdb.amazonaws.com', 'docs1 (instance of Amazon DocumentDB)'],
  ['graph.cluster-abc123.eu-west-1.neptune.amazonaws.com', 'graph (Amazon Neptune)'],
  ['master.orders.abc123.euw1.cache.amazonaws.com', 'orders (cache of Amazon ElastiCache)'],
  ['clustercfg.orders.abc123.euw1.cache.amazonaws.com', 'orders (cache of Amazon ElastiCache)'],
  ['orders.abc123.ng.0001.euw1.cache.amazonaws.com', 'orders (cache of Amazon ElastiCache)'],
  ['orders-abc123.serverless.euw1.cache.amazonaws.com', 'orders (serverless cache of Amazon ElastiCache)'],
  ['clustercfg.orders.abc123.memorydb.eu-west-1.amazonaws.com', 'orders (cluster of Amazon MemoryDB)'],
  ['orders.abc123.dax-clusters.eu-west-1.amazonaws.com', 'orders (cluster of DynamoDB Accelerator)'],
  ['search-logs-abc123.eu-west-1.es.amazonaws.com', 'logs (domain of Amazon OpenSearch Service)'],
  ['vpc-app-logs-abc123.eu-west-1.es.amazonaws.com', 'app-logs (domain of Amazon OpenSearch Service)'],
  ['b-1.orders.abc123.c2.kafka.eu-west-1.amazonaws.com', 'orders (cluster of Amazon MSK)'],
  ['b-1234abcd-1.mq.eu-west-1.amazonaws.com', 'b-1234abcd-1 (broker of Amazon MQ)'],
  ['dw.abc123.eu-west-1.redshift.amazonaws.com', 'dw (cluster of Amazon Redshift)'],
  [
    'dw.111122223333.eu-west-1.redshift-serverless.amazonaws.com',
    'dw (workgroup of Amazon Redshift Serverless)',
  ],
  ['internal-shop-1234567890.eu-west-1.elb.amazonaws.com', 'shop (load balancer)'],
  ['shop-0123456789abcdef.elb.eu-west-1.amazonaws.com', 'shop (Network Load Balancer)'],
  ['a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com', 'a1b2c3d4e5 (API of Amazon API Gateway)'],
  ['shop.s3-website-eu-west-1.amazonaws.com', 'shop (website of Amazon S3)'],
  ['shop.s3-website.eu-central-1.amazonaws.com', 'shop (website of Amazon S3)'],
  ['shop.assets.s3.eu-west-1.amazonaws.com', 'shop.assets (bucket of Amazon S3)'],
  ['shop.s3.amazonaws.com', 'shop (bucket of Amazon S3)'],
  ['fs-0123abcd.efs.eu-west-1.amazonaws.com', 'fs-0123abcd (file system of Amazon EFS)'],
  ['s-0123abcd.server.transfer.eu-west-1.amazonaws.com', 's-0123abcd (server of AWS Transfer Family)'],
  ['shop.eu-west-1.elasticbeanstalk.com', 'shop (environment of Elastic Beanstalk)'],
  ['d111111abcdef8.cloudfront.net', 'd111111abcdef8 (distribution of Amazon CloudFront)'],
  ['sqs.eu-west-1.amazonaws.com', 'sqs (API of AWS)'],
])('%s', (host, is) => expect(serverOf(host)?.is).toBe(is));

test.each([
  'db.shop.io',
  'rds.amazonaws.com.evil.io',
  'evilrds-amazonaws.com',
  '10.0.0.7',
  'amazonaws.com',
  '?',
])('%s is no name that AWS gave', (host) => expect(serverOf(host)).toBeUndefined());

test('every remediation that is named is there', () => {
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((id) => !(id in remediations))).toEqual([]);
});
