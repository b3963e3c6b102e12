/**
 * AWS managed Config rules about traffic that AWS evaluates only now and then, not when a resource changes: after a fix
 * they stay red until they are asked to look again. By source identifier.
 * https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-evaluation-mode.html
 */
export const periodicRules: ReadonlySet<string> = new Set([
  'ACM_PCA_ROOT_CA_DISABLED',
  'ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK',
  'DAX_TLS_ENDPOINT_ENCRYPTION',
  'DOCDB_CLUSTER_ENCRYPTED_IN_TRANSIT',
  'ELASTICACHE_REPL_GRP_ENCRYPTED_IN_TRANSIT',
  'ELBV2_ACM_CERTIFICATE_REQUIRED',
  'IAM_SERVER_CERTIFICATE_EXPIRATION_CHECK',
  'RDS_MARIADB_INSTANCE_ENCRYPTED_IN_TRANSIT',
  'RDS_MYSQL_INSTANCE_ENCRYPTED_IN_TRANSIT',
  'RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT',
  'RDS_PROXY_TLS_ENCRYPTION',
  'RDS_SQLSERVER_ENCRYPTED_IN_TRANSIT',
  'REDSHIFT_SERVERLESS_WORKGROUP_ENCRYPTED_IN_TRANSIT',
  'TRANSFER_FAMILY_SERVER_NO_FTP',
  'VPC_SG_PORT_RESTRICTION_CHECK',
]);
