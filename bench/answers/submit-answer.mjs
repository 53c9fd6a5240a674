/**
 * The floor: everything one answer changes, as one function in the database and so one message. It trusts its caller
 * (what was marked, whose run it is), knows first tries only, and runs past row-level security.
 */
export const SUBMIT_ANSWER = `
create function bench_submit(t uuid, who uuid, a uuid, r uuid, ex text, ex_rev int, ex_seed int, ex_shuffle int, given jsonb, points_got real, given_parts jsonb, given_verdict text,
  comp text, is_typed boolean, version int, from_device text, seq int, client_at timestamptz, at timestamptz) returns int language plpgsql as $$
declare
  run unit_run;
  best_now unit_grade;
begin
  update unit_run set done = done + (given_verdict = 'right')::int, points = points + points_got, first_right = first_right + (given_verdict = 'right')::int,
    wrong_streak = case when given_verdict = 'right' then 0 else wrong_streak + 1 end, grade = floor((points + points_got) / total * 100 + 0.5 + 1e-9), last_answer_at = at,
    finished_at = case when done + (given_verdict = 'right')::int >= total then at end
    where tenant = t and id = r returning * into run;
  insert into answer (tenant, person, id, run, unit_id, exercise_id, rev, package, seed, shuffle, try, aids, response, score, parts, verdict, evidence, marking_version, device, sequence, client_time, answered_at)
    values (t, who, a, r, run.unit_id, ex, ex_rev, run.package, ex_seed, ex_shuffle, 1, '{}', given, points_got, given_parts, given_verdict, true, version, from_device, seq, client_at, at);
  insert into mastery as m (person, competence, state, recent, evidence, secure_since, updated_at)
    values (who, comp, 'practising', jsonb_build_array(jsonb_build_object('on', to_char(at at time zone 'Europe/Berlin', 'YYYY-MM-DD'), 'right', points_got >= 0.99, 'typed', is_typed)), 1, null, at)
    on conflict (person, competence) do update set recent = case when jsonb_array_length(m.recent) >= 8 then m.recent - 0 else m.recent end || excluded.recent, evidence = m.evidence + 1, updated_at = at;
  insert into unit_grade as g (tenant, person, unit_id, best, best_right, total, completed, updated_at) values (t, who, run.unit_id, run.grade, run.first_right, run.total, run.finished_at is not null, at)
    on conflict (tenant, person, unit_id) do update set best = greatest(g.best, excluded.best), best_right = greatest(g.best_right, excluded.best_right), completed = g.completed or excluded.completed, updated_at = at
    returning * into best_now;
  insert into grade_due as d (tenant, line_item, person, wanted, completed, comment, revision, state, attempts, due_at, owed_at)
    select t, i.id, who, best_now.best, best_now.completed, best_now.best_right || ' von ' || best_now.total || ' Aufgaben beim ersten Versuch richtig', 1, 'waiting', 0, at, at
    from enrolment e join resource_link l on l.tenant = t and l.course = e.course and l.target_id = run.unit_id join line_item i on i.tenant = t and i.resource_link = l.id
    where e.tenant = t and e.id = run.enrolment
    on conflict (tenant, line_item, person) do update set wanted = excluded.wanted, completed = excluded.completed, comment = excluded.comment, revision = d.revision + 1, owed_at = at, due_at = at
    where excluded.wanted > d.wanted or (excluded.completed and not d.completed);
  return run.done;
end $$`;

export const CALL = 'select bench_submit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) as done';
