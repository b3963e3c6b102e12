export const messages = {
  'never-encrypted': {
    says: 'File system {fileSystem} is of the Lustre deployment type SCRATCH_1, which never encrypts what goes between it and its clients.',
    todo: 'Make a file system of type SCRATCH_2 or PERSISTENT_2, copy the files, mount the new one on all clients, and delete this one only when nothing is missing: what a deleted file system held cannot be got back. Waxseal does not do it: the type is fixed at creation, and every client has to mount another file system.',
  },
  'capacity-grows': {
    says: 'SCRATCH_2 does not come in {before} GiB: the new file system has {after} GiB, and costs accordingly.',
  },
  'linked-to-bucket': {
    says: 'The file system takes files from {bucket}. What was changed since and not exported is in no bucket.',
    todo: 'Export it first (aws fsx create-data-repository-task --region {region} --file-system-id {fileSystem} --type EXPORT_TO_REPOSITORY --report Enabled=false), or copy from the mounted file system.',
  },
  'instances-decide': {
    says: 'The file system encrypts by itself what EC2 instances send and get that support encryption in transit, in its VPC or one peered with it. There is nothing to switch on, and nothing that refuses others: instances of older types, and clients behind a transit gateway, a load balancer or another network, speak {protocol} in plaintext. Which clients mount it, AWS does not show.',
    todo: 'Mount it from supported instance types only, and let its security group admit no others. AWS lists instance types and Regions: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/data-protection.html#encryption-transit',
  },
  'windows-decides': {
    says: 'Whether file system {fileSystem} refuses clients without SMB encryption is set inside Windows, and AWS does not show it. Clients that speak SMB 3 are encrypted as long as nobody has switched it off.',
    todo: 'Run, as a member of its administrators group: {look}. Where RejectUnencryptedAccess or EncryptData is False, see who connects with Get-FSxSmbSession, and when all speak SMB 3: {set}. Clients without encryption are then refused; those that are connected stay as they are until their sessions are closed (Close-FSxSmbSession), which interrupts open files. Keep the answer, and exempt the file system in the policy until you look again.',
  },
  'svms-decide': {
    says: 'What clients of file system {fileSystem} must encrypt is set in each of its storage virtual machines (SVMs), and AWS does not show it. SMB encryption is not required of an SVM unless somebody has required it; NFS is encrypted with Kerberos krb5p or IPsec only; iSCSI and NVMe over TCP with IPsec at most. Only supported EC2 instances are encrypted by themselves.',
    todo: 'Run: {look}. To require SMB encryption of an SVM, when all its clients speak SMB 3: vserver cifs security modify -vserver NAME -is-smb-encryption-required true. To require it of NFS, when all clients have Kerberos, let the rules of its export policies name krb5p alone. Keep the answer, and exempt the file system in the policy until you look again.',
  },
  'serves-nobody': {
    says: 'File system {fileSystem} is {lifecycle}: it serves no client.',
  },
  'kind-unfamiliar': {
    says: 'FSx tells of file system {fileSystem} that it is {kind}, which is not known here: nothing is said about it.',
    todo: "Look at AWS's page about encryption in transit for this kind of file system.",
  },
} as const;
export type MessageId = keyof typeof messages;
