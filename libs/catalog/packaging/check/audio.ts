import { exercisesIn } from '../unit-lists.js';
import { wantedIn } from '../wanted-audio.js';
import { error, type Check, type CheckWorld } from './world.js';

/** A computer's voice is for drafts: people read what is released. Files that nothing needs are named. */
export const checkAudio: Check = (world) => [...computerVoices(world), ...unused(world)];

function computerVoices({ tree, packed }: CheckWorld): ReturnType<Check> {
  const released = new Set(tree.modules.flatMap(({ value }) => (value.status === 'released' ? value.units : [])));
  const listed = new Set(tree.units.flatMap(({ value }) => (released.has(value.id) ? exercisesIn(value, tree.groups).map(({ id }) => id) : [])));
  return tree.exercises.flatMap((at) => {
    const exercise = packed.get(at.value.id);
    if (!listed.has(at.value.id) || exercise === undefined) return [];
    const heard = [exercise.group?.audio, ...(exercise.body.kind === 'dictation' ? exercise.body.sentences.map(({ audio }) => audio) : [])];
    const files = heard.flatMap((audio) => (audio?.computer === true ? [audio.file.replace(/^.*\//, '')] : []));
    return files.map((file) =>
      error(
        at,
        exercise.group === undefined ? ['sentences'] : ['audio'],
        'computer-voice',
        `a computer reads this and the module is released; let somebody read it and save the recording as content/audio/people/${file}`,
      ),
    );
  });
}

function unused({ tree }: CheckWorld): ReturnType<Check> {
  const names = new Set(wantedIn(tree).map(({ name }) => name));
  return tree.audio.flatMap((file) =>
    names.has(file.replace(/^.*\//, ''))
      ? []
      : [
          {
            file: `audio/${file}`,
            level: 'warning' as const,
            code: 'audio-unused',
            message: 'no task says this any more; delete it with "npm run content audio"',
          },
        ],
  );
}
