import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { UnitPackage } from '#lotse/contract';

/** One unit as it was built, named by its sha256. Never changed. */
@Entity('package')
export class Package {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_package' }) id: string;
  @Column('text') unitId: string;
  @Column('text') moduleId: string;
  @Column('jsonb') content: UnitPackage;
  @Column('timestamptz') createdAt: Date;
}

/** Which package of a unit a tenant's people start with. A running run keeps its own. */
@Entity('publication')
export class Publication {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_publication' }) tenant: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_publication' }) unitId: string;
  @Column('text') package: string;
  @Column('timestamptz') publishedAt: Date;
}

export const CATALOG_ENTITIES = [Package, Publication];
