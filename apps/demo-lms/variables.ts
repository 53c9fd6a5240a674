/** Variables a Moodle 4.5.6 announces in its configuration, in its order. */
export const VARIABLES: string[] = [
  'basic-lti-launch-request', 'ContentItemSelectionRequest', 'ToolProxyRegistrationRequest', 'Context.id', 'Context.title',
  'Context.label', 'Context.id.history', 'Context.sourcedId', 'Context.longDescription', 'Context.timeFrame.begin',
  'CourseSection.title', 'CourseSection.label', 'CourseSection.sourcedId', 'CourseSection.longDescription',
  'CourseSection.timeFrame.begin', 'CourseSection.timeFrame.end', 'ResourceLink.id', 'ResourceLink.title',
  'ResourceLink.description', 'User.id', 'User.username', 'Person.name.full', 'Person.name.given', 'Person.name.family',
  'Person.email.primary', 'Person.sourcedId', 'Person.name.middle', 'Person.address.street1', 'Person.address.locality',
  'Person.address.country', 'Person.address.timezone', 'Person.phone.primary', 'Person.phone.mobile', 'Person.webaddress',
  'Membership.role', 'Result.sourcedId', 'Result.autocreate', 'BasicOutcome.sourcedId', 'BasicOutcome.url',
  'Moodle.Person.userGroupIds',
];
