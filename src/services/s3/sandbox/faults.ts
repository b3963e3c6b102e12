import type { OwnFaults } from '../../../sandbox/room.ts';

const because = 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList';

/** S3 has error codes of its own. */
export const faults: OwnFaults = {
  throttle: { name: 'SlowDown', status: 503, message: 'Please reduce your request rate.', because },
  'server-error': {
    name: 'InternalError',
    status: 500,
    message: 'We encountered an internal error. Please try again.',
    because,
  },
  'access-denied': { name: 'AccessDenied', status: 403, message: 'Access Denied', because },
};
