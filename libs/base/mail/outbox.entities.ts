import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { MailKind, MailLocale } from './mail-texts.js';

export type MailState = 'waiting' | 'sent' | 'failed' | 'shown';

/** A mail to send; when and under which lease stands in its due row. Recipient and link are sealed; the link is gone once the mail is sent. */
@Entity('outbox')
@Index('ix_outbox_about', ['tenant', 'about'])
export class OutboxMail {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_outbox' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_outbox' }) id: string;
  @Column('text') kind: MailKind;
  /** What it belongs to: an invitation, or the person it is for. */
  @Column('uuid', { nullable: true }) about: string | null;
  @Column('bytea') recipient: Buffer;
  @Column('bytea', { nullable: true }) link: Buffer | null;
  @Column('text') locale: MailLocale;
  @Column('text') state: MailState;
  @Column('int') attempts: number;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) sentAt: Date | null;
}

export const MAIL_ENTITIES = [OutboxMail];
