import { noSandbox } from '../../../sandbox/room.ts';

export default noSandbox(
  'The journal is tried against an emulator of DynamoDB that keeps conditional writes.',
);
