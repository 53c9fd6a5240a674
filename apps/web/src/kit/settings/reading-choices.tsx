import { changeComfort, useComfort } from '../session/comfort.js';
import { m } from '../../paraglide/messages.js';
import { Choice } from './choice.js';

/** Text size, spacing, background and movement: for this device, at once. */
export function ReadingChoices() {
  const { size, spacing, ground, motion } = useComfort();
  const sizes = [
    ['usual', m.size_usual()] as const,
    ['large', m.size_large()] as const,
    ['larger', m.size_larger()] as const,
    ['largest', m.size_largest()] as const,
  ];
  const spacings = [['usual', m.spacing_usual()] as const, ['wide', m.spacing_wide()] as const];
  const grounds = [['usual', m.ground_usual()] as const, ['cream', m.ground_cream()] as const];
  const motions = [['usual', m.motion_usual()] as const, ['less', m.motion_less()] as const];
  return (
    <>
      <Choice legend={m.settings_size()} name="size" value={size} options={sizes} onChoose={(value) => changeComfort({ size: value })} />
      <Choice legend={m.settings_spacing()} name="spacing" value={spacing} options={spacings} onChoose={(value) => changeComfort({ spacing: value })} />
      <Choice legend={m.settings_ground()} name="ground" value={ground} options={grounds} onChoose={(value) => changeComfort({ ground: value })} />
      <Choice legend={m.settings_motion()} name="motion" value={motion} options={motions} onChoose={(value) => changeComfort({ motion: value })} />
      <p className="soft small">{m.settings_device()}</p>
    </>
  );
}
