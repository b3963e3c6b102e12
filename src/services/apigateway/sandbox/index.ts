import { noSandbox } from '../../../sandbox/room.ts';

export default noSandbox('Stages are read for evidence only, which a scenario scripts whole.');
