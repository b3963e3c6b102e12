// Fonts of the machine: the site asks nobody else for anything.
import theme from 'vitepress/theme-without-fonts';
import './site.css';

export default theme;
