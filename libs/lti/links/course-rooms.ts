import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface RoomChoice {
  roomId: string;
  title: string;
}
export interface RoomSource {
  /** Open rooms of a course, by title. */
  of(tx: EntityManager, tenant: string, courseId: string): Promise<RoomChoice[]>;
  /** Whether it is a room of this course; also one that was closed: its board and hours stay readable. */
  has(tx: EntityManager, tenant: string, courseId: string, roomId: string): Promise<boolean>;
}

/**
 * Rooms that an activity may open. They belong to a lib further right, which puts its source here; a room counts in its own course
 * only, so that the activity of a copied course opens none until somebody chooses one.
 */
@Injectable()
export class CourseRooms {
  private source: RoomSource | null = null;

  readFrom(source: RoomSource): void {
    this.source = source;
  }

  of(tx: EntityManager, tenant: string, courseId: string): Promise<RoomChoice[]> {
    return this.source?.of(tx, tenant, courseId) ?? Promise.resolve([]);
  }

  has(tx: EntityManager, tenant: string, courseId: string, roomId: string): Promise<boolean> {
    return this.source?.has(tx, tenant, courseId, roomId) ?? Promise.resolve(false);
  }
}
