import DefaultTheme from 'vitepress/theme';
import Plaything from './Plaything.vue';
import './site.css';
import './play.css';

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('Plaything', Plaything);
  },
};
