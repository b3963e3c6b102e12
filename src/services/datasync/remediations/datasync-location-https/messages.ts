const todo =
  'Try it from the network of the agent: openssl s_client -connect {server}:{port} -servername {server} -verify_return_error. Where it holds, approve, or say serverTls: confirmed in the settings.';

/** What is said of locations besides what is said of every setting. */
export const messages = {
  'server-tls-unseen': {
    says: 'Nothing shows whether {server} speaks TLS at port {port} with a certificate of a public authority: if it does not, every task of the location fails.',
    todo: `${todo} A certificate of a private authority has to be given to the location first, as ServerCertificate.`,
  },
  'server-tls-unseen-own-certificate': {
    says: 'Nothing shows whether {server} speaks TLS at port {port} with a certificate that the chain in the location vouches for: if it does not, every task of the location fails.',
    todo,
  },
  'tasks-unread': {
    says: 'Nothing shows whether tasks of this location are at work: they may not be listed.',
    todo: 'Allow datasync:ListTasks, or look with aws datasync list-tasks before you approve.',
  },
  'tasks-at-work': {
    says: 'Tasks of this location are at work or queued: {tasks}. Nothing that AWS documents says which protocol the rest of such an execution uses.',
    todo: 'Wait until they are done; aws datasync list-tasks shows their status.',
  },
  tasks: { says: 'Tasks that copy from or to it: {tasks}.' },
} as const;
