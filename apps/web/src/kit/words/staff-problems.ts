import { problems as account } from '../../paraglide/problems/account.js';
import { problems as office } from '../../paraglide/problems/office.js';
import { problems as platforms } from '../../paraglide/problems/platforms.js';
import { addProblems } from '../api/problem-sentence.js';

addProblems({ ...account, ...office, ...platforms });
