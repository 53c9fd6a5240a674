import { Note } from '../design/note.js';
import { say } from './say.js';

export function ReportRefused({ problem }: { problem: unknown }) {
  return (
    <Note look="wrong" role="alert">
      {say(problem)}
    </Note>
  );
}
