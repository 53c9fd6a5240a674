import { problems as live } from '../../paraglide/problems/live.js';
import { problems as media } from '../../paraglide/problems/media.js';
import { addProblems } from '../../kit/api/problem-sentence.js';

addProblems({ ...live, ...media });
