/**
 * Eighty remediations over thirty-odd services as they may be one day: which IAM actions each would need. Ids and types
 * are those that are planned; the actions are real ones, which `eighty.ts` looks up.
 *
 * `== service, what is listed and how it is labelled` begins a service; then, one a line,
 * `id, resource type : reads > writes > undo, where it is not the writes`. An action of another service has its prefix.
 * A line without writes is of a remediation that only evaluates.
 */
export const rows = `
== elasticloadbalancing DescribeLoadBalancers DescribeListeners DescribeTags
alb-listener-https-redirect AWS::ElasticLoadBalancingV2::LoadBalancer : DescribeListenerAttributes DescribeRules DescribeTargetGroups acm:DescribeCertificate codedeploy:ListApplications codedeploy:BatchGetApplications codedeploy:ListDeploymentGroups codedeploy:BatchGetDeploymentGroups ec2:DescribeSecurityGroups ec2:DescribeSecurityGroupRules ec2:GetManagedPrefixListEntries ec2:DescribeManagedPrefixLists ecs:ListClusters ecs:ListServices ecs:DescribeServices > ModifyListener ModifyRule
elb-listener-encrypted AWS::ElasticLoadBalancingV2::Listener : DescribeRules DescribeTargetGroups DescribeTargetHealth acm:ListCertificates acm:DescribeCertificate > ModifyListener CreateListener AddTags > ModifyListener DeleteListener
elb-listener-tls-policy AWS::ElasticLoadBalancingV2::Listener : DescribeSSLPolicies > ModifyListener
elb-listener-acm-certificate AWS::ElasticLoadBalancingV2::LoadBalancer : DescribeListenerCertificates acm:ListCertificates acm:DescribeCertificate > ModifyListener AddListenerCertificates > ModifyListener RemoveListenerCertificates
elb-target-group-encrypted AWS::ElasticLoadBalancingV2::TargetGroup : DescribeTargetGroups DescribeTargetGroupAttributes DescribeTargetHealth
elb-target-group-health-check-encrypted AWS::ElasticLoadBalancingV2::TargetGroup : DescribeTargetGroups DescribeTargetHealth > ModifyTargetGroup
clb-listener-acm-certificate AWS::ElasticLoadBalancing::LoadBalancer : DescribeLoadBalancerPolicies acm:ListCertificates > SetLoadBalancerListenerSSLCertificate
clb-listener-encrypted AWS::ElasticLoadBalancing::LoadBalancer : DescribeLoadBalancerAttributes DescribeInstanceHealth > CreateLoadBalancerListeners DeleteLoadBalancerListeners
clb-listener-tls-policy AWS::ElasticLoadBalancing::LoadBalancer : DescribeLoadBalancerPolicies DescribeLoadBalancerPolicyTypes > CreateLoadBalancerPolicy SetLoadBalancerPoliciesOfListener > SetLoadBalancerPoliciesOfListener DeleteLoadBalancerPolicy
alb-listener-hsts AWS::ElasticLoadBalancingV2::Listener : DescribeListenerAttributes > ModifyListenerAttributes
alb-listener-mutual-tls AWS::ElasticLoadBalancingV2::Listener : DescribeTrustStores DescribeTrustStoreAssociations
== apigateway GET
apigateway-domain-tls-policy AWS::ApiGateway::DomainName : acm:DescribeCertificate > PATCH
apigateway-rest-api-tls-policy AWS::ApiGateway::RestApi : > PATCH UpdateRestApiPolicy
apigateway-stage-client-certificate AWS::ApiGateway::Stage : > PATCH POST > PATCH DELETE
apigateway-integration-private-tls AWS::ApiGatewayV2::Integration : ec2:DescribeVpcEndpoints > PATCH
apigateway-api-endpoint AWS::ApiGatewayV2::Api :
apigateway-integration-https AWS::ApiGateway::Method :
== cloudfront ListDistributions ListTagsForResource
cloudfront-viewer-https AWS::CloudFront::Distribution : GetDistributionConfig GetDistribution > UpdateDistribution
cloudfront-minimum-tls AWS::CloudFront::Distribution : GetDistributionConfig ListConnectionGroups > UpdateDistribution
cloudfront-custom-certificate AWS::CloudFront::Distribution : GetDistributionConfig acm:DescribeCertificate
cloudfront-sni AWS::CloudFront::Distribution : GetDistributionConfig > UpdateDistribution
cloudfront-origin-https AWS::CloudFront::Distribution : GetDistributionConfig GetOriginAccessControl > UpdateDistribution
cloudfront-origin-tls-protocols AWS::CloudFront::Distribution : GetDistributionConfig > UpdateDistribution
cloudfront-hsts AWS::CloudFront::Distribution : GetDistributionConfig GetResponseHeadersPolicy ListResponseHeadersPolicies > UpdateDistribution CreateResponseHeadersPolicy UpdateResponseHeadersPolicy > UpdateDistribution DeleteResponseHeadersPolicy
== elasticbeanstalk DescribeEnvironments ListTagsForResource
beanstalk-environment-https AWS::ElasticBeanstalk::Environment : DescribeConfigurationSettings DescribeEnvironmentResources DescribeEvents > UpdateEnvironment
== globalaccelerator ListAccelerators ListTagsForResource
global-accelerator-listener AWS::GlobalAccelerator::Listener : DescribeListener ListListeners ListEndpointGroups DescribeEndpointGroup
== wafv2 ListWebACLs ListTagsForResource
waf-web-acl AWS::WAFv2::WebACL : GetWebACL ListResourcesForWebACL GetLoggingConfiguration
== s3 ListAllMyBuckets GetBucketTagging GetBucketLocation ListBucket
s3-bucket-tls-only AWS::S3::Bucket : GetBucketPolicy GetBucketPolicyStatus GetBucketWebsite GetBucketPublicAccessBlock cloudfront:ListDistributions cloudfront:ListCloudFrontOriginAccessIdentities > PutBucketPolicy > PutBucketPolicy DeleteBucketPolicy
s3-access-point-tls-only AWS::S3::AccessPoint : ListAccessPoints GetAccessPoint GetAccessPointPolicy GetAccessPointPolicyStatus ListTagsForResource > PutAccessPointPolicy > PutAccessPointPolicy DeleteAccessPointPolicy
== elasticfilesystem DescribeFileSystems ListTagsForResource
efs-file-system-tls-only AWS::EFS::FileSystem : DescribeFileSystemPolicy DescribeMountTargets DescribeAccessPoints > PutFileSystemPolicy > PutFileSystemPolicy DeleteFileSystemPolicy
== ecs ListTaskDefinitions ListTagsForResource ListClusters
ecs-task-efs-tls AWS::ECS::TaskDefinition : DescribeTaskDefinition ListServices DescribeServices
ecs-service-connect-tls AWS::ECS::Service : ListServices DescribeServices ListServicesByNamespace DescribeClusters
== sqs ListQueues ListQueueTags
sqs-queue-tls-only AWS::SQS::Queue : GetQueueAttributes GetQueueUrl > SetQueueAttributes
== sns ListTopics ListTagsForResource
sns-topic-tls-only AWS::SNS::Topic : GetTopicAttributes > SetTopicAttributes
sns-subscription-https AWS::SNS::Subscription : ListSubscriptions GetSubscriptionAttributes
== kinesis ListStreams ListTagsForStream
kinesis-stream-endpoint AWS::Kinesis::Stream : DescribeStreamSummary
== dynamodb ListTables ListTagsOfResource
dynamodb-table-tls-only AWS::DynamoDB::Table : DescribeTable GetResourcePolicy > PutResourcePolicy > PutResourcePolicy DeleteResourcePolicy
== kms ListKeys ListResourceTags
kms-key-tls-only AWS::KMS::Key : DescribeKey GetKeyPolicy ListGrants ListAliases > PutKeyPolicy
== ecr DescribeRepositories ListTagsForResource
ecr-repository-tls-only AWS::ECR::Repository : GetRepositoryPolicy > SetRepositoryPolicy > SetRepositoryPolicy DeleteRepositoryPolicy
== events ListEventBuses ListTagsForResource
eventbridge-bus-tls-only AWS::Events::EventBus : DescribeEventBus > PutPermission > PutPermission RemovePermission
== backup ListBackupVaults ListTags
backup-vault-tls-only AWS::Backup::BackupVault : DescribeBackupVault GetBackupVaultAccessPolicy > PutBackupVaultAccessPolicy > PutBackupVaultAccessPolicy DeleteBackupVaultAccessPolicy
== secretsmanager ListSecrets DescribeSecret
secretsmanager-secret-tls-only AWS::SecretsManager::Secret : GetResourcePolicy ValidateResourcePolicy > PutResourcePolicy > PutResourcePolicy DeleteResourcePolicy
== ec2 DescribeTags DescribeRegions
vpc-endpoint-tls-only AWS::EC2::VPCEndpoint : DescribeVpcEndpoints DescribeVpcEndpointServices > ModifyVpcEndpoint
vpn-tunnel-strength AWS::EC2::VPNConnection : DescribeVpnConnections GetVpnTunnelReplacementStatus > ModifyVpnTunnelOptions
vpn-both-tunnels-up AWS::EC2::VPNConnection : DescribeVpnConnections DescribeVpnGateways DescribeCustomerGateways
client-vpn-endpoint AWS::EC2::ClientVpnEndpoint : DescribeClientVpnEndpoints DescribeClientVpnConnections
security-group-no-plaintext-ports AWS::EC2::SecurityGroup : DescribeSecurityGroups DescribeSecurityGroupRules DescribeNetworkInterfaces DescribeManagedPrefixLists GetManagedPrefixListEntries DescribeFlowLogs > RevokeSecurityGroupIngress ModifySecurityGroupRules > AuthorizeSecurityGroupIngress ModifySecurityGroupRules CreateTags
vpc-encryption-control AWS::EC2::VPC : DescribeVpcs DescribeVpcEncryptionControls GetVpcResourcesBlockingEncryptionEnforcement DescribeTransitGatewayAttachments DescribeVpcPeeringConnections > CreateVpcEncryptionControl ModifyVpcEncryptionControl CreateTags > ModifyVpcEncryptionControl DeleteVpcEncryptionControl
== datasync ListLocations ListTagsForResource
datasync-location-https AWS::DataSync::LocationObjectStorage : DescribeLocationObjectStorage ListTasks DescribeTask > UpdateLocationObjectStorage
== transfer ListServers ListTagsForResource
transfer-server-no-ftp AWS::Transfer::Server : DescribeServer ListUsers > UpdateServer
transfer-server-tls-policy AWS::Transfer::Server : DescribeServer DescribeSecurityPolicy ListSecurityPolicies > UpdateServer
== ses ListConfigurationSets ListTagsForResource
ses-configuration-set-tls AWS::SES::ConfigurationSet : GetConfigurationSet > PutConfigurationSetDeliveryOptions
== fsx DescribeFileSystems ListTagsForResource
fsx-file-system-in-transit AWS::FSx::FileSystem : DescribeStorageVirtualMachines DescribeVolumes
== rds DescribeDBInstances DescribeDBClusters ListTagsForResource
rds-instance-force-tls AWS::RDS::DBInstance : DescribeDBParameterGroups DescribeDBParameters DescribeDBEngineVersions DescribeDBProxies DescribeDBProxyTargets DescribeEvents DescribePendingMaintenanceActions dms:DescribeEndpoints glue:GetConnections > CopyDBParameterGroup CreateDBParameterGroup AddTagsToResource ModifyDBParameterGroup ModifyDBInstance > ModifyDBInstance ModifyDBParameterGroup ResetDBParameterGroup DeleteDBParameterGroup
rds-oracle-tls AWS::RDS::DBInstance : DescribeOptionGroups DescribeOptionGroupOptions
rds-db2-tls AWS::RDS::DBInstance : DescribeDBParameters > ModifyDBParameterGroup ModifyDBInstance CreateDBParameterGroup AddTagsToResource
rds-cluster-force-tls AWS::RDS::DBCluster : DescribeDBClusterParameterGroups DescribeDBClusterParameters DescribeDBEngineVersions DescribeDBClusterEndpoints > CopyDBClusterParameterGroup CreateDBClusterParameterGroup AddTagsToResource ModifyDBClusterParameterGroup ModifyDBCluster > ModifyDBCluster ModifyDBClusterParameterGroup ResetDBClusterParameterGroup DeleteDBClusterParameterGroup
rds-proxy-require-tls AWS::RDS::DBProxy : DescribeDBProxies DescribeDBProxyTargets DescribeDBProxyTargetGroups > ModifyDBProxy
rds-ca-certificate AWS::RDS::DBInstance : DescribeCertificates DescribeDBEngineVersions > ModifyDBInstance
docdb-cluster-force-tls AWS::RDS::DBCluster : DescribeDBClusterParameters > ModifyDBClusterParameterGroup ModifyDBCluster RebootDBInstance
neptune-cluster-endpoint AWS::RDS::DBCluster : DescribeDBClusterParameters
== redshift DescribeClusters DescribeTags
redshift-cluster-require-tls AWS::Redshift::Cluster : DescribeClusterParameterGroups DescribeClusterParameters DescribeEvents > CreateClusterParameterGroup CreateTags ModifyClusterParameterGroup ModifyCluster > ModifyCluster ResetClusterParameterGroup DeleteClusterParameterGroup
== redshift-serverless ListWorkgroups ListTagsForResource
redshift-serverless-require-tls AWS::RedshiftServerless::Workgroup : GetWorkgroup GetNamespace > UpdateWorkgroup
== elasticache DescribeReplicationGroups DescribeCacheClusters ListTagsForResource
elasticache-group-tls AWS::ElastiCache::ReplicationGroup : DescribeCacheEngineVersions DescribeEvents DescribeUserGroups > ModifyReplicationGroup
elasticache-memcached-tls AWS::ElastiCache::CacheCluster : DescribeCacheParameters
elasticache-serverless-endpoint AWS::ElastiCache::ServerlessCache : DescribeServerlessCaches
== memorydb DescribeClusters ListTags
memorydb-cluster-tls AWS::MemoryDB::Cluster : DescribeParameterGroups DescribeAcls
== dax DescribeClusters ListTags
dax-cluster-tls AWS::DAX::Cluster : DescribeParameters
== es ListDomainNames ListTags
opensearch-domain-https AWS::OpenSearch::Domain : DescribeDomain DescribeDomainConfig DescribeDomainChangeProgress > UpdateDomainConfig
opensearch-domain-node-to-node AWS::OpenSearch::Domain : DescribeElasticsearchDomainConfig DescribeDryRunProgress GetCompatibleVersions > UpdateElasticsearchDomainConfig
== dms DescribeEndpoints ListTagsForResource
dms-endpoint-tls AWS::DMS::Endpoint : DescribeCertificates DescribeConnections DescribeReplicationTasks > ModifyEndpoint TestConnection
== glue GetConnections GetTags
glue-connection-tls AWS::Glue::Connection : GetConnection GetJobs GetCrawlers > UpdateConnection
== kafka ListClustersV2 ListTagsForResource
msk-cluster-in-cluster-tls AWS::MSK::Cluster : DescribeClusterV2
msk-cluster-client-tls AWS::MSK::Cluster : DescribeClusterV2 DescribeClusterOperationV2 ListClusterOperationsV2 GetBootstrapBrokers acm-pca:DescribeCertificateAuthority > UpdateSecurity
msk-cluster-authenticated AWS::MSK::Cluster : DescribeClusterV2 ListScramSecrets GetClusterPolicy
msk-serverless-endpoint AWS::MSK::ServerlessCluster : DescribeClusterV2
== mq ListBrokers ListTags
amazonmq-broker-endpoint AWS::AmazonMQ::Broker : DescribeBroker DescribeConfigurationRevision
== elasticmapreduce ListClusters ListSecurityConfigurations
emr-security-configuration-tls AWS::EMR::SecurityConfiguration : DescribeSecurityConfiguration DescribeCluster
== iot ListDomainConfigurations ListTagsForResource
iot-domain-tls-policy AWS::IoT::DomainConfiguration : DescribeDomainConfiguration > UpdateDomainConfiguration
== directconnect DescribeConnections DescribeLags DescribeTags
direct-connect-macsec AWS::DirectConnect::Connection : DescribeVirtualInterfaces DescribeDirectConnectGateways
== vpc-lattice ListServices ListTagsForResource
lattice-listener-https AWS::VpcLattice::Listener : GetService ListListeners GetListener ListRules GetTargetGroup
== network-firewall ListFirewalls ListTagsForResource
network-firewall-tls-inspection AWS::NetworkFirewall::Firewall : DescribeFirewall DescribeFirewallPolicy DescribeTLSInspectionConfiguration DescribeLoggingConfiguration
== acm ListCertificates ListTagsForCertificate
acm-certificate-valid AWS::ACM::Certificate : DescribeCertificate GetCertificate route53:ListHostedZonesByName > RenewCertificate ResendValidationEmail
acm-certificate-strength AWS::ACM::Certificate : DescribeCertificate GetCertificate
== iam ListServerCertificates ListServerCertificateTags
iam-server-certificate-valid AWS::IAM::ServerCertificate : GetServerCertificate > UpdateServerCertificate
== acm-pca ListCertificateAuthorities ListTags
private-ca-healthy AWS::ACMPCA::CertificateAuthority : DescribeCertificateAuthority GetCertificateAuthorityCertificate GetPolicy
== lambda ListFunctions ListTags
app-configuration-tls AWS::Lambda::Function : GetFunctionConfiguration ssm:DescribeParameters ssm:GetParameter ssm:ListTagsForResource codebuild:ListProjects codebuild:BatchGetProjects batch:DescribeJobDefinitions ecs:DescribeTaskDefinition elasticbeanstalk:DescribeConfigurationSettings
`;
