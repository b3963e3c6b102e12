// Written by scripts/generate.ts from `managedRules` of the remediations: run `npm run generate`.

import type { ManagedRule } from '../core/model/remediation.ts';

/** AWS managed Config rules that remediations answer to, by source identifier. */
export const managedRules: Readonly<Record<string, ManagedRule>> = {
  ACM_CERTIFICATE_EXPIRATION_CHECK: { regions: { lacking: [] }, parameters: { daysToExpiration: '30' } },
  ACM_CERTIFICATE_RSA_CHECK: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-southeast-6',
        'ap-southeast-7',
        'cn-north-1',
        'cn-northwest-1',
        'mx-central-1',
        'us-gov-east-1',
        'us-gov-west-1',
      ],
    },
  },
  ACM_PCA_ROOT_CA_DISABLED: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'ca-west-1',
        'cn-north-1',
        'cn-northwest-1',
        'mx-central-1',
        'us-gov-east-1',
        'us-gov-west-1',
      ],
    },
  },
  ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK: { regions: { lacking: [] } },
  APIGATEWAYV2_INTEGRATION_PRIVATE_HTTPS_ENABLED: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-southeast-6',
        'ap-southeast-7',
        'cn-north-1',
        'cn-northwest-1',
        'mx-central-1',
        'us-gov-east-1',
        'us-gov-west-1',
      ],
    },
  },
  APIGATEWAY_DOMAIN_NAME_TLS_CHECK: {
    regions: {
      lacking: ['ap-southeast-6', 'cn-north-1', 'cn-northwest-1', 'us-gov-east-1', 'us-gov-west-1'],
    },
    parameters: {
      allowedSecurityPolicies:
        'SecurityPolicy_TLS13_1_3_2025_09,SecurityPolicy_TLS13_1_3_FIPS_2025_09,SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09,SecurityPolicy_TLS13_2025_EDGE,SecurityPolicy_TLS12_PFS_2025_EDGE',
    },
  },
  API_GW_SSL_ENABLED: { regions: { lacking: ['ap-east-2', 'ap-southeast-6', 'mx-central-1'] } },
  CLOUDFRONT_CUSTOM_SSL_CERTIFICATE: { regions: { onlyIn: ['us-east-1'] } },
  CLOUDFRONT_NO_DEPRECATED_SSL_PROTOCOLS: { regions: { onlyIn: ['us-east-1'] } },
  CLOUDFRONT_SECURITY_POLICY_CHECK: { regions: { onlyIn: ['us-east-1'] } },
  CLOUDFRONT_SNI_ENABLED: { regions: { onlyIn: ['us-east-1'] } },
  CLOUDFRONT_SSL_POLICY_CHECK: { regions: { onlyIn: ['us-east-1'] } },
  CLOUDFRONT_TRAFFIC_TO_ORIGIN_ENCRYPTED: { regions: { onlyIn: ['us-east-1'] } },
  CLOUDFRONT_VIEWER_POLICY_HTTPS: { regions: { onlyIn: ['us-east-1'] } },
  DATASYNC_LOCATION_OBJECT_STORAGE_USING_HTTPS: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'ca-west-1',
        'cn-north-1',
        'cn-northwest-1',
        'il-central-1',
        'mx-central-1',
        'us-gov-east-1',
        'us-gov-west-1',
      ],
    },
  },
  DAX_TLS_ENDPOINT_ENCRYPTION: {
    regions: {
      onlyIn: [
        'ap-northeast-1',
        'ap-south-1',
        'ap-southeast-1',
        'ap-southeast-2',
        'eu-central-1',
        'eu-west-1',
        'eu-west-2',
        'eu-west-3',
        'sa-east-1',
        'us-east-1',
        'us-east-2',
        'us-west-1',
        'us-west-2',
      ],
    },
  },
  DMS_ENDPOINT_SSL_CONFIGURED: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-south-2',
        'ap-southeast-3',
        'ap-southeast-4',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'ca-west-1',
        'eu-central-2',
        'eu-south-2',
        'il-central-1',
        'me-central-1',
        'mx-central-1',
        'us-gov-east-1',
        'us-gov-west-1',
      ],
    },
  },
  DMS_REDIS_TLS_ENABLED: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-south-2',
        'ap-southeast-3',
        'ap-southeast-4',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'ca-west-1',
        'eu-central-2',
        'eu-south-2',
        'il-central-1',
        'me-central-1',
        'mx-central-1',
        'cn-north-1',
        'cn-northwest-1',
      ],
    },
  },
  DOCDB_CLUSTER_ENCRYPTED_IN_TRANSIT: {
    regions: {
      lacking: [
        'af-south-1',
        'ap-east-2',
        'ap-northeast-3',
        'ap-southeast-3',
        'ap-southeast-4',
        'ap-southeast-6',
        'ca-west-1',
        'eu-central-2',
        'eu-north-1',
        'eu-south-2',
        'il-central-1',
        'me-south-1',
        'us-west-1',
      ],
    },
    parameters: { excludeTlsParameters: 'disabled,enabled' },
  },
  EC2_VPN_CONNECTION_IKE_VERSION_CHECK: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'ca-west-1',
        'cn-north-1',
        'cn-northwest-1',
        'me-central-1',
        'me-south-1',
        'mx-central-1',
      ],
    },
  },
  ECS_TASK_DEFINITION_EFS_ENCRYPTION_ENABLED: {
    regions: { lacking: ['ap-east-2', 'ap-southeast-6', 'ap-southeast-7', 'mx-central-1'] },
  },
  ELASTICACHE_REPL_GRP_ENCRYPTED_IN_TRANSIT: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-southeast-4',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'ca-west-1',
        'il-central-1',
        'me-central-1',
        'mx-central-1',
        'us-gov-east-1',
        'us-gov-west-1',
      ],
    },
  },
  ELASTICSEARCH_NODE_TO_NODE_ENCRYPTION_CHECK: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'cn-north-1',
        'cn-northwest-1',
        'mx-central-1',
        'us-gov-east-1',
        'us-gov-west-1',
      ],
    },
  },
  ELBV2_ACM_CERTIFICATE_REQUIRED: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-northeast-3',
        'ap-south-2',
        'ap-southeast-3',
        'ap-southeast-4',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'ca-west-1',
        'eu-central-2',
        'eu-south-2',
        'il-central-1',
        'me-central-1',
        'mx-central-1',
        'us-gov-east-1',
        'us-gov-west-1',
      ],
    },
  },
  ELBV2_LISTENER_ENCRYPTION_IN_TRANSIT: {
    regions: {
      lacking: ['ap-south-2', 'ap-southeast-4', 'ca-west-1', 'eu-central-2', 'eu-south-2', 'me-central-1'],
    },
  },
  ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK: {
    regions: {
      lacking: ['ap-south-2', 'ap-southeast-4', 'ca-west-1', 'eu-central-2', 'eu-south-2', 'me-central-1'],
    },
    parameters: {
      sslPolicies:
        'ELBSecurityPolicy-TLS13-1-3-2021-06,ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04,ELBSecurityPolicy-TLS13-1-2-Res-2021-06,ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04,ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09,ELBSecurityPolicy-TLS13-1-3-PQ-2025-09,ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09,ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09',
    },
  },
  ELBV2_TARGETGROUP_HEALTHCHECK_PROTOCOL_ENCRYPTED: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-southeast-6',
        'cn-north-1',
        'cn-northwest-1',
        'us-gov-east-1',
        'us-gov-west-1',
      ],
    },
  },
  ELBV2_TARGETGROUP_PROTOCOL_ENCRYPTED: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-southeast-6',
        'cn-north-1',
        'cn-northwest-1',
        'us-gov-east-1',
        'us-gov-west-1',
      ],
    },
  },
  ELB_ACM_CERTIFICATE_REQUIRED: {
    regions: {
      lacking: [
        'af-south-1',
        'ap-northeast-3',
        'ap-southeast-6',
        'ca-west-1',
        'eu-central-2',
        'eu-south-1',
        'eu-south-2',
        'il-central-1',
      ],
    },
  },
  ELB_CUSTOM_SECURITY_POLICY_SSL_CHECK: {
    regions: { lacking: ['ap-east-2', 'ap-northeast-3', 'ap-southeast-3', 'ap-southeast-4'] },
    parameters: {
      sslProtocolsAndCiphers:
        'Protocol-TLSv1.2,Server-Defined-Cipher-Order,ECDHE-ECDSA-AES128-GCM-SHA256,ECDHE-RSA-AES128-GCM-SHA256,ECDHE-ECDSA-AES128-SHA256,ECDHE-RSA-AES128-SHA256,ECDHE-ECDSA-AES256-GCM-SHA384,ECDHE-RSA-AES256-GCM-SHA384,ECDHE-ECDSA-AES256-SHA384,ECDHE-RSA-AES256-SHA384,AES128-GCM-SHA256,AES128-SHA256,AES256-GCM-SHA384,AES256-SHA256',
    },
  },
  ELB_PREDEFINED_SECURITY_POLICY_SSL_CHECK: {
    regions: { lacking: ['ap-northeast-3'] },
    parameters: { predefinedPolicyName: 'ELBSecurityPolicy-TLS-1-2-2017-01' },
  },
  ELB_TLS_HTTPS_LISTENERS_ONLY: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-northeast-3',
        'ap-southeast-5',
        'ap-southeast-7',
        'cn-north-1',
        'cn-northwest-1',
        'me-central-1',
        'mx-central-1',
        'us-gov-east-1',
        'us-gov-west-1',
      ],
    },
  },
  EMR_SECURITY_CONFIGURATION_ENCRYPTION_TRANSIT: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'cn-north-1',
        'cn-northwest-1',
        'mx-central-1',
        'us-gov-east-1',
        'us-gov-west-1',
      ],
    },
  },
  IAM_SERVER_CERTIFICATE_EXPIRATION_CHECK: { regions: { onlyIn: ['us-east-1', 'cn-north-1'] } },
  MSK_IN_CLUSTER_NODE_REQUIRE_TLS: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'ca-west-1',
        'il-central-1',
        'mx-central-1',
        'us-gov-east-1',
        'us-gov-west-1',
      ],
    },
  },
  MSK_UNRESTRICTED_ACCESS_CHECK: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'ca-west-1',
        'il-central-1',
        'mx-central-1',
      ],
    },
  },
  OPENSEARCH_HTTPS_REQUIRED: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-south-2',
        'ap-southeast-4',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'ca-west-1',
        'cn-north-1',
        'cn-northwest-1',
        'eu-central-2',
        'eu-south-2',
        'il-central-1',
        'me-central-1',
        'mx-central-1',
        'us-gov-east-1',
        'us-gov-west-1',
      ],
    },
    parameters: { tlsPolicies: 'Policy-Min-TLS-1-2-PFS-2023-10,Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08' },
  },
  OPENSEARCH_NODE_TO_NODE_ENCRYPTION_CHECK: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-south-2',
        'ap-southeast-4',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'ca-west-1',
        'cn-north-1',
        'cn-northwest-1',
        'eu-central-2',
        'eu-south-2',
        'il-central-1',
        'me-central-1',
        'mx-central-1',
        'us-gov-east-1',
        'us-gov-west-1',
      ],
    },
  },
  RDS_MARIADB_INSTANCE_ENCRYPTED_IN_TRANSIT: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'mx-central-1',
        'ca-west-1',
      ],
    },
  },
  RDS_MYSQL_INSTANCE_ENCRYPTED_IN_TRANSIT: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'mx-central-1',
        'ca-west-1',
      ],
    },
  },
  RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'mx-central-1',
        'ca-west-1',
      ],
    },
  },
  RDS_PROXY_TLS_ENCRYPTION: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'ca-west-1',
        'cn-north-1',
        'cn-northwest-1',
        'me-south-1',
        'mx-central-1',
        'us-gov-east-1',
        'us-gov-west-1',
      ],
    },
  },
  RDS_SQLSERVER_ENCRYPTED_IN_TRANSIT: {
    regions: { lacking: ['ap-east-2', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'mx-central-1'] },
  },
  REDSHIFT_REQUIRE_TLS_SSL: { regions: { lacking: ['mx-central-1'] } },
  REDSHIFT_SERVERLESS_WORKGROUP_ENCRYPTED_IN_TRANSIT: {
    regions: {
      lacking: [
        'af-south-1',
        'ap-east-1',
        'ap-east-2',
        'ap-northeast-3',
        'ap-south-2',
        'ap-southeast-3',
        'ap-southeast-4',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'ca-west-1',
        'eu-south-1',
        'il-central-1',
        'me-central-1',
        'me-south-1',
        'mx-central-1',
        'sa-east-1',
        'us-gov-east-1',
        'us-gov-west-1',
      ],
    },
  },
  RESTRICTED_INCOMING_TRAFFIC: {
    regions: { lacking: [] },
    parameters: {
      blockedPort1: '20',
      blockedPort2: '21',
      blockedPort3: '23',
      blockedPort4: '3306',
      blockedPort5: '6379',
    },
  },
  S3_BUCKET_SSL_REQUESTS_ONLY: { regions: { lacking: [] } },
  SES_SENDING_TLS_REQUIRED: {
    regions: {
      lacking: [
        'ap-east-1',
        'ap-east-2',
        'ap-south-2',
        'ap-southeast-4',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'ca-west-1',
        'cn-north-1',
        'cn-northwest-1',
        'eu-central-2',
        'eu-south-2',
        'me-central-1',
        'mx-central-1',
        'us-gov-east-1',
      ],
    },
  },
  TRANSFER_FAMILY_SERVER_NO_FTP: {
    regions: { lacking: ['ap-east-2', 'ap-southeast-6', 'ca-west-1', 'cn-north-1', 'cn-northwest-1'] },
  },
  VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS: {
    regions: { lacking: ['ap-southeast-4'] },
    parameters: { authorizedTcpPorts: '80,443' },
  },
  VPC_SG_PORT_RESTRICTION_CHECK: {
    regions: {
      lacking: [
        'ap-east-2',
        'ap-southeast-5',
        'ap-southeast-6',
        'ap-southeast-7',
        'ca-west-1',
        'cn-north-1',
        'mx-central-1',
      ],
    },
    parameters: {
      restrictPorts: '20,21,23,25,110,143,389,1433,1521,3306,4333,5432,6379,11211,27017',
      protocolType: 'TCP',
    },
  },
  VPC_VPN_2_TUNNELS_UP: {
    regions: { lacking: ['ap-northeast-3', 'cn-north-1', 'cn-northwest-1', 'il-central-1', 'me-south-1'] },
  },
};
