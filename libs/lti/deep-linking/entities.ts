import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { DeepLinkItem } from '#lotse/contract';

/**
 * A teacher who is choosing content in the LMS (LTI Deep Linking 2.0). Answered once, within an hour. `settings` holds
 * the return address (Moodle's carries a session key) and the platform's own data, sealed.
 */
@Entity('deep_link_ticket')
@Unique('uq_deep_link_ticket_code', ['codeHash'])
export class DeepLinkTicket {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_deep_link_ticket' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_deep_link_ticket' }) id: string;
  @Column('uuid') registration: string;
  @Column('uuid') deployment: string;
  @Column('uuid') course: string;
  @Column('uuid') person: string;
  @Column('bytea') settings: Buffer;
  @Column('boolean') acceptsLinks: boolean;
  @Column('boolean') acceptsSeveral: boolean;
  @Column('boolean') acceptsLineItem: boolean;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) answeredAt: Date | null;
  @Column('jsonb', { nullable: true }) items: DeepLinkItem[] | null;
  /** Hash of the one-time code that fetches the answer's page. */
  @Column('bytea', { nullable: true }) codeHash: Buffer | null;
  @Column('timestamptz', { nullable: true }) codeUntil: Date | null;
}
