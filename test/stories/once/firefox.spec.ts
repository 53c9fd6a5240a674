import { openFirefox } from '../../world/firefox.js';
import { storyIn } from '../../world/other-browser.js';

storyIn('Firefox', openFirefox, { framed: { http: true, https: true } });
