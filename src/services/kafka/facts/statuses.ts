/** https://docs.aws.amazon.com/msk/latest/developerguide/msk-cluster-states.html */
export const statuses = {
  ready: ['ACTIVE'],
  busy: ['CREATING', 'DELETING', 'HEALING', 'MAINTENANCE', 'REBOOTING_BROKER', 'UPDATING'],
  people: {
    FAILED:
      'MSK could not make the cluster, or could not delete it (StateInfo of aws kafka describe-cluster-v2 says why), and takes no change of it any more. Delete it.',
  },
} as const;
