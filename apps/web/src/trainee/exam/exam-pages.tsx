import { useAddress } from '../../kit/address/nav.js';
import '../../kit/words/more-problems.js';
import '../../kit/task/players/players.css';
import '../../kit/task/task.css';
import { FormPage } from './form-page.js';
import { PaperPage } from './paper-page.js';
import { ResultPage } from './result-page.js';
import './exam.css';
import './result.css';

/** Before a mock exam, in it and after it: fetched together, so that the exam itself asks for nothing more. */
export default function ExamPages() {
  switch (useAddress()?.name) {
    case 'paper':
      return <PaperPage />;
    case 'examResult':
      return <ResultPage />;
    default:
      return <FormPage />;
  }
}
