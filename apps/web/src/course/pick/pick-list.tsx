import Play from 'lucide-react/icons/play';
import { Button } from '../../kit/design/button.js';
import { m } from '../../paraglide/messages.js';
import { isChosen, toggled, type fitting, type PickItem, type PickUnit } from './fitting.js';

interface Props {
  found: ReturnType<typeof fitting>;
  items: readonly PickItem[];
  several: boolean;
  onItems: (items: PickItem[]) => void;
  onTry: (unitId: string) => void;
}

/** By module: the module as a whole, then its units. What is chosen stays chosen while the list is narrowed. */
export function PickList({ found, items, several, onItems, onTry }: Props) {
  const toggle = (item: PickItem) => onItems(toggled(items, item, several));
  return found.map(({ module, units, whole }) => {
    const item: PickItem = { kind: 'module', id: module.moduleId };
    const minutes = module.units.reduce((sum, unit) => sum + unit.minutes, 0);
    return (
      <fieldset key={module.moduleId} className="pick-module">
        <legend>
          <h2 lang="de">{module.title}</h2>
        </legend>
        {whole && (
          <Choice item={item} items={items} several={several} onToggle={toggle}>
            <strong>{m.pick_whole_module()}</strong>
            <span className="soft">{m.pick_module_size({ count: module.units.length, minutes })}</span>
          </Choice>
        )}
        {units.map((unit) => (
          <div key={unit.unitId} className="pick-unit">
            <Choice item={{ kind: 'unit', id: unit.unitId }} items={items} several={several} onToggle={toggle}>
              <strong lang="de">{unit.title}</strong>
              <span className="soft">{sayUnit(unit)}</span>
              {unit.goals[0] !== undefined && (
                <span className="soft pick-goal" lang="de">
                  {unit.goals[0]}
                </span>
              )}
            </Choice>
            <Button look="quiet" onClick={() => onTry(unit.unitId)} aria-label={m.pick_try_named({ title: unit.title })}>
              <Play aria-hidden size={18} />
              {m.pick_try()}
            </Button>
          </div>
        ))}
      </fieldset>
    );
  });
}

function sayUnit(unit: PickUnit): string {
  const parts: string[] = [m.unit_size({ minutes: unit.minutes, count: unit.tasks })];
  if (unit.cefr !== null) parts.push(m.pick_level_is({ level: unit.cefr }));
  if (unit.occupations.length > 0) parts.push(unit.occupations.join(', '));
  return parts.join(' · ');
}

interface ChoiceProps {
  item: PickItem;
  items: readonly PickItem[];
  several: boolean;
  onToggle: (item: PickItem) => void;
  children: React.ReactNode;
}

export function Choice({ item, items, several, onToggle, children }: ChoiceProps) {
  return (
    <label className="choice">
      <input type={several ? 'checkbox' : 'radio'} name={several ? undefined : 'pick'} checked={isChosen(items, item)} onChange={() => onToggle(item)} />
      <span className="pick-words">{children}</span>
    </label>
  );
}
