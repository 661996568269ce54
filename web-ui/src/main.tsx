import { render } from 'preact';
import { App } from './app/App';
import { interceptLinks } from './app/router';
import { startTheme } from './theme/theme';
import 'uplot/dist/uPlot.min.css';
import './theme/tokens.css';
import './theme/base.css';
import './fleet/fleet.css';
import './timeline/timeline.css';

startTheme();
interceptLinks();
render(<App />, document.getElementById('app')!);
