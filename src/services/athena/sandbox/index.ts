import { noSandbox } from '../../../sandbox/room.ts';

export default noSandbox('Athena is asked for evidence only, which a scenario scripts whole.');
