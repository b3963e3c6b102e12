import { noSandbox } from '../../../sandbox/room.ts';

export default noSandbox('Parts of a sweep wait in it; tests have a queue of their own.');
