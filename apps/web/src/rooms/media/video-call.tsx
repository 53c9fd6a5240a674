import Video from 'lucide-react/icons/video';
import { m } from '../../paraglide/messages.js';
import { useMeeting } from '../meeting/meeting-context.js';

/** Seeing and hearing happens in another programme. Attendance counts from this page: it stays open. */
export function VideoCall() {
  const { meeting, me } = useMeeting().view;
  const isTutor = me?.seat === 'tutor';
  if (meeting?.media !== 'linkout') return null;
  if (meeting.link === null) return isTutor ? <p className="media small soft">{m.media_link_off()}</p> : null;
  return (
    <section className="media" aria-label={m.media_title()}>
      <div className="media-row">
        <a className="button" href={meeting.link} target="_blank" rel="noopener noreferrer">
          <Video aria-hidden size={20} />
          {m.live_video_link()}
        </a>
        <span className="small soft">{isTutor ? m.media_link_counts_staff() : m.media_link_counts()}</span>
      </div>
    </section>
  );
}
