import { describe, expect, it } from '@jest/globals';
import { EVERYTHING, fitting, offered, toggled, type PickModule } from './fitting.js';

const unit = (unitId: string, more: Partial<PickModule['units'][number]> = {}) => ({
  unitId,
  title: unitId,
  goals: [],
  minutes: 10,
  tasks: 8,
  cefr: 'B1',
  occupations: [],
  ...more,
});
const MODULES: PickModule[] = [
  { moduleId: 'wiso', title: 'WiSo', units: [unit('Probezeit', { goals: ['Fristen berechnen'] }), unit('Kündigung', { cefr: 'B2', minutes: 20 })] },
  { moduleId: 'lager', title: 'Lager', units: [unit('Wareneingang', { occupations: ['Fachkraft für Lagerlogistik'], cefr: null })] },
];
const ids = (wish: Partial<typeof EVERYTHING>) => fitting(MODULES, { ...EVERYTHING, ...wish }).flatMap(({ units }) => units.map((one) => one.unitId));

describe('what fits', () => {
  it.each<[Partial<typeof EVERYTHING>, string[]]>([
    [{}, ['Probezeit', 'Kündigung', 'Wareneingang']],
    [{ q: 'kündi' }, ['Kündigung']],
    [{ q: 'fristen' }, ['Probezeit']],
    [{ q: 'WISO probe' }, ['Probezeit']],
    [{ q: 'nichts davon' }, []],
    [{ cefr: 'B1' }, ['Probezeit', 'Wareneingang']],
    [{ cefr: 'B2' }, ['Probezeit', 'Kündigung', 'Wareneingang']],
    [{ minutes: 10 }, ['Probezeit', 'Wareneingang']],
    [{ occupation: 'Fachkraft für Lagerlogistik' }, ['Probezeit', 'Kündigung', 'Wareneingang']],
    [{ occupation: 'Verkäufer/in' }, ['Probezeit', 'Kündigung']],
  ])('%j', (wish, expected) => expect(ids(wish)).toEqual(expected));

  it('says whether a module is there as a whole', () =>
    expect(fitting(MODULES, { ...EVERYTHING, minutes: 10 }).map(({ module, whole }) => [module.moduleId, whole])).toEqual([
      ['wiso', false],
      ['lager', true],
    ]));
  it('offers only what occurs', () =>
    expect(offered(MODULES)).toEqual({ occupations: ['Fachkraft für Lagerlogistik'], levels: ['B1', 'B2'], minutes: [10, 15] }));
});

describe('choosing', () => {
  const [a, b] = [{ kind: 'unit', id: 'a' } as const, { kind: 'module', id: 'a' } as const];
  it('keeps the order of choosing', () => expect(toggled([b], a, true)).toEqual([b, a]));
  it('takes away', () => expect(toggled([a, b], a, true)).toEqual([b]));
  it('replaces where one is taken', () => expect(toggled([a], b, false)).toEqual([b]));
});
