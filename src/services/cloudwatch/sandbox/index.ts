import { noSandbox } from '../../../sandbox/room.ts';

export default noSandbox('Metrics are read for evidence only, which a scenario scripts whole.');
