import { useEffect, useState } from 'react';

/** Only a voice on the device: others send the text away. */
function localGermanVoice(): SpeechSynthesisVoice | null {
  if (!('speechSynthesis' in window)) return null;
  return window.speechSynthesis.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().startsWith('de')) ?? null;
}

export interface ReadAloud {
  /** False where this device has no German voice of its own: then nothing is offered. */
  possible: boolean;
  speaking: boolean;
  toggle: (text: string) => void;
}

export function useReadAloud(): ReadAloud {
  const [voice, setVoice] = useState(localGermanVoice);
  const [speaking, setSpeaking] = useState(false);
  useEffect(() => {
    if (!('speechSynthesis' in window)) return undefined;
    const synthesis = window.speechSynthesis;
    const look = () => setVoice(localGermanVoice());
    synthesis.addEventListener?.('voiceschanged', look);
    return () => {
      synthesis.removeEventListener?.('voiceschanged', look);
      synthesis.cancel();
    };
  }, []);
  function toggle(text: string) {
    const synthesis = window.speechSynthesis;
    synthesis.cancel();
    if (speaking || voice === null) return setSpeaking(false);
    const words = new SpeechSynthesisUtterance(text);
    words.voice = voice;
    words.lang = voice.lang;
    words.rate = 0.85;
    words.onend = () => setSpeaking(false);
    words.onerror = () => setSpeaking(false);
    setSpeaking(true);
    synthesis.speak(words);
  }
  return { possible: voice !== null, speaking, toggle };
}
