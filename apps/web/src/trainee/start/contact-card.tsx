import type { StartPage } from '#lotse/contract';
import Mail from 'lucide-react/icons/mail';
import Phone from 'lucide-react/icons/phone';
import type { output } from 'zod/mini';
import { m } from '../../paraglide/messages.js';

type Contact = NonNullable<output<typeof StartPage>['contact']>;

const ROLE: Record<Contact['role'], () => string> = {
  companion: m.contact_role_companion,
  tutor: m.contact_role_tutor,
  pedagogue: m.contact_role_pedagogue,
  teacher: m.contact_role_teacher,
};

/** The fixed person to turn to, and how to reach them. */
export function ContactCard({ contact }: { contact: Contact }) {
  return (
    <section className="card stack stack-8" aria-labelledby="contact">
      <h2 id="contact">{m.contact_title()}</h2>
      <p>
        <strong>{contact.name}</strong>
        <br />
        <span className="soft">{ROLE[contact.role]()}</span>
      </p>
      <div className="row">
        {contact.phone !== null && (
          <a className="button" href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>
            <Phone aria-hidden size={18} />
            {m.contact_call({ phone: contact.phone })}
          </a>
        )}
        {contact.email !== null && (
          <a className="button" href={`mailto:${contact.email}`}>
            <Mail aria-hidden size={18} />
            {m.contact_mail()}
          </a>
        )}
      </div>
    </section>
  );
}
