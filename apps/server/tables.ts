import { AllTables, BASE_TABLES } from '#lotse/base';
import { CATALOG_TABLES } from '#lotse/catalog';
import { LEARNING_TABLES } from '#lotse/learning';
import { LTI_TABLES } from '#lotse/lti';
import { MEASURE_TABLES } from '#lotse/measures';
import { PEOPLE_TABLES } from '#lotse/people';
import { REPORT_TABLES } from '#lotse/reports';
import { ATTENDANCE_TABLES, ROOM_TABLES } from '#lotse/rooms';

/** The tables of all libs, from right to left: rows of children stand before those they refer to. */
export const TABLES = new AllTables([
  REPORT_TABLES,
  ATTENDANCE_TABLES,
  ROOM_TABLES,
  LEARNING_TABLES,
  LTI_TABLES,
  CATALOG_TABLES,
  MEASURE_TABLES,
  PEOPLE_TABLES,
  BASE_TABLES,
]);
