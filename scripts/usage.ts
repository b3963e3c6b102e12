/** Prints how a script is called and ends it, when `--help` or `-h` asks for that: before anything is done. */
export const usage = (text: string): void => {
  if (!process.argv.slice(2).some((word) => word === '--help' || word === '-h')) return;
  console.log(text);
  process.exit(0);
};
