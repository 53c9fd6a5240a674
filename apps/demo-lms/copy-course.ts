/** A course copied as a teacher does for the next class: own ids, same titles, parameters and resource ids. */
import { nextItemId } from './line-items.js';
import type { Course } from './model.js';
import type { Platform } from './platform.js';

export function copyCourse(platform: Platform, from: Course, options: { key: string; label: string; title: string }): Course {
  const { state } = platform;
  const course: Course = {
    ...options,
    id: String((state.last.course += 1)),
    sourcedId: '',
    history: [from.id, ...from.history],
  };
  state.courses.push(course);
  for (const link of state.links.filter((one) => one.courseId === from.id)) {
    const id = String((state.last.link += 1));
    state.links.push({ ...link, id, cmid: String(Number(id) + 1), key: `${options.key}-${link.key}`, courseId: course.id });
    for (const item of state.items.filter((one) => one.instanceId === link.id)) {
      state.items.push({ ...item, id: nextItemId(platform), courseId: course.id, instanceId: id, linkId: item.linkId && id });
    }
  }
  for (const enrolment of state.enrolments.filter((one) => one.courseId === from.id && one.role !== 'student')) {
    state.enrolments.push({ ...enrolment, courseId: course.id });
  }
  return course;
}
