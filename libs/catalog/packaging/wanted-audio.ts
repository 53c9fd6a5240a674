import type { Spoken } from '#lotse/contract';
import { audioName } from './audio-name.js';
import { readContent, type ContentTree } from './read-content.js';

/** One file to be heard: what is read in it. */
export interface WantedAudio {
  name: string;
  lines: readonly Spoken[];
}

/** Everything of a content folder that is heard, each once, and what lies there that nothing needs. */
export function wantedAudio(dir: string): { wanted: WantedAudio[]; there: string[]; unused: string[] } {
  const tree = readContent(dir);
  const wanted = wantedIn(tree);
  const names = new Set(wanted.map(({ name }) => name));
  return { wanted, there: tree.audio, unused: tree.audio.filter((file) => !names.has(file.replace(/^.*\//, ''))) };
}

export function wantedIn({ exercises, groups }: Pick<ContentTree, 'exercises' | 'groups'>): WantedAudio[] {
  const sentences = exercises.flatMap(({ value }) => (value.kind === 'dictation' ? value.sentences.map((sentence) => [sentence]) : []));
  const heard = groups.flatMap(({ value }) => (value.kind === 'listening' ? [value.audio] : []));
  const all = [...sentences, ...heard].map((lines): WantedAudio => ({ name: audioName(lines), lines }));
  return all.filter(({ name }, index) => all.findIndex((one) => one.name === name) === index);
}
