/** What is said of a server that speaks FTP. */
export const messages = {
  'only-ftp': {
    says: 'Server {name} speaks FTP and nothing else: without it nobody could transfer anything.',
    todo: 'Add FTPS (it needs a certificate of AWS Certificate Manager) or SFTP, have the clients use it, and open its ports in the security groups of the VPC endpoint; then this is evaluated again.',
  },
  'ftp-clients': {
    says: 'Whoever transfers with server {name} by FTP can no longer connect.',
    todo: 'Look in its logs (CloudWatch Logs) who connects to port 21, and have them use what the server speaks besides.',
  },
  'only-as2': {
    says: 'All that server {name} speaks besides is AS2, which exchanges messages with partners: nobody who transfers files by FTP has anything to change to there.',
    todo: 'Add FTPS or SFTP first, or make sure that nobody transfers files.',
  },
  'not-logged': {
    says: 'Server {name} writes no logs: nothing tells who transfers by FTP.',
    todo: 'Give it a log group first (StructuredLogDestinations), and look into it after some days.',
  },
  'passive-address': {
    says: 'Server {name} has the passive address {passiveIp}, which counts for FTP and FTPS alone, and no page of AWS says whether it is kept when the server speaks neither. Undo puts back the protocols, not that address.',
    todo: 'Write it down: after an undo, compare it (ProtocolDetails.PassiveIp) and stop and start the server if it has to be set again.',
  },
  offline: {
    says: 'Server {name} does not run now: nobody notices before it is started.',
  },
} as const;
