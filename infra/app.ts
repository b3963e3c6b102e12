import { catalog } from '../src/services/index.ts';
import { settingsOrExit } from './settings.ts';
import { unitsOf } from './units.ts';
import { waxsealApp } from './waxseal-app.ts';

/** What `cdk.json` runs: `cdk deploy waxseal`, `cdk deploy waxseal-hub`. */
waxsealApp({ units: await unitsOf(catalog), settings: settingsOrExit }).synth();
