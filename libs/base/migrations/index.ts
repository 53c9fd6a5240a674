import { People1700000000001 } from './001-people.js';
import { Lti1700000000002 } from './002-lti.js';
import { Learning1700000000003 } from './003-learning.js';
import { Accounts1700000000004 } from './004-accounts.js';
import { Registration1700000000005 } from './005-registration.js';
import { Roster1700000000006 } from './006-roster.js';
import { Office1700000000007 } from './007-office.js';
import { Reports1700000000008 } from './008-reports.js';
import { Keys1700000000009 } from './009-keys.js';
import { Erasure1700000000010 } from './010-erasure.js';
import { Security1700000000011 } from './011-security.js';
import { CourseList1700000000012 } from './012-course-list.js';
import { SearchValues1700000000013 } from './013-search-values.js';
import { RunTasks1700000000014 } from './014-run-tasks.js';
import { Rooms1700000000015 } from './015-rooms.js';
import { PlanAndAttendance1700000000016 } from './016-plan-and-attendance.js';
import { Exam1700000000017 } from './017-exam.js';
import { Board1700000000018 } from './018-board.js';
import { HandMarks1700000000019 } from './019-hand-marks.js';
import { RoomsMore1700000000020 } from './020-rooms-more.js';
import { Media1700000000021 } from './021-media.js';
import { Recordings1700000000022 } from './022-recordings.js';
import { Repeats1700000000023 } from './023-repeats.js';
import { Proofs1700000000024 } from './024-proofs.js';
import { Live1700000000026 } from './026-live.js';
import { Mood1700000000027 } from './027-mood.js';
import { AnswerPosition1700000000028 } from './028-answer-position.js';
import { BoardPagesDeleted1700000000029 } from './029-board-pages-deleted.js';
import { TakenBack1700000000030 } from './030-taken-back.js';
import { MockExams1700000000031 } from './031-mock-exams.js';

/** In the order they run. A migration that has landed is never edited: the next one changes what it made. */
export const migrations = [
  People1700000000001,
  Lti1700000000002,
  Learning1700000000003,
  Accounts1700000000004,
  Registration1700000000005,
  Roster1700000000006,
  Office1700000000007,
  Reports1700000000008,
  Keys1700000000009,
  Erasure1700000000010,
  Security1700000000011,
  CourseList1700000000012,
  SearchValues1700000000013,
  RunTasks1700000000014,
  Rooms1700000000015,
  PlanAndAttendance1700000000016,
  Exam1700000000017,
  Board1700000000018,
  HandMarks1700000000019,
  RoomsMore1700000000020,
  Media1700000000021,
  Recordings1700000000022,
  Repeats1700000000023,
  Proofs1700000000024,
  Live1700000000026,
  Mood1700000000027,
  AnswerPosition1700000000028,
  BoardPagesDeleted1700000000029,
  TakenBack1700000000030,
  MockExams1700000000031,
];
