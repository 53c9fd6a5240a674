import LogOut from 'lucide-react/icons/log-out';
import { useState } from 'react';
import { Button } from '../design/button.js';
import { Sheet } from '../design/sheet.js';
import { Note } from '../design/note.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../session/locale.js';
import { usePreferences, type Preferences } from '../session/preferences.js';
import { isStaff, useSessionState } from '../session/session.js';
import { Choice } from './choice.js';
import { ReadingChoices } from './reading-choices.js';
import { changePreferences } from './change-preferences.js';
import { endMySession } from './end-my-session.js';
import './settings.css';

export default function SettingsSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { level, theme, change, notKept } = useSettings();
  const locale = useLocale();
  const state = useSessionState();
  const staff = state.at === 'open' && isStaff(state.session);
  const levels = [['standard', m.level_standard()] as const, ['plain', m.level_plain()] as const];
  const themes = [['auto', m.theme_auto()] as const, ['light', m.theme_light()] as const, ['dark', m.theme_dark()] as const];
  return (
    <Sheet title={m.settings()} open={open} onClose={onClose}>
      <div className="stack stack-24">
        <Choice legend={m.settings_language()} name="locale" value={locale} options={LANGUAGES} onChoose={(value) => change({ locale: value })} />
        {!staff && <Choice legend={m.settings_level()} name="level" value={level} options={levels} onChoose={(value) => change({ textLevel: value })} />}
        <Choice legend={m.settings_theme()} name="theme" value={theme} options={themes} onChoose={(value) => change({ theme: value })} />
        <ReadingChoices />
        {notKept && (
          <Note look="amber" role="status">
            {m.settings_not_kept()}
          </Note>
        )}
        <Leave />
      </div>
    </Sheet>
  );
}

const LANGUAGES = [['de', 'Deutsch'] as const, ['en', 'English'] as const];

/** A change holds at once; whether the server keeps it is told. */
function useSettings() {
  const { textLevel, theme } = usePreferences();
  const [notKept, setNotKept] = useState(false);
  function change(next: Partial<Preferences>) {
    changePreferences(next).then(
      () => setNotKept(false),
      () => setNotKept(true),
    );
  }
  return { level: textLevel, theme, change, notKept };
}

/** For devices that several people use: ends the session here and now. */
function Leave() {
  const [failed, setFailed] = useState(false);
  return (
    <div className="stack stack-8 settings-leave">
      <p className="soft">{m.leave_text()}</p>
      <div>
        <Button onClick={() => void endMySession().catch(() => setFailed(true))}>
          <LogOut aria-hidden size={18} />
          {m.leave()}
        </Button>
      </div>
      {failed && (
        <Note look="amber" role="alert">
          {m.leave_failed()}
        </Note>
      )}
    </div>
  );
}
