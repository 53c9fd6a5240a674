import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';
import { useState } from 'react';
import { Button } from '../design/button.js';
import { later } from '../state/later.js';
import { m } from '../../paraglide/messages.js';

const SettingsSheet = later(() => import('./settings-sheet.js'));

export function SettingsButton() {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  function show() {
    setWanted(true);
    setOpen(true);
  }
  return (
    <>
      <Button look="quiet" onClick={show} aria-haspopup="dialog">
        <SlidersHorizontal aria-hidden size={20} />
        {m.settings()}
      </Button>
      {wanted && <SettingsSheet open={open} onClose={() => setOpen(false)} />}
    </>
  );
}
