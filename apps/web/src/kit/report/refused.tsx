import { Note } from '../design/note.js';
import { sayProblem } from '../api/problem-sentence.js';
import '../words/more-problems.js';

export function ReportRefused({ problem }: { problem: unknown }) {
  return (
    <Note look="wrong" role="alert">
      {sayProblem(problem)}
    </Note>
  );
}
