import { noSandbox } from '../../../sandbox/room.ts';

export default noSandbox('Outcomes are told through it; what is sent is asserted where it is sent.');
