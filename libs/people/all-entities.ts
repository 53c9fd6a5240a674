import { MAIL_ENTITIES } from '#lotse/base';
import { ACCOUNT_ENTITIES } from './accounts/account.entities.js';
import { ERASURE_ENTITIES } from './erasure/erasure.entity.js';
import { Course, Enrolment, Identity, KeyRing, Person, Profile, Tenant } from './entities.js';
import { Interruption, Measure, Participation, ParticipationPhase, RoleGrant, StaffContact } from './measure.entities.js';
import { GROUP_ENTITIES } from './groups/group.entities.js';
import { LaunchCode, Session } from './session.entities.js';

/** For the data source and the schema comparison; nobody else reads them through the face. */
export const PEOPLE_ENTITIES = [
  Tenant,
  Person,
  Identity,
  KeyRing,
  Course,
  Enrolment,
  Profile,
  Measure,
  StaffContact,
  Participation,
  ParticipationPhase,
  Interruption,
  RoleGrant,
  Session,
  LaunchCode,
  ...GROUP_ENTITIES,
  ...ACCOUNT_ENTITIES,
  ...MAIL_ENTITIES,
  ...ERASURE_ENTITIES,
];
