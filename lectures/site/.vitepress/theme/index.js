import DefaultTheme from 'vitepress/theme';
import Diagram from './Diagram.vue';
import Plaything from './Plaything.vue';
import './site.css';
import './play.css';

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('Diagram', Diagram);
    app.component('Plaything', Plaything);
  },
};
