import { CATALOG_ENTITIES } from '#lotse/catalog';
import { LEARNING_ENTITIES } from '#lotse/learning';
import { LTI_ENTITIES } from '#lotse/lti';
import { MEASURE_ENTITIES } from '#lotse/measures';
import { PEOPLE_ENTITIES } from '#lotse/people';
import { REPORT_ENTITIES } from '#lotse/reports';
import { ATTENDANCE_ENTITIES, ROOM_ENTITIES } from '#lotse/rooms';

/** Every table's entity: for the data source, and for the test that compares them with the migrations. */
export const ENTITIES = [
  ...PEOPLE_ENTITIES,
  ...MEASURE_ENTITIES,
  ...CATALOG_ENTITIES,
  ...LTI_ENTITIES,
  ...LEARNING_ENTITIES,
  ...ROOM_ENTITIES,
  ...ATTENDANCE_ENTITIES,
  ...REPORT_ENTITIES,
];
