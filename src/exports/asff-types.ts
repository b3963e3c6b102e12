import type { ResourceDetails } from '@aws-sdk/client-securityhub';

/**
 * What Security Hub calls a type of AWS Config, where it knows one.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/asff-resources.html
 */
const types = {
  'AWS::ACM::Certificate': 'AwsCertificateManagerCertificate',
  'AWS::AmazonMQ::Broker': 'AwsAmazonMqBroker',
  'AWS::ApiGateway::RestApi': 'AwsApiGatewayRestApi',
  'AWS::ApiGateway::Stage': 'AwsApiGatewayStage',
  'AWS::ApiGatewayV2::Api': 'AwsApiGatewayV2Api',
  'AWS::Backup::BackupVault': 'AwsBackupBackupVault',
  'AWS::CloudFront::Distribution': 'AwsCloudFrontDistribution',
  'AWS::CodeBuild::Project': 'AwsCodeBuildProject',
  'AWS::DMS::Endpoint': 'AwsDmsEndpoint',
  'AWS::DynamoDB::Table': 'AwsDynamoDbTable',
  'AWS::EC2::ClientVpnEndpoint': 'AwsEc2ClientVpnEndpoint',
  'AWS::EC2::SecurityGroup': 'AwsEc2SecurityGroup',
  'AWS::EC2::VPC': 'AwsEc2Vpc',
  'AWS::EC2::VPNConnection': 'AwsEc2VpnConnection',
  'AWS::ECR::Repository': 'AwsEcrRepository',
  'AWS::ECS::TaskDefinition': 'AwsEcsTaskDefinition',
  'AWS::ElasticBeanstalk::Environment': 'AwsElasticBeanstalkEnvironment',
  'AWS::ElasticLoadBalancing::LoadBalancer': 'AwsElbLoadBalancer',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'AwsElbv2LoadBalancer',
  'AWS::Elasticsearch::Domain': 'AwsElasticsearchDomain',
  'AWS::Events::EventBus': 'AwsEventsEventbus',
  'AWS::KMS::Key': 'AwsKmsKey',
  'AWS::Kinesis::Stream': 'AwsKinesisStream',
  'AWS::Lambda::Function': 'AwsLambdaFunction',
  'AWS::MSK::Cluster': 'AwsMskCluster',
  'AWS::NetworkFirewall::Firewall': 'AwsNetworkFirewallFirewall',
  'AWS::OpenSearch::Domain': 'AwsOpenSearchServiceDomain',
  'AWS::RDS::DBCluster': 'AwsRdsDbCluster',
  'AWS::RDS::DBInstance': 'AwsRdsDbInstance',
  'AWS::Redshift::Cluster': 'AwsRedshiftCluster',
  'AWS::S3::AccessPoint': 'AwsS3AccessPoint',
  'AWS::S3::Bucket': 'AwsS3Bucket',
  'AWS::SNS::Topic': 'AwsSnsTopic',
  'AWS::SQS::Queue': 'AwsSqsQueue',
  'AWS::SecretsManager::Secret': 'AwsSecretsManagerSecret',
  'AWS::WAFv2::WebACL': 'AwsWafv2WebAcl',
} as const satisfies Readonly<Record<string, keyof ResourceDetails>>;

const known: ReadonlyMap<string, string> = new Map([
  ...Object.entries(types),
  ['AWS::::Account', 'AwsAccount'],
]);

/** `Other` where Security Hub knows none: what it does not know it would refuse. */
export const asffTypeOf = (type: string): string => known.get(type) ?? 'Other';
