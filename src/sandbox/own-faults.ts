import { AwsFault } from './faults.ts';
import { roomOf } from './services.ts';

const because = 'https://docs.aws.amazon.com/systems-manager/latest/APIReference/CommonErrors.html';
const common = {
  throttle: { name: 'ThrottlingException', status: 400, message: 'Rate exceeded', because },
  'server-error': {
    name: 'InternalServerError',
    status: 500,
    message: 'We encountered an internal error. Please try again.',
    because,
  },
  'access-denied': { name: 'AccessDeniedException', status: 403, message: 'Access Denied', because },
  invalid: {
    name: 'ValidationError',
    status: 400,
    message: 'The input fails to satisfy the constraints specified by an AWS service.',
    because,
  },
} as const;

/** What AWS answers for a fault that it makes itself: as the service says it, or as most do. */
export const faultOf = (kind: keyof typeof common, service: string): AwsFault =>
  new AwsFault(roomOf(service)?.faults?.[kind] ?? common[kind]);
