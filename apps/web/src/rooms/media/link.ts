import type { IceGrant, MediaSignal } from '#lotse/contract';

export interface Sent {
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
  /** Little sound only, for who has little network. */
  isLow: boolean;
}
type Said = Omit<MediaSignal, 'peer' | 'link'>;

const LOW_SOUND = 16_000;
const VIDEO = 250_000;

/**
 * One try to reach one other browser. Sound and picture have their place from the start: switching them on and off exchanges
 * tracks and never negotiates anew. A try that does not get there is left behind for a new one.
 */
export class Link {
  readonly pc: RTCPeerConnection;
  readonly received: { audio: MediaStreamTrack | null; video: MediaStreamTrack | null } = { audio: null, video: null };
  /** What came before the other's description: it would be refused. */
  private early: RTCIceCandidateInit[] = [];
  private sent: Sent;

  constructor(
    readonly id: string,
    ice: IceGrant,
    sent: Sent,
    private readonly say: (signal: Said) => void,
    onChange: (link: Link) => void,
  ) {
    this.sent = sent;
    this.pc = new RTCPeerConnection(configOf(ice));
    this.pc.onicecandidate = ({ candidate }) => {
      if (candidate === null) return;
      const { candidate: text, sdpMid, sdpMLineIndex } = candidate;
      this.say({ kind: 'candidate', candidate: { candidate: text, sdpMid, sdpMLineIndex } });
    };
    this.pc.ontrack = ({ track }) => {
      this.received[track.kind === 'audio' ? 'audio' : 'video'] = track;
      onChange(this);
    };
    this.pc.onconnectionstatechange = () => onChange(this);
  }

  get state(): RTCPeerConnectionState {
    return this.pc.connectionState;
  }

  async offer(): Promise<void> {
    this.pc.addTransceiver('audio', { direction: 'sendrecv' });
    this.pc.addTransceiver('video', { direction: 'sendrecv' });
    await this.exchange();
    await this.pc.setLocalDescription();
    this.say({ kind: 'offer', sdp: this.pc.localDescription?.sdp ?? '' });
  }

  async take(signal: MediaSignal): Promise<void> {
    if (signal.kind === 'candidate') return this.candidate(signal.candidate);
    if (signal.kind !== 'offer' && signal.kind !== 'answer') return;
    await this.pc.setRemoteDescription({ type: signal.kind, sdp: signal.sdp ?? '' });
    for (const one of this.early.splice(0)) await this.pc.addIceCandidate(one);
    if (signal.kind === 'answer') return;
    for (const one of this.pc.getTransceivers()) one.direction = 'sendrecv';
    await this.exchange();
    await this.pc.setLocalDescription();
    this.say({ kind: 'answer', sdp: this.pc.localDescription?.sdp ?? '' });
  }

  private async candidate(candidate: RTCIceCandidateInit | undefined): Promise<void> {
    if (candidate === undefined) return;
    if (this.pc.remoteDescription === null) this.early.push(candidate);
    else await this.pc.addIceCandidate(candidate);
  }

  async send(sent: Sent): Promise<void> {
    this.sent = sent;
    await this.exchange();
  }

  private async exchange(): Promise<void> {
    for (const { sender, receiver } of this.pc.getTransceivers()) {
      const kind = receiver.track.kind === 'audio' ? 'audio' : 'video';
      if (sender.track !== this.sent[kind]) await sender.replaceTrack(this.sent[kind]);
      await limit(sender, kind === 'video' ? VIDEO : this.sent.isLow ? LOW_SOUND : null);
    }
  }

  renew(ice: IceGrant): void {
    this.pc.setConfiguration(configOf(ice));
  }

  close(): void {
    this.pc.onconnectionstatechange = null;
    this.pc.onicecandidate = null;
    this.pc.ontrack = null;
    this.pc.close();
  }
}

function configOf({ iceServers, relayOnly }: IceGrant): RTCConfiguration {
  return { iceServers, iceTransportPolicy: relayOnly ? 'relay' : 'all', bundlePolicy: 'max-bundle' };
}

async function limit(sender: RTCRtpSender, bitrate: number | null): Promise<void> {
  const parameters = sender.getParameters();
  const [first] = parameters.encodings;
  if (first === undefined || (first.maxBitrate ?? null) === bitrate) return; // before the negotiation there is none
  if (bitrate === null) delete first.maxBitrate;
  else first.maxBitrate = bitrate;
  await sender.setParameters(parameters).catch(() => undefined);
}
