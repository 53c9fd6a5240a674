/** What keeps a microphone or camera from being used, as far as a person can do something about it. */
export type DeviceFault = 'denied' | 'none' | 'busy' | 'unknown';

export interface Chosen {
  microphone: string;
  camera: string;
}
export interface Found {
  microphones: MediaDeviceInfo[];
  cameras: MediaDeviceInfo[];
}

const SOUND: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const PICTURE: MediaTrackConstraints = { width: { ideal: 320 }, height: { ideal: 240 }, frameRate: { ideal: 15, max: 20 } };

export function faultOf(error: unknown): DeviceFault {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError' || name === 'TypeError') return 'none';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'unknown';
}

export function openMicrophone({ microphone }: Chosen): Promise<MediaStreamTrack> {
  return first({ audio: { ...SOUND, ...(microphone === '' ? {} : { deviceId: { ideal: microphone } }) } });
}

export function openCamera({ camera }: Chosen): Promise<MediaStreamTrack> {
  return first({ video: { ...PICTURE, ...(camera === '' ? {} : { deviceId: { ideal: camera } }) } });
}

async function first(wish: MediaStreamConstraints): Promise<MediaStreamTrack> {
  // without https, and in some frames, there are no devices at all
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices === undefined) throw new DOMException('no devices here', 'NotAllowedError');
  const [track] = (await devices.getUserMedia(wish)).getTracks();
  if (track === undefined) throw new DOMException('no track', 'NotFoundError');
  return track;
}

export async function findDevices(): Promise<Found> {
  const all = await (navigator.mediaDevices as MediaDevices | undefined)?.enumerateDevices().catch(() => []);
  const of = (kind: MediaDeviceKind) => (all ?? []).filter((one) => one.kind === kind && one.deviceId !== '');
  return { microphones: of('audioinput'), cameras: of('videoinput') };
}

/** Half a second of a tone, so that somebody hears whether they would hear. */
export function playTone(): void {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  volume.gain.value = 0.2;
  tone.frequency.value = 523;
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 0.5);
  tone.onended = () => void context.close();
}

/** How loud a track is, from 0 to 1, several times a second until the returned function is called. */
export function watchLevel(track: MediaStreamTrack, tell: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, one) => sum + one * one, 0) / samples.length;
    tell(Math.min(1, Math.sqrt(power) * 4));
  }, 100);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
