export const messages = {
  'mounts-in-plaintext': {
    says: 'Task definition {revision} mounts EFS without TLS: {volumes}. Where transitEncryption is left out, it is DISABLED.',
    todo: 'Set transitEncryption to ENABLED where the task definition is written, let its pipeline register a new revision, and deploy that. Waxseal does not do it: a revision cannot be changed, and a pipeline registers the old text again. While services change over, tasks with TLS and without it mount the same file system side by side.',
  },
  'newer-is-encrypted': {
    says: 'Task definition {revision} mounts EFS without TLS: {volumes}. It is still in use, and the latest revision of its family, {latest}, mounts it over TLS.',
    todo: 'Deploy {latest}; tasks that no service started end only when somebody stops them. Waxseal does not do it: between the two revisions more than the mount may have changed.',
  },
  'deregistered-still-runs': {
    says: 'Task definition {revision} is {status}, and what runs it goes on mounting EFS without TLS: {volumes}.',
    todo: 'Deploy a revision that mounts over TLS: services go on starting tasks of a deregistered one. Waxseal does not do it: which revision a service runs is for its pipeline to say.',
  },
  'old-and-unused': {
    says: 'Task definition {revision} mounts EFS without TLS: {volumes}. No service and no task runs it, and its family has a newer revision, {latest}, which is evaluated by itself.',
    todo: 'When no schedule, workflow or pipeline names this revision, deregister it: aws ecs deregister-task-definition --region {region} --task-definition {revision}. AWS Config may report it as long as it is active, though Security Hub says of ECS.18 that it is about the latest active revision alone.',
  },
  'driver-in-plaintext': {
    says: 'Task definition {revision} mounts by NFS without TLS: {volumes}. Docker drivers have no TLS for it.',
    todo: 'Where the server is a file system of EFS, mount it as efsVolumeConfiguration with its fileSystemId and transitEncryption ENABLED instead of dockerVolumeConfiguration; for another server see what it offers (Kerberos krb5p, a tunnel). Waxseal does not do it: a revision cannot be changed, and only its owner knows the server.',
  },
  'driver-too': {
    says: 'Besides, it mounts by NFS through a Docker driver, which has no TLS for it: {volumes}.',
    todo: 'Where the server is a file system of EFS, mount it as efsVolumeConfiguration instead, with transitEncryption ENABLED.',
  },
  'cannot-be-told': {
    says: 'Task definition {revision} has volumes that may reach EFS, and it does not say whether over TLS: {volumes}.',
    todo: 'Look on an instance that runs it: findmnt -t nfs4. What is mounted from 127.0.0.1 goes through a tunnel of amazon-efs-utils, over TLS; what is mounted from a file system or another address does not. Better, mount it as efsVolumeConfiguration with transitEncryption ENABLED. Keep the answer, and exempt the task definition in the policy until you look again.',
  },
  'besides-not-told': {
    says: 'Besides, of these volumes the task definition does not say whether they reach EFS over TLS: {volumes}.',
    todo: 'Look on an instance that runs it: findmnt -t nfs4.',
  },
  'use-not-read': {
    says: 'Task definition {revision} is {status} and mounts EFS without TLS: {volumes}. Whether anything still runs it could not be read wholly.',
    todo: 'Allow ecs:ListClusters, ListServices, DescribeServices, ListTasks and DescribeTasks; with thousands of services look by hand.',
  },
  'mounts-nothing': {
    says: 'Task definition {revision} mounts no EFS file system.',
  },
  'serves-nobody': {
    says: 'Task definition {revision} is {status}, and nothing runs it: no new task can be started from it.',
  },
  'used-by': {
    says: 'It is run by {users}.',
  },
  'used-by-nobody': {
    says: 'No service and no task runs it now. Schedules, workflows and pipelines may start it: whoever names its family gets this revision. They are not looked at.',
  },
  'users-not-all-read': {
    says: 'Not all services and tasks could be read: there may be others that run it.',
    todo: 'Allow ecs:ListClusters, ListServices, DescribeServices, ListTasks and DescribeTasks; with thousands of services look by hand.',
  },
  'deployed-by-others': {
    says: 'These services are not deployed by ECS, so UpdateService may not say what they run: {services}.',
    todo: 'Deploy the revision as they are always deployed: by CodeDeploy, or by the program that makes their task sets.',
  },
  'instances-need-volume-plugin': {
    says: 'On EC2, ECS places tasks that mount over TLS only on instances that show the attribute ecs.capability.efsAuth: container agent 1.38.0 or later, with amazon-efs-utils and amazon-ecs-volume-plugin. Mounts without TLS need none of that. Where no instance has it, a deployment starts no new task and the old ones stay.',
    todo: 'See first that there are enough: aws ecs list-container-instances --region {region} --cluster CLUSTER --filter "attribute:ecs.capability.efsAuth exists". ECS-optimized images have had it since 20200319; Fargate has it where it mounts EFS at all, from platform version 1.4.0.',
  },
  'port-is-taken-once': {
    says: 'The volumes {volumes} name a transitEncryptionPort. Outside of network mode awsvpc it is a port of the instance: a second task on one instance, or a second volume with the same port, cannot mount.',
    todo: 'Leave transitEncryptionPort out: the mount helper then chooses a free one.',
  },
  'port-not-mounted': {
    says: 'The volumes {volumes} name a transitEncryptionPort. Of tasks on EC2 in network mode awsvpc it is reported that container agents from 1.82.1 on cannot mount then, though older ones could (github.com/aws/containers-roadmap/issues/2337).',
    todo: 'Leave transitEncryptionPort out in the new revision, or start one task of it alone first.',
  },
  'same-port': {
    says: 'Volumes of one task name the same transitEncryptionPort ({volumes}), and each needs one of its own.',
    todo: 'Leave transitEncryptionPort out: the mount helper then chooses free ones.',
  },
  'file-system-afterwards': {
    says: 'That clients mount over TLS does not make the file system refuse others: {fileSystems}. Where its policy refuses them already, tasks of this revision cannot start.',
    todo: 'When all clients mount over TLS, fix it by efs-file-system-tls-only. Clients first: in the other order they lose their files.',
  },
  'windows-file-servers': {
    says: 'It mounts FSx for Windows File Server ({fileSystems}) over SMB: what is encrypted there is set on the file system, not here.',
    todo: 'See fsx-file-system-in-transit.',
  },
  'instance-decides': {
    says: 'These volumes are directories of the instance: {volumes}. Whether a file system is mounted there, and how, only the instance knows.',
    todo: 'Look on an instance that runs it: findmnt -t nfs4.',
  },
  'driver-decides': {
    says: 'These volumes are made by a Docker driver: {volumes}. Whether it keeps them elsewhere, and how it gets there, the task definition does not say.',
  },
} as const;
export type MessageId = keyof typeof messages;
