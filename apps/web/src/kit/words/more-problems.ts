import { problems as account } from '../../paraglide/problems/account.js';
import { problems as exams } from '../../paraglide/problems/exams.js';
import { problems as hours } from '../../paraglide/problems/hours.js';
import { problems as live } from '../../paraglide/problems/live.js';
import { problems as marking } from '../../paraglide/problems/marking.js';
import { problems as media } from '../../paraglide/problems/media.js';
import { problems as office } from '../../paraglide/problems/office.js';
import { problems as platforms } from '../../paraglide/problems/platforms.js';
import { problems as reports } from '../../paraglide/problems/reports.js';
import { addProblems } from '../api/problem-sentence.js';

/** All refusals behind the first load. They come in one file, and a page meets those of another area, too: an hour is over on the plan as well. */
addProblems({ ...account, ...exams, ...hours, ...live, ...marking, ...media, ...office, ...platforms, ...reports });
