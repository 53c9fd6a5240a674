import LogOut from 'lucide-react/icons/log-out';
import { useState } from 'react';
import { Button } from '../design/button.js';
import { Sheet } from '../design/sheet.js';
import { Note } from '../design/note.js';
import { m } from '../paraglide/messages.js';
import { useLocale } from '../session/locale.js';
import { usePreferences, type Preferences } from '../session/preferences.js';
import { isStaff, useSessionState } from '../session/session.js';
import { changePreferences } from './change-preferences.js';
import { endMySession } from './end-my-session.js';
import './settings.css';

export default function SettingsSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const preferences = usePreferences();
  const locale = useLocale();
  const state = useSessionState();
  const staff = state.at === 'open' && isStaff(state.session);
  const [notKept, setNotKept] = useState(false);
  function change(next: Partial<Preferences>) {
    changePreferences(next).then(() => setNotKept(false), () => setNotKept(true));
  }
  return (
    <Sheet title={m.settings()} open={open} onClose={onClose}>
      <div className="stack stack-24">
        <Choice legend={m.settings_language()} name="locale" value={locale} onChoose={(value) => change({ locale: value })}
          options={[['de', 'Deutsch'], ['en', 'English']]} />
        {!staff && (
          <Choice legend={m.settings_level()} name="level" value={preferences.textLevel} onChoose={(value) => change({ textLevel: value })}
            options={[['standard', m.level_standard()], ['plain', m.level_plain()]]} />
        )}
        <Choice legend={m.settings_theme()} name="theme" value={preferences.theme} onChoose={(value) => change({ theme: value })}
          options={[['auto', m.theme_auto()], ['light', m.theme_light()], ['dark', m.theme_dark()]]} />
        {notKept && <Note look="amber" role="status">{m.settings_not_kept()}</Note>}
        <Leave />
      </div>
    </Sheet>
  );
}

interface ChoiceProps<T extends string> {
  legend: string;
  name: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChoose: (value: T) => void;
}

function Choice<T extends string>({ legend, name, value, options, onChoose }: ChoiceProps<T>) {
  return (
    <fieldset>
      <legend className="settings-legend">{legend}</legend>
      <div className="stack stack-8">
        {options.map(([option, word]) => (
          <label key={option} className="choice">
            <input type="radio" name={name} checked={option === value} onChange={() => onChoose(option)} />
            {word}
          </label>
        ))}
      </div>
    </fieldset>
  );
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
      {failed && <Note look="amber" role="alert">{m.leave_failed()}</Note>}
    </div>
  );
}
