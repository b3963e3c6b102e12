/**
 * Whether the whole text fits a pattern in which `*` stands for any run of characters, also none and also `/` or
 * `:`, and `?` for exactly one. Nothing else is special; case counts. Only the last `*` is ever tried again, so the
 * time is bounded by pattern times text whatever they hold.
 */
export const fits = (pattern: string, text: string): boolean => {
  const wanted = Array.from(pattern);
  const given = Array.from(text);
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < given.length;) {
    if (wanted[at] === '*') {
      star = at;
      at += 1;
      resume = index;
    } else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === given[index])) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      index = resume;
    } else {
      return false;
    }
  }
  return wanted.slice(at).every((rest) => rest === '*');
};
