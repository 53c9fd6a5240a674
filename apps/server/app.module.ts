import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { BaseModule, Problem, ProblemFilter, type BaseParts } from '#lotse/base';
import { CatalogModule } from '#lotse/catalog';
import { LearningModule } from '#lotse/learning';
import { LtiModule } from '#lotse/lti';
import { MeasuresModule } from '#lotse/measures';
import { PeopleModule, WhoGuard } from '#lotse/people';
import { ReportsModule } from '#lotse/reports';
import { PlanModule, RoomsModule } from '#lotse/rooms';
import { HealthController } from './health.controller.js';
import { HomePage, type Starts } from './home-page.js';
import { PagesController } from './pages.controller.js';
import { SetupChecks } from './setup-checks.js';
import { SetupController } from './setup.controller.js';
import { TenantOpening } from './tenant-opening.js';
import { WebPage } from './web-page.js';
import { WhoCheck } from './who-check.js';

/** A field whose schema has a code of its own for what is wrong answers that one. */
const validation = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) =>
    new Problem('invalid', /^[a-z]+\.[a-z-]+$/.exec(issues[0]?.message ?? '')?.[0] ?? 'body.invalid', {
      field: (issues[0]?.path ?? [])
        .map((part) => String(typeof part === 'object' ? part.key : part))
        .join('.')
        .slice(0, 80),
    }),
});

const CROSS: Provider[] = [
  { provide: APP_PIPE, useValue: validation },
  { provide: APP_FILTER, useExisting: ProblemFilter },
  { provide: APP_GUARD, useExisting: WhoGuard },
];

/** Composes the libs; nothing else. */
@Module({})
export class AppModule {
  static on(base: BaseParts, parts: { webDir: string; starts: Starts }): DynamicModule {
    return {
      module: AppModule,
      imports: [
        DiscoveryModule,
        BaseModule.on(base),
        PeopleModule,
        MeasuresModule,
        CatalogModule,
        LtiModule,
        LearningModule,
        RoomsModule,
        PlanModule,
        ReportsModule,
      ],
      controllers: [PagesController, HealthController, SetupController],
      providers: [
        ...CROSS,
        WhoCheck,
        SetupChecks,
        TenantOpening,
        { provide: WebPage, useFactory: () => new WebPage(parts.webDir) },
        { provide: HomePage, useFactory: () => new HomePage(parts.starts, base.clock) },
      ],
    };
  }
}
