// Loaded before a program: tells on descriptor 3, when it ends, what the process took. Plain JavaScript, nothing loaded.
import { readFileSync, writeSync } from 'node:fs';

/** Linux hands the largest size of a process on to its children; what is in /proc is this program's own. */
const largest = () => {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
};

process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, megabytes: largest() }));
});
