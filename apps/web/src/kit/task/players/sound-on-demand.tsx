import Play from 'lucide-react/icons/play';
import { useState } from 'react';
import { Button } from '../../design/button.js';
import { m } from '../../../paraglide/messages.js';
import { SoundOf } from './sound.js';

/** A recording among other answers: fetched when somebody wants to hear it. */
export default function SoundOnDemand({ path }: { path: string }) {
  const [wanted, setWanted] = useState(false);
  if (wanted) return <SoundOf blob={null} path={path} />;
  return (
    <div>
      <Button onClick={() => setWanted(true)}>
        <Play aria-hidden size={20} />
        {m.mk_rec_hear()}
      </Button>
    </div>
  );
}
