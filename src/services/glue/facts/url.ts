const optionsIn = (url: string): readonly string[] => url.toLowerCase().split(/[?&;]/).slice(1);

/** Whether somebody's password, or what stands for one, is in it. */
export const holdsPassword = (url: string): boolean =>
  /\/\/[^/?;@]*:[^/?;@]*@|jdbc:oracle:\w+:[^@/]+\/[^@]*@/i.test(url) ||
  optionsIn(url).some((option) =>
    /^\s*(?:password|pwd|user|username|accesskey\w*|secret\w*|token)\s*=/.test(option),
  );
