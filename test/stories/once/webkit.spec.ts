import { openWebkit } from '../../world/webkit.js';
import { storyIn } from '../../world/other-browser.js';

storyIn('WebKit', openWebkit, { framed: { http: false, https: false } });
