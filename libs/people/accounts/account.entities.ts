import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { AccountRole, Locale } from '#lotse/contract';

/** A local login of one person. Address, name and TOTP secret are sealed with the person's key. */
@Entity('account')
@Unique('uq_account_mail', ['mailSearch'])
export class Account {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_account' }) person: string;
  @Column('bytea') mail: Buffer;
  @Column('bytea') mailSearch: Buffer;
  @Column('bytea') name: Buffer;
  @Column('text') locale: Locale;
  @Column('text', { nullable: true }) passwordHash: string | null;
  @Column('bytea', { nullable: true }) totp: Buffer | null;
  /** The last 30 s step a code was taken from: no code counts twice. */
  @Column('int', { nullable: true }) totpStep: number | null;
  @Column('text') state: 'open' | 'closed';
  /** Since when this person may change what concerns all tenants. */
  @Column('timestamptz', { nullable: true }) installationSince: Date | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') changedAt: Date;
}

@Entity('passkey')
@Unique('uq_passkey_credential', ['credential'])
@Index('ix_passkey_person', ['person'])
export class Passkey {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_passkey' }) id: string;
  @Column('uuid') person: string;
  @Column('text') credential: string;
  @Column('bytea') publicKey: Buffer;
  @Column('bigint') counter: string;
  @Column('text') name: string;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) usedAt: Date | null;
}

/** A one-time code of 128 random bits; only its hash stands here. */
@Entity('recovery_code')
@Index('ix_recovery_code_person', ['person'])
export class RecoveryCode {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'pk_recovery_code' }) codeHash: Buffer;
  @Column('uuid') person: string;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) usedAt: Date | null;
}

/** A one-time link into one role of one tenant. The address is sealed with the tenant's key. */
@Entity('invitation')
@Unique('uq_invitation_token', ['tokenHash'])
@Index('ix_invitation_tenant', ['tenant', 'createdAt'])
export class Invitation {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_invitation' }) id: string;
  @Column('uuid') tenant: string;
  @Column('bytea') tokenHash: Buffer;
  @Column('text') role: AccountRole;
  @Column('text') reason: string;
  @Column('bytea') mail: Buffer;
  @Column('bytea') mailSearch: Buffer;
  @Column('text') locale: Locale;
  @Column('uuid') invitedBy: string;
  /** When the grant that comes of it ends. */
  @Column('timestamptz', { nullable: true }) endsAt: Date | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) acceptedAt: Date | null;
  @Column('uuid', { nullable: true }) acceptedBy: string | null;
  @Column('timestamptz', { nullable: true }) withdrawnAt: Date | null;
}

@Entity('password_reset')
@Index('ix_password_reset_person', ['person'])
export class PasswordReset {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'pk_password_reset' }) tokenHash: Buffer;
  @Column('uuid') person: string;
  /** Whose admin made the link; null for one that went to the account's own address. */
  @Column('uuid', { nullable: true }) tenant: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) usedAt: Date | null;
}

/** A sign-in or a passkey between its two steps: bound to the browser it began in. */
@Entity('login_step')
export class LoginStep {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'pk_login_step' }) ticketHash: Buffer;
  @Column('text') kind: 'second-factor' | 'passkey-login' | 'passkey-new';
  @Column('bytea') deviceHash: Buffer;
  @Column('uuid', { nullable: true }) person: string | null;
  /** For whom a new passkey is: invitation, set-up link or person. */
  @Column('text', { nullable: true }) subject: string | null;
  @Column('text', { nullable: true }) challenge: string | null;
  @Column('int') tries: number;
  @Column('timestamptz') expiresAt: Date;
}

/** Wrong tries for one address, known or not, from strange devices (`device` empty) or from one known device. */
@Entity('login_failure')
export class LoginFailure {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'pk_login_failure' }) mailSearch: Buffer;
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'pk_login_failure' }) device: Buffer;
  @Column('int') failures: number;
  @Column('timestamptz') lastAt: Date;
}

/** A browser this person has signed in with: strangers' wrong tries do not slow it down. */
@Entity('known_device')
export class KnownDevice {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_known_device' }) person: string;
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'pk_known_device' }) deviceHash: Buffer;
  @Column('timestamptz') seenAt: Date;
}

/** The link that the first start prints. One is live at a time. */
@Entity('setup_link')
export class SetupLink {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'pk_setup_link' }) tokenHash: Buffer;
  @Column('uuid', { nullable: true }) person: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) usedAt: Date | null;
}

export const ACCOUNT_ENTITIES = [Account, Passkey, RecoveryCode, Invitation, PasswordReset, LoginStep, LoginFailure, KnownDevice, SetupLink];
