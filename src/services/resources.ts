// Written by scripts/generate.ts from the rooms of the services: run `npm run generate`.

/** By AWS Config resource type; each is loaded when it is first needed. */
export const resources = {
  'AWS::::Account': () => import('./cloudtrail/resources/aws--account.ts'),
  'AWS::ACM::Certificate': () => import('./acm/resources/aws-acm-certificate.ts'),
  'AWS::ACMPCA::CertificateAuthority': () => import('./acmpca/resources/aws-acmpca-certificateauthority.ts'),
  'AWS::AmazonMQ::Broker': () => import('./mq/resources/aws-amazonmq-broker.ts'),
  'AWS::ApiGateway::DomainName': () => import('./apigateway/resources/aws-apigateway-domainname.ts'),
  'AWS::ApiGateway::RestApi': () => import('./apigateway/resources/aws-apigateway-restapi.ts'),
  'AWS::ApiGateway::Stage': () => import('./apigateway/resources/aws-apigateway-stage.ts'),
  'AWS::ApiGatewayV2::Api': () => import('./apigatewayv2/resources/aws-apigatewayv2-api.ts'),
  'AWS::ApiGatewayV2::Integration': () => import('./apigatewayv2/resources/aws-apigatewayv2-integration.ts'),
  'AWS::Backup::BackupVault': () => import('./backup/resources/aws-backup-backupvault.ts'),
  'AWS::CloudFront::Distribution': () => import('./cloudfront/resources/aws-cloudfront-distribution.ts'),
  'AWS::CodeBuild::Project': () => import('./codebuild/resources/aws-codebuild-project.ts'),
  'AWS::DataSync::LocationObjectStorage': () =>
    import('./datasync/resources/aws-datasync-locationobjectstorage.ts'),
  'AWS::DAX::Cluster': () => import('./dax/resources/aws-dax-cluster.ts'),
  'AWS::DirectConnect::Connection': () => import('./directconnect/resources/aws-directconnect-connection.ts'),
  'AWS::DirectConnect::Lag': () => import('./directconnect/resources/aws-directconnect-lag.ts'),
  'AWS::DMS::Endpoint': () => import('./dms/resources/aws-dms-endpoint.ts'),
  'AWS::DynamoDB::Table': () => import('./dynamodb/resources/aws-dynamodb-table.ts'),
  'AWS::EC2::ClientVpnEndpoint': () => import('./ec2/resources/aws-ec2-clientvpnendpoint.ts'),
  'AWS::EC2::SecurityGroup': () => import('./ec2/resources/aws-ec2-securitygroup.ts'),
  'AWS::EC2::VPC': () => import('./ec2/resources/aws-ec2-vpc.ts'),
  'AWS::EC2::VPCEndpoint': () => import('./ec2/resources/aws-ec2-vpcendpoint.ts'),
  'AWS::EC2::VPNConnection': () => import('./ec2/resources/aws-ec2-vpnconnection.ts'),
  'AWS::ECR::Repository': () => import('./ecr/resources/aws-ecr-repository.ts'),
  'AWS::ECS::TaskDefinition': () => import('./ecs/resources/aws-ecs-taskdefinition.ts'),
  'AWS::EFS::FileSystem': () => import('./efs/resources/aws-efs-filesystem.ts'),
  'AWS::ElastiCache::CacheCluster': () => import('./elasticache/resources/aws-elasticache-cachecluster.ts'),
  'AWS::ElastiCache::ReplicationGroup': () =>
    import('./elasticache/resources/aws-elasticache-replicationgroup.ts'),
  'AWS::ElastiCache::ServerlessCache': () =>
    import('./elasticache/resources/aws-elasticache-serverlesscache.ts'),
  'AWS::ElasticBeanstalk::Environment': () =>
    import('./elasticbeanstalk/resources/aws-elasticbeanstalk-environment.ts'),
  'AWS::ElasticLoadBalancing::LoadBalancer': () =>
    import('./elb/resources/aws-elasticloadbalancing-loadbalancer.ts'),
  'AWS::ElasticLoadBalancingV2::Listener': () =>
    import('./elbv2/resources/aws-elasticloadbalancingv2-listener.ts'),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': () =>
    import('./elbv2/resources/aws-elasticloadbalancingv2-loadbalancer.ts'),
  'AWS::ElasticLoadBalancingV2::TargetGroup': () =>
    import('./elbv2/resources/aws-elasticloadbalancingv2-targetgroup.ts'),
  'AWS::Elasticsearch::Domain': () => import('./opensearch/resources/aws-elasticsearch-domain.ts'),
  'AWS::EMR::SecurityConfiguration': () => import('./emr/resources/aws-emr-securityconfiguration.ts'),
  'AWS::Events::EventBus': () => import('./eventbridge/resources/aws-events-eventbus.ts'),
  'AWS::FSx::FileSystem': () => import('./fsx/resources/aws-fsx-filesystem.ts'),
  'AWS::GlobalAccelerator::Listener': () =>
    import('./globalaccelerator/resources/aws-globalaccelerator-listener.ts'),
  'AWS::Glue::Connection': () => import('./glue/resources/aws-glue-connection.ts'),
  'AWS::IAM::ServerCertificate': () => import('./iam/resources/aws-iam-servercertificate.ts'),
  'AWS::IoT::DomainConfiguration': () => import('./iot/resources/aws-iot-domainconfiguration.ts'),
  'AWS::Kinesis::Stream': () => import('./kinesis/resources/aws-kinesis-stream.ts'),
  'AWS::KMS::Key': () => import('./kms/resources/aws-kms-key.ts'),
  'AWS::Lambda::Function': () => import('./lambda/resources/aws-lambda-function.ts'),
  'AWS::MemoryDB::Cluster': () => import('./memorydb/resources/aws-memorydb-cluster.ts'),
  'AWS::MSK::Cluster': () => import('./kafka/resources/aws-msk-cluster.ts'),
  'AWS::MSK::ServerlessCluster': () => import('./kafka/resources/aws-msk-serverlesscluster.ts'),
  'AWS::NetworkFirewall::Firewall': () =>
    import('./networkfirewall/resources/aws-networkfirewall-firewall.ts'),
  'AWS::OpenSearch::Domain': () => import('./opensearch/resources/aws-opensearch-domain.ts'),
  'AWS::RDS::DBCluster': () => import('./rds/resources/aws-rds-dbcluster.ts'),
  'AWS::RDS::DBInstance': () => import('./rds/resources/aws-rds-dbinstance.ts'),
  'AWS::RDS::DBProxy': () => import('./rds/resources/aws-rds-dbproxy.ts'),
  'AWS::Redshift::Cluster': () => import('./redshift/resources/aws-redshift-cluster.ts'),
  'AWS::RedshiftServerless::Workgroup': () =>
    import('./redshiftserverless/resources/aws-redshiftserverless-workgroup.ts'),
  'AWS::S3::AccessPoint': () => import('./s3control/resources/aws-s3-accesspoint.ts'),
  'AWS::S3::Bucket': () => import('./s3/resources/aws-s3-bucket.ts'),
  'AWS::SecretsManager::Secret': () => import('./secretsmanager/resources/aws-secretsmanager-secret.ts'),
  'AWS::SES::ConfigurationSet': () => import('./ses/resources/aws-ses-configurationset.ts'),
  'AWS::SNS::Subscription': () => import('./sns/resources/aws-sns-subscription.ts'),
  'AWS::SNS::Topic': () => import('./sns/resources/aws-sns-topic.ts'),
  'AWS::SQS::Queue': () => import('./sqs/resources/aws-sqs-queue.ts'),
  'AWS::SSM::Parameter': () => import('./ssm/resources/aws-ssm-parameter.ts'),
  'AWS::Transfer::Server': () => import('./transfer/resources/aws-transfer-server.ts'),
  'AWS::VpcLattice::Listener': () => import('./vpclattice/resources/aws-vpclattice-listener.ts'),
  'AWS::WAFv2::WebACL': () => import('./wafv2/resources/aws-wafv2-webacl.ts'),
};
