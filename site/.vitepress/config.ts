import { defineConfig } from 'vitepress';
import { check } from '../check.ts';
import { markdown } from '../markdown.ts';
import { sidebar, top } from '../navigation.ts';
import { withPolicy } from '../policy.ts';
import { slug } from '../slug.ts';

/** The pages of the project as a site: `npm run docs`. */
export default defineConfig({
  title: 'Waxseal',
  description: 'Keeps AWS traffic encrypted in transit.',
  lang: 'en',
  srcDir: '..',
  srcExclude: ['!(docs)/**/*.md'],
  outDir: './dist',
  cacheDir: '../node_modules/.cache/vitepress',
  rewrites: { 'README.md': 'index.md', 'docs/:folder/README.md': 'docs/:folder/index.md' },
  metaChunk: true,
  // Colours of code that can be read on the grey behind them.
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    anchor: { slugify: slug },
    config: markdown,
  },
  themeConfig: {
    nav: top,
    sidebar,
    outline: { level: [2, 3] },
    search: {
      provider: 'local',
      options: { miniSearch: { searchOptions: { combineWith: 'AND' } } },
    },
  },
  // The index of the search is one file, and loaded by whoever searches.
  vite: { build: { target: 'es2022', chunkSizeWarningLimit: 2_000 } },
  transformHtml: withPolicy,
  buildEnd({ outDir, site: { base } }) {
    const faults = check(outDir, base);
    if (faults.length > 0) throw new Error(`The site is not right:\n${faults.join('\n')}`);
  },
});
