import { MAIL_ENTITIES } from '#lotse/base';
import { ACCOUNT_ENTITIES } from './accounts/account.entities.js';
import { ERASURE_ENTITIES } from './erasure/erasure.entity.js';
import { Course, Enrolment, Identity, KeyRing, Person, Profile, Tenant } from './entities.js';
import { RoleGrant } from './grant.entity.js';
import { LaunchCode, Session } from './session.entities.js';

/** For the data source and the schema comparison. */
export const PEOPLE_ENTITIES = [
  Tenant,
  Person,
  Identity,
  KeyRing,
  Course,
  Enrolment,
  Profile,
  RoleGrant,
  Session,
  LaunchCode,
  ...ACCOUNT_ENTITIES,
  ...MAIL_ENTITIES,
  ...ERASURE_ENTITIES,
];
