import { noSandbox } from '../../../sandbox/room.ts';

export default noSandbox('Logs are read for evidence only, which a scenario scripts whole.');
