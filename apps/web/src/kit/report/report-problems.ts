import { problems } from '../../paraglide/problems/reports.js';
import { addProblems } from '../api/problem-sentence.js';

addProblems(problems);
