import { expect, it } from '@jest/globals';
import { readRoles } from './roles.js';

const M = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
const I = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person';

it.each<[string[], string]>([
  [[`${M}#Learner`], 'trainee'],
  [['Learner'], 'trainee'],
  [[`${M}#Instructor`], 'teacher'],
  [['Instructor'], 'teacher'],
  [[`${M}#Learner`, `${M}#Instructor`], 'teacher'],
  [[`${M}#Learner`, `${I}#Instructor`], 'trainee'],
  [[], 'guest'],
  [['urn:lti:role:ims/lis/Wizard'], 'guest'],
  [[`${I}#Administrator`], 'guest'],
  [['http://purl.imsglobal.org/vocab/lis/v2/system/person#SysAdmin'], 'guest'],
  [[`${M}#Administrator`], 'guest'],
  [[`${M}#ContentDeveloper`], 'guest'],
  [[`${M}#Manager`], 'guest'],
  [[`${M}/Learner#GuestLearner`], 'guest'],
  [[`${M}/Instructor#Grader`], 'guest'],
  [[`${M}/Instructor#TeachingAssistant`], 'guest'],
  [[`${M}/Instructor#TeachingAssistant`, `${M}#Instructor`], 'guest'],
  [[`${M}/Instructor#TeachingAssistant`, `${M}#Learner`], 'trainee'],
  [[`${M}#Mentor`], 'mentor'],
  [[`${M}#Mentor`, `${M}#Learner`], 'trainee'],
  [[`${M}#instructor`], 'guest'],
  [['instructor'], 'guest'],
])('%j: %s', (roles, role) => expect(readRoles(roles).role).toBe(role));

it('marks test users and proposes assistants', () => {
  expect(readRoles([`${M}#Learner`, 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser'])).toEqual({ role: 'trainee', test: true, proposed: null });
  expect(readRoles([`${M}/Instructor#TeachingAssistant`]).proposed).toBe('tutor');
});
